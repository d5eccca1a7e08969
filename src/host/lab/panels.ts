import * as v from 'valibot';
import type { Uri, WebviewPanel } from 'vscode';
import { commands, l10n, Uri as UriOf, ViewColumn, window } from 'vscode';
import { policies } from '../../engine/index.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { HostToLabView, LabInputs, ShownLab } from '../../protocol/labView.ts';
import { LabViewToHost } from '../../protocol/labView.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import { pageHtml, webviewRoot } from '../dashboard/html.ts';
import { saveFile } from '../dashboard/saves.ts';
import { Current, Disposables } from '../lifecycle.ts';
import { Stopped } from '../sessions/stopped.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { Findings } from './analysis.ts';
import { findOut, textOf, titleOf } from './analysis.ts';
import type { LabClient, Progress } from './client.ts';
import { AFTER, BEFORE, playRequests } from './replay.ts';

const VIEW_TYPE = 'cachebook.lab';

/** A trace with what was found out about it, and the process that holds it. */
export interface Analyzed {
  readonly title: string;
  readonly client: LabClient;
  readonly findings: Findings;
}

/** What the lab's page needs of the rest. */
export interface LabSurroundings {
  readonly extensionUri: Uri;
  readonly store: SessionStore;
  readonly dashboard: Dashboard;
  readonly showError: (error: unknown) => void;
}

/** The lab: at most one page, of the trace that was analyzed last. */
export class LabPanels extends Disposables {
  private readonly panel = this.add(new Current<LabPanel>());

  constructor(private readonly surroundings: LabSurroundings) {
    super();
  }

  /** Shows a trace; its process ends with the page, or with the next trace. */
  show(analyzed: Analyzed): void {
    this.open();
    this.panel.value?.show(analyzed);
  }

  /** Shows the lab, without a trace where there is none yet. */
  open(): void {
    if (this.panel.value) {
      this.panel.value.reveal();
      return;
    }
    const column = window.tabGroups.activeTabGroup.activeTab ? ViewColumn.Beside : ViewColumn.Active;
    const view = window.createWebviewPanel(VIEW_TYPE, l10n.t('Workload Lab'), column);
    const panel = new LabPanel(view, this.surroundings);
    this.panel.value = panel;
    view.onDidDispose(() => {
      if (this.panel.value === panel) this.panel.value = undefined;
    });
  }
}

/** One page: shows what was found out, and asks the process for more. */
class LabPanel extends Disposables {
  private readonly client = this.add(new Current<LabClient>());
  private analyzed: Analyzed | undefined;
  private isListening = false;
  private isBusy = false;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly surroundings: LabSurroundings,
  ) {
    super();
    const { webview } = panel;
    const { extensionUri } = surroundings;
    this.add(panel);
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    const media = (name: string): Uri => UriOf.joinPath(extensionUri, 'media', name);
    panel.iconPath = { light: media('activityLight.svg'), dark: media('activity.svg') };
    this.add(webview.onDidReceiveMessage((message) => this.receive(message)));
    this.add(panel.onDidChangeViewState(() => (this.isListening &&= panel.visible)));
    webview.html = pageHtml(webview, extensionUri, 'lab');
  }

  reveal(): void {
    this.panel.reveal();
  }

  show(analyzed: Analyzed): void {
    this.analyzed = analyzed;
    this.client.value = analyzed.client;
    this.panel.title = l10n.t('Lab: {0}', analyzed.title);
    this.tell();
  }

  private readonly handlers: Handlers<LabViewToHost> = {
    ready: () => {
      this.isListening = true;
      this.tell();
    },
    choose: () => void commands.executeCommand('cachebook.analyzeTrace'),
    open: ({ uri }) => void commands.executeCommand('cachebook.analyzeTrace', fileOf(uri), []),
    advise: ({ inputs, size }) => this.work((analyzed) => this.advise(analyzed, inputs, size)),
    league: ({ size }) => this.work((analyzed) => this.league(analyzed, size)),
    cancel: () => this.stop(),
    save: ({ name, files }) => void saveFile(name, files).catch(this.surroundings.showError),
    export: () => this.work((analyzed) => this.export(analyzed)),
    step: ({ request, policy }) => this.work((analyzed) => this.step(analyzed, request, policy)),
  };

  private receive(message: unknown): void {
    const parsed = v.safeParse(LabViewToHost, message);
    if (parsed.success) dispatch(this.handlers, parsed.output);
  }

  /** One thing at a time: the process answers one question after another. */
  private work(task: (analyzed: Analyzed) => Promise<void>): void {
    const { analyzed } = this;
    if (!analyzed || this.isBusy) return;
    this.isBusy = true;
    this.post({ type: 'busy', text: l10n.t('Working…') });
    task(analyzed)
      .catch((error: unknown) => {
        if (!(error instanceof Stopped)) this.surroundings.showError(error);
      })
      .finally(() => {
        this.isBusy = false;
        this.post({ type: 'idle' });
      });
  }

  private async advise(
    { client, title, findings }: Analyzed,
    given: LabInputs,
    size?: number,
  ): Promise<void> {
    // What was recorded of a function that calls itself stays true whatever a person says.
    const inputs = { ...given, nestedMisses: findings.inputs.nestedMisses };
    const advised = await client.ask({ type: 'advise', inputs, sizes: [findings.mine, size ?? 0] });
    const words = textOf(advised, findings.league, inputs);
    this.take({ client, title, findings: { ...findings, advised, inputs, words } });
  }

  private async league({ client, title, findings }: Analyzed, mine: number): Promise<void> {
    const { facts, inputs, league } = findings;
    const sizes = [...new Set(league.runs.map(({ size }) => size))].filter((size) => size !== findings.mine);
    const tell = ({ done, total }: Progress): void =>
      this.post({ type: 'busy', text: l10n.t('Running policies, {0} %', Math.floor((100 * done) / total)) });
    this.take({ client, title, findings: await findOut(client, facts, { inputs, sizes, mine }, tell) });
  }

  private async export({ client, title }: Analyzed): Promise<void> {
    const uri = await window.showSaveDialog({
      title: l10n.t('Export for libCacheSim'),
      filters: { oracleGeneral: ['bin'] },
    });
    if (!uri) return;
    if (uri.scheme !== 'file') throw new HumanError(l10n.t('Choose a place on the disk of this machine.'));
    const { requests } = await client.ask({ type: 'export', path: uri.fsPath });
    void window.showInformationMessage(l10n.t('{0} requests of {1} were written.', requests, title));
  }

  private async step({ client, title, findings }: Analyzed, request: number, policy: string): Promise<void> {
    const { facts, mine } = findings;
    const place = Math.min(request, facts.requests) - 1;
    const from = Math.max(0, place - BEFORE);
    const { keys } = await client.ask({ type: 'requests', from, to: place + AFTER });
    // A cache of the engine that sees the future cannot be stepped through.
    const known = policies.some(({ id }) => id === policy) ? policy : 'lru';
    const { store, dashboard } = this.surroundings;
    const { session, step } = playRequests(store, {
      source: `lab ${title}`,
      title: l10n.t('{0}, requests {1} to {2}', title, from + 1, from + keys.length),
      policy: known,
      size: mine,
      keys,
      place: place - from,
    });
    dashboard.show({ session, cache: 1, step, picture: 'inside' });
  }

  private take(analyzed: Analyzed): void {
    // Another trace may have come meanwhile.
    if (this.client.value !== analyzed.client) return;
    this.analyzed = analyzed;
    this.tell();
  }

  /** The process is ended, so that nothing of it goes on; what was found out before stays. */
  private stop(): void {
    if (this.isBusy) this.client.value = undefined;
  }

  private tell(): void {
    this.post({ type: 'lab', lab: this.analyzed ? shownLab(this.analyzed) : null });
  }

  private post(message: HostToLabView): void {
    if (this.isListening) void this.panel.webview.postMessage(message);
  }
}

/** A list of addresses, as it is dropped, begins with the first. */
function fileOf(list: string): Uri {
  return UriOf.parse(list.split(/\r?\n/)[0] ?? '', true);
}

/** What the page is shown of it. */
export function shownLab({ title, findings }: Analyzed): ShownLab {
  const { facts, advised, league, mine, inputs, words } = findings;
  const { missCost, lookupCost, entryBytes, memory } = inputs;
  const { advice, curve } = advised;
  const ids = new Set(league.runs.map(({ policy }) => policy));
  return {
    title,
    facts,
    curve,
    words,
    inputs: {
      ...(missCost !== undefined && { missCost }),
      ...(lookupCost !== undefined && { lookupCost }),
      ...(entryBytes !== undefined && { entryBytes }),
      ...(memory !== undefined && { memory }),
    },
    mine,
    league: league.runs,
    ends: league.ends,
    left: league.left,
    ...('size' in advice && { advised: advice.size }),
    ...(league.policy && { policy: league.policy.policy }),
    titles: Object.fromEntries([...ids].map((id) => [id, titleOf(id)])),
  };
}
