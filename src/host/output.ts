import { l10n, window } from 'vscode';
import type { SessionState } from '../protocol/session.ts';
import { Disposables } from './lifecycle.ts';
import type { SessionStore } from './sessions/store.ts';

/** The "Cachebook" output channel gets what scenarios print, line for line; the log gets what only developers need. */
export class Output extends Disposables {
  private readonly channel = this.add(window.createOutputChannel('Cachebook'));
  private readonly developerLog = this.add(window.createOutputChannel('Cachebook Log', { log: true }));

  constructor(store: SessionStore) {
    super();
    this.add(store.onDidChangeStatus((session) => this.printEnd(session)));
  }

  /** Shows the channel and leaves the keyboard where it is. */
  show(): void {
    this.channel.show(true);
  }

  print(lines: readonly string[]): void {
    for (const line of lines) this.channel.appendLine(line);
  }

  log(text: string): void {
    this.developerLog.error(text.trimEnd());
  }

  private printEnd({ status, title, message }: SessionState): void {
    if (status === 'finished' || message === undefined) return;
    this.print([l10n.t('{0}: {1}', title, message)]);
  }
}
