import type { WebviewPanel } from 'vscode';
import { EventEmitter, Uri } from 'vscode';
import type { DashboardToHost, HostToDashboard } from '../../../src/protocol/dashboard.ts';

const frames: (() => void)[] = [];

/** From now on frames come when a panel is told so: what is measured waits for nothing. */
export function takeFrames(): void {
  globalThis.setTimeout = ((task: () => void) => frames.push(task)) as unknown as typeof setTimeout;
}

/** Stands for a panel of VS Code: what is posted to its page is copied, as it would be on its way there. */
export class StubPanel {
  readonly root = Uri.parse('file:///extension');
  private readonly received = new EventEmitter<unknown>();
  private readonly turned = new EventEmitter<unknown>();
  private readonly posted: HostToDashboard[] = [];

  asPanel(): WebviewPanel {
    return {
      visible: true,
      onDidChangeViewState: this.turned.event,
      dispose: () => undefined,
      webview: {
        html: '',
        cspSource: '',
        asWebviewUri: (uri: Uri) => uri,
        onDidReceiveMessage: this.received.event,
        postMessage: (message: HostToDashboard) => this.posted.push(structuredClone(message)),
      },
    } as unknown as WebviewPanel;
  }

  /** Has what waits for the next frame done now. */
  frame(): void {
    for (const task of frames.splice(0)) task();
  }

  receive(message: DashboardToHost): void {
    this.received.fire(message);
  }

  take(): HostToDashboard[] {
    return this.posted.splice(0);
  }
}
