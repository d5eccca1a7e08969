import type { Uri, WebviewPanel } from 'vscode';
import { commands, EventEmitter, l10n, Uri as UriOf, ViewColumn, window } from 'vscode';
import type { CacheOfSession, Step } from '../../protocol/dashboard.ts';
import { Current, Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';
import { DashboardPanel } from './panel.ts';
import { webviewRoot } from './html.ts';

const VIEW_TYPE = 'cachebook.dashboard';

/** The dashboard: at most one panel, opened by command and restored after a window reload. */
export class Dashboard extends Disposables {
  private readonly panel = this.add(new Current<DashboardPanel>());
  private readonly opened = this.add(new EventEmitter<undefined>());
  readonly onDidOpen = this.opened.event;

  constructor(
    private readonly extensionUri: Uri,
    private readonly store: SessionStore,
    /** Settles when the sessions of before a window reload are there. */
    restored: Promise<void>,
    private readonly showError: (error: unknown) => void,
  ) {
    super();
    this.add(commands.registerCommand('cachebook.openDashboard', () => this.open()));
    this.add(
      window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel) => {
          await restored;
          this.adopt(panel);
        },
      }),
    );
  }

  get visible(): boolean {
    return this.panel.value?.visible ?? false;
  }

  /** Shows a moment of a session. */
  show(step: Step): void {
    this.open();
    this.panel.value?.show(step);
  }

  /** Shows a cache as it is now. */
  reveal(cache: CacheOfSession): void {
    this.open();
    this.panel.value?.revealCache(cache);
  }

  private open(): void {
    if (this.panel.value) {
      this.panel.value.reveal();
      return;
    }
    // Whatever is in front of the person stays there: text, a notebook, the walkthrough.
    const column = window.tabGroups.activeTabGroup.activeTab ? ViewColumn.Beside : ViewColumn.Active;
    this.adopt(window.createWebviewPanel(VIEW_TYPE, l10n.t('Cachebook Dashboard'), column));
  }

  private media(name: string): Uri {
    return UriOf.joinPath(this.extensionUri, 'media', name);
  }

  private adopt(panel: WebviewPanel): void {
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(this.extensionUri)] };
    panel.iconPath = { light: this.media('activityLight.svg'), dark: this.media('activity.svg') };
    const adopted = new DashboardPanel(panel, this.extensionUri, this.store, this.showError);
    this.panel.value = adopted;
    panel.onDidDispose(() => {
      if (this.panel.value === adopted) this.panel.value = undefined;
    });
    this.opened.fire(undefined);
  }
}
