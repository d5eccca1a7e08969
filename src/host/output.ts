import { l10n, window } from 'vscode';
import type { SessionState } from '../protocol/session.ts';
import { Disposables } from './lifecycle.ts';
import type { SessionStore } from './sessions/store.ts';

/**
 * The "Cachebook" output channel gets what scenarios print, line for line, under a heading for each run; the log gets
 * what only developers need.
 */
export class Output extends Disposables {
  private readonly channel = this.add(window.createOutputChannel('Cachebook'));
  private readonly developerLog = this.add(window.createOutputChannel('Cachebook Log', { log: true }));
  /** The run that the last line came from. */
  private speaker: string | undefined;

  constructor(store: SessionStore) {
    super();
    this.add(store.onDidChangeStatus((session) => this.printEnd(session)));
  }

  /** Shows the channel and leaves the keyboard where it is. */
  show(): void {
    this.channel.show(true);
  }

  /** Prints what a run has said, under its heading where another one has spoken meanwhile. */
  print({ id, title }: Pick<SessionState, 'id' | 'title'>, lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (this.speaker !== id) this.printHeading(title);
    this.speaker = id;
    for (const line of lines) this.channel.appendLine(line);
  }

  log(text: string): void {
    this.developerLog.error(text.trimEnd());
  }

  private printHeading(title: string): void {
    if (this.speaker !== undefined) this.channel.appendLine('');
    this.channel.appendLine(`── ${title} · ${new Date().toLocaleTimeString()} ──`);
  }

  private printEnd(session: SessionState): void {
    const { status, title, message } = session;
    if (status === 'finished' || message === undefined) return;
    this.print(session, [l10n.t('{0}: {1}', title, message)]);
  }
}
