import * as v from 'valibot';
import type { CancellationToken, Uri, WebviewPanel } from 'vscode';
import { CancellationTokenSource, commands, env, l10n, Uri as UriOf, window } from 'vscode';
import { policies } from '../../engine/index.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { HostToLabView, LabInputs } from '../../protocol/labView.ts';
import { LabViewToHost, MOST_SIDES } from '../../protocol/labView.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import { pageHtml, webviewRoot } from '../dashboard/html.ts';
import { saveFile } from '../dashboard/saves.ts';
import { askWhereTo } from '../files.ts';
import { Current, Disposables } from '../lifecycle.ts';
import { written } from '../numbers.ts';
import { Stopped } from '../sessions/stopped.ts';
import type { SessionStore } from '../sessions/store.ts';
import { findOut, textOf } from './analysis.ts';
import { askForFile, chooseFile } from './choosing.ts';
import type { LabClient, Progress } from './client.ts';
import type { Opener, Patience } from './opening.ts';
import type { Memory } from './origin.ts';
import { pickRecording } from './recordings.ts';
import { AFTER, BEFORE, playRequests } from './replay.ts';
import { shownLab, type Analyzed } from './shown.ts';
import { Sides, type Shown } from './sides.ts';

/** What the lab's page needs of the rest. */
export interface LabSurroundings {
  readonly extensionUri: Uri;
  readonly store: SessionStore;
  readonly dashboard: Dashboard;
  readonly opener: Opener;
  readonly showError: (error: unknown) => void;
}

/** One page: shows what was found out, and asks the process for more. */
export class LabPanel extends Disposables {
  private readonly client = this.add(new Current<LabClient>());
  private readonly sides: Sides;
  private analyzed: Analyzed | undefined;
  /** What is to be read again, while it is not there. */
  private remembered: Memory | undefined;
  /** Why there is no trace. */
  private why: string | undefined;
  private isListening = false;
  /** What is being done. */
  private task: { text: string; readonly source: CancellationTokenSource } | undefined;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly surroundings: LabSurroundings,
  ) {
    super();
    const { webview } = panel;
    const { extensionUri, opener } = surroundings;
    this.add(panel);
    this.sides = this.add(new Sides(opener));
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    const media = (name: string): Uri => UriOf.joinPath(extensionUri, 'media', name);
    panel.iconPath = { light: media('activityLight.svg'), dark: media('activity.svg') };
    this.add(webview.onDidReceiveMessage((message) => this.receive(message)));
    this.add(panel.onDidChangeViewState(() => (this.isListening &&= panel.visible)));
    webview.html = pageHtml(webview, extensionUri, 'lab');
  }

  override dispose(): void {
    this.task?.source.cancel();
    super.dispose();
  }

  reveal(): void {
    this.panel.reveal();
  }

  show(analyzed: Analyzed): void {
    this.task?.source.cancel();
    this.sides.dispose();
    this.take(analyzed);
  }

  /** Reads again what the page showed before the window was reloaded. */
  remember(memory: Memory | undefined): void {
    this.remembered = memory;
    if (!memory) {
      this.tell();
      return;
    }
    this.why = undefined;
    this.begin(async (patience) => {
      await this.restore(memory, patience);
    });
  }

  private readonly handlers: Handlers<LabViewToHost> = {
    ready: () => {
      this.isListening = true;
      if (this.analyzed || !this.task) this.tell();
      if (this.task) this.post({ type: 'busy', text: this.task.text });
    },
    choose: () => void commands.executeCommand('cachebook.analyzeTrace'),
    open: ({ uri }) => void commands.executeCommand('cachebook.analyzeTrace', fileOf(uri), []),
    again: () => this.remember(this.remembered),
    advise: ({ inputs, size }) =>
      this.work((analyzed, { token }) => this.advise(analyzed, inputs, token, size)),
    league: ({ size }) => this.work((analyzed, patience) => this.league(analyzed, size, patience)),
    cancel: () => this.task?.source.cancel(),
    save: ({ name, files }) =>
      void saveFile(l10n.t('Save From the Lab'), name, files).catch(this.surroundings.showError),
    export: () => this.work((analyzed, { token }) => this.export(analyzed, token)),
    step: ({ request, policy }) =>
      this.work((analyzed, { token }) => this.step(analyzed, request, policy, token)),
    compare: ({ kind }) =>
      this.work((analyzed, patience) =>
        kind === 'file' ? this.compareFile(analyzed, patience) : this.compareRecording(analyzed, patience),
      ),
    comparePart: ({ part }) =>
      this.work((analyzed, patience) => this.sides.add(shownBeside(analyzed), part, patience)),
    remove: ({ place }) => {
      this.sides.remove(place);
      this.tell();
    },
  };

  private receive(message: unknown): void {
    const parsed = v.safeParse(LabViewToHost, message);
    if (parsed.success) dispatch(this.handlers, parsed.output);
  }

  /** Works on what is shown. A process that was ended, as by a cancel, is made anew first. */
  private work(
    task: (analyzed: Analyzed, patience: Patience & { token: CancellationToken }) => Promise<void>,
  ): void {
    const { analyzed } = this;
    if (!analyzed || this.task) return;
    this.begin(async (patience) => {
      const whole = analyzed.client.isEnded ? await this.reopen(analyzed, patience) : analyzed;
      await task(whole, patience);
      this.tell();
    });
  }

  /** One thing at a time: a process answers one question after another. */
  private begin(work: (patience: Patience & { token: CancellationToken }) => Promise<void>): void {
    const task = { text: l10n.t('Working…'), source: new CancellationTokenSource() };
    const onProgress = (progress: Progress): void => {
      if (this.task !== task) return;
      task.text = progressText(progress);
      this.post({ type: 'busy', text: task.text });
    };
    this.task = task;
    this.post({ type: 'busy', text: task.text });
    work({ onProgress, token: task.source.token })
      .catch((error: unknown) => this.fail(error, this.task === task))
      .finally(() => {
        task.source.dispose();
        if (this.task !== task) return;
        this.task = undefined;
        this.post({ type: 'idle' });
      });
  }

  /** Where nothing is shown, the page itself says why. */
  private fail(error: unknown, isCurrent: boolean): void {
    if (!this.analyzed && isCurrent) {
      this.why = error instanceof Error ? error.message : String(error);
      this.tell();
      if (error instanceof HumanError) return;
    }
    if (!(error instanceof Stopped)) this.surroundings.showError(error);
  }

  private async restore({ origin, inputs: said, mine, sides }: Memory, patience: Patience): Promise<void> {
    const opened = await this.surroundings.opener.open(origin, patience);
    this.client.value = opened.client;
    const { onProgress = () => undefined, token } = patience;
    const inputs = { ...said, nestedMisses: opened.inputs.nestedMisses };
    const findings = await findOut(opened.client, opened.facts, { inputs, mine }, onProgress, token);
    this.take({ ...opened, findings });
    for (const side of sides) await this.sides.add(shownBeside({ ...opened, findings }), side, patience);
    this.tell();
  }

  private async reopen(analyzed: Analyzed, patience: Patience): Promise<Analyzed> {
    const opened = await this.surroundings.opener.open(analyzed.origin, patience);
    const again = { ...analyzed, client: opened.client, facts: opened.facts };
    this.client.value = again.client;
    this.analyzed = again;
    return again;
  }

  private async advise(
    analyzed: Analyzed,
    given: LabInputs,
    token: CancellationToken,
    size?: number,
  ): Promise<void> {
    const { client, findings } = analyzed;
    // What was recorded of a function that calls itself stays true whatever a person says.
    const inputs = { ...given, nestedMisses: findings.inputs.nestedMisses };
    const sizes = [findings.mine, ...(size === undefined ? [] : [size])];
    const advised = await client.ask({ type: 'advise', inputs, sizes }, undefined, token);
    const words = textOf(findings.facts, advised, findings.league, inputs);
    const told = { ...analyzed, findings: { ...findings, advised, inputs, words } };
    await this.sides.advise(shownBeside(told), token);
    this.take(told);
  }

  private async league(analyzed: Analyzed, mine: number, patience: Patience): Promise<void> {
    const { client, findings } = analyzed;
    const { facts, inputs, league } = findings;
    const sizes = [...new Set(league.runs.map(({ size }) => size))].filter((size) => size !== findings.mine);
    const { onProgress = () => undefined, token } = patience;
    this.take({
      ...analyzed,
      findings: await findOut(client, facts, { inputs, sizes, mine }, onProgress, token),
    });
  }

  private async compareFile(analyzed: Analyzed, patience: Patience): Promise<void> {
    const uri = await askForFile();
    if (!uri || this.sides.count >= MOST_SIDES) return;
    const client = this.surroundings.opener.launch();
    try {
      const origin = await chooseFile(client, uri);
      if (origin) await this.sides.add(shownBeside(analyzed), origin, patience, client);
      else client.dispose();
    } catch (error) {
      client.dispose();
      throw error;
    }
  }

  private async compareRecording(analyzed: Analyzed, patience: Patience): Promise<void> {
    const target = await pickRecording(this.surroundings.store);
    if (!target) return;
    const { session, cache } = target;
    await this.sides.add(shownBeside(analyzed), { kind: 'recording', session, cache }, patience);
  }

  private async export({ client, title }: Analyzed, token: CancellationToken): Promise<void> {
    const uri = await askWhereTo({
      title: l10n.t('Export for libCacheSim'),
      // By this part of its name libCacheSim knows that Belady's policy can be run.
      name: `${title}.oracleGeneral.bin`,
      filters: { oracleGeneral: ['bin'] },
    });
    if (!uri) return;
    if (uri.scheme !== 'file') throw new HumanError(l10n.t('Choose a place on the disk of this machine.'));
    const { requests } = await client.ask({ type: 'export', path: uri.fsPath }, undefined, token);
    void window.showInformationMessage(l10n.t('{0} requests of {1} were written.', written(requests), title));
  }

  private async step(
    { client, title, findings }: Analyzed,
    request: number,
    policy: string,
    token: CancellationToken,
  ): Promise<void> {
    const { facts, mine } = findings;
    const place = Math.min(request, facts.requests) - 1;
    const from = Math.max(0, place - BEFORE);
    const { keys } = await client.ask({ type: 'requests', from, to: place + AFTER }, undefined, token);
    // A cache of the engine that sees the future cannot be stepped through.
    const known = policies.some(({ id }) => id === policy) ? policy : 'lru';
    const { store, dashboard } = this.surroundings;
    const { session, step } = playRequests(store, {
      source: `lab ${title}`,
      title: l10n.t('{0}, requests {1} to {2}', title, written(from + 1), written(from + keys.length)),
      policy: known,
      size: mine,
      keys,
      place: place - from,
    });
    dashboard.show({ session, cache: 1, step, picture: 'inside' });
  }

  /** Shows what is known from now on. */
  private take(analyzed: Analyzed): void {
    this.client.value = analyzed.client;
    this.analyzed = analyzed;
    this.panel.title = l10n.t('Lab: {0}', analyzed.title);
    this.tell();
  }

  private tell(): void {
    const { analyzed, sides, why } = this;
    if (!analyzed) {
      this.post({ type: 'lab', lab: null, why, memory: this.remembered });
      return;
    }
    const lab = shownLab(analyzed, sides.shown);
    const { origin, findings } = analyzed;
    const memory: Memory = { origin, inputs: lab.inputs, mine: findings.mine, sides: sides.origins };
    this.post({ type: 'lab', lab, memory });
  }

  private post(message: HostToLabView): void {
    if (this.isListening) void this.panel.webview.postMessage(message);
  }
}

/**
 * A list of addresses, as it is dropped, begins with the first. VS Code writes files of another machine with its name;
 * that machine is where this runs, too.
 */
function fileOf(list: string): Uri {
  const uri = UriOf.parse(list.split(/\r?\n/)[0] ?? '', true);
  return uri.scheme === 'vscode-remote' && env.remoteName !== undefined
    ? uri.with({ scheme: 'file', authority: '' })
    : uri;
}

/** What stands beside a trace is told at the sizes at which it is drawn. */
function shownBeside({ client, findings }: Analyzed): Shown {
  const { inputs, advised } = findings;
  return { client, inputs, sizes: [...(advised.curve.sizes ?? [])] };
}

function progressText({ stage, done, total }: Progress): string {
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((100 * done) / total));
  return stage === 'reading'
    ? l10n.t('Reading the requests, {0} %', percent)
    : l10n.t('Running policies, {0} %', percent);
}
