import * as v from 'valibot';
import type { Uri, WebviewPanel } from 'vscode';
import { commands, l10n } from 'vscode';
import { scenarios } from '../../lessons/scenarios/index.ts';
import type { CacheOfSession, HostToDashboard, Step } from '../../protocol/dashboard.ts';
import { DashboardToHost } from '../../protocol/dashboard.ts';
import { DeltaSum } from '../../protocol/fold.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { SessionDelta } from '../../protocol/session.ts';
import { scenarioCommand } from '../commands/scenarioCommand.ts';
import { Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';
import { FollowedSession, FRAME_MS } from './followed.ts';
import { copyLink } from './links.ts';
import { saveFile } from './saves.ts';
import { pageHtml } from './html.ts';

/** One webview panel: takes in what the person clicks, sends what happens in batches, and nothing while hidden. */
export class DashboardPanel extends Disposables {
  /** Between `ready` and being hidden: only then does the webview listen. */
  private listening = false;
  private readonly pending = new Map<string, DeltaSum>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly followed: FollowedSession;
  private toShow: Extract<HostToDashboard, { type: 'show' | 'reveal' }> | undefined;

  constructor(
    private readonly panel: WebviewPanel,
    extensionUri: Uri,
    private readonly store: SessionStore,
    private readonly showError: (error: unknown) => void,
  ) {
    super();
    this.followed = new FollowedSession(store, (message) => this.post(message));
    this.add(panel);
    this.add(panel.webview.onDidReceiveMessage((message) => this.receive(message)));
    this.add(panel.onDidChangeViewState(() => (this.listening &&= panel.visible)));
    this.add(store.onDidStart((session) => this.sendNow({ type: 'started', session })));
    this.add(store.onDidChange(({ session, delta }) => this.sendSoon(session.id, delta)));
    this.add(
      store.onDidChangeStatus(({ id, status, message }) =>
        this.sendNow({ type: 'status', session: id, status, message }),
      ),
    );
    this.add(this.followed);
    this.add(store.onDidRemove((session) => this.sendNow({ type: 'removed', session })));
    this.add({ dispose: () => clearTimeout(this.timer) });
    panel.webview.html = pageHtml(panel.webview, extensionUri, 'dashboard');
  }

  get visible(): boolean {
    return this.panel.visible;
  }

  reveal(): void {
    this.panel.reveal();
  }

  private readonly handlers: Handlers<DashboardToHost> = {
    ready: () => this.hydrate(),
    run: ({ scenario }) => void commands.executeCommand(scenarioCommand(scenario)),
    stop: ({ session }) => void this.store.stop(session),
    clear: (target) => void commands.executeCommand('cachebook.clearCache', target),
    analyze: ({ session, cache }) =>
      void commands.executeCommand('cachebook.analyzeRecording', session, cache),
    remove: ({ session }) => this.store.removeEnded(session ?? undefined),
    save: ({ name, files }) =>
      void saveFile(l10n.t('Save From the Dashboard'), name, files).catch(this.showError),
    saveEvents: ({ session, withTimes }) =>
      void commands
        .executeCommand('cachebook.exportRecording', undefined, session, { withTimes })
        .then(undefined, this.showError),
    showOrigin: ({ session, ...origin }) => void this.store.showOrigin(session, origin).catch(this.showError),
    copyLink: (step) => void copyLink(this.store, step).catch(this.showError),
    follow: ({ session, isFirst }) => this.followed.ask(session, isFirst),
  };

  /** Shows a moment of a session, as soon as the page is there. */
  show(step: Step): void {
    this.showSoon({ type: 'show', step });
  }

  /** Shows a cache as it is now. */
  revealCache(cache: CacheOfSession): void {
    this.showSoon({ type: 'reveal', ...cache });
  }

  private showSoon(message: NonNullable<typeof this.toShow>): void {
    this.toShow = message;
    if (this.listening) this.showNow();
  }

  private showNow(): void {
    if (this.toShow) this.sendNow(this.toShow);
    this.toShow = undefined;
  }

  private receive(message: unknown): void {
    const parsed = v.safeParse(DashboardToHost, message);
    if (parsed.success) dispatch(this.handlers, parsed.output);
  }

  private hydrate(): void {
    this.pending.clear();
    this.followed.ask(null, true);
    this.listening = true;
    const choices = scenarios.map(({ id, title }) => ({ id, title: title() }));
    this.post({ type: 'init', sessions: this.store.snapshots(), scenarios: choices });
    this.showNow();
  }

  private sendSoon(session: string, delta: SessionDelta): void {
    if (!this.listening) return;
    const sum = this.pending.get(session) ?? new DeltaSum();
    this.pending.set(session, sum);
    sum.add(delta);
    this.timer ??= setTimeout(() => this.flush(), FRAME_MS);
  }

  /** What was batched before goes first: the order of events is kept. */
  private sendNow(message: HostToDashboard): void {
    this.flush();
    this.post(message);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending.size === 0) return;
    const deltas = [...this.pending].map(([session, sum]) => ({ session, delta: sum.delta() }));
    this.pending.clear();
    this.post({ type: 'events', deltas });
  }

  private post(message: HostToDashboard): void {
    if (this.listening) void this.panel.webview.postMessage(message);
  }
}
