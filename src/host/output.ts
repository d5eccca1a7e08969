import { l10n, window } from 'vscode';
import type { SessionDelta, SessionState } from '../protocol/session.ts';
import { Disposables } from './lifecycle.ts';
import type { SessionStore } from './sessions/store.ts';

/** The "Cachebook" output channel gets what runs print, line for line, under a heading for each; the log gets what only developers need. */
export class Output extends Disposables {
  private readonly channel = this.add(window.createOutputChannel('Cachebook'));
  /** Runs that have said nothing yet. */
  private readonly headless = new Set<string>();
  /** The run that the last line came from. */
  private speaker: string | undefined;
  private readonly developerLog = this.add(window.createOutputChannel('Cachebook Log', { log: true }));

  constructor(store: SessionStore) {
    super();
    this.add(store.onDidStart(({ id }) => this.headless.add(id)));
    this.add(store.onDidChange(({ session, delta }) => this.print(session, linesOf(delta))));
    this.add(store.onDidChangeStatus((session) => this.printEnd(session)));
    this.add(store.onDidRemove((id) => this.headless.delete(id)));
  }

  /** Shows the channel and leaves the keyboard where it is. */
  show(): void {
    this.channel.show(true);
  }

  log(text: string): void {
    this.developerLog.error(text.trimEnd());
  }

  private print(session: SessionState, lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (this.headless.delete(session.id) || this.speaker !== session.id) this.printHeading(session);
    for (const line of lines) this.channel.appendLine(line);
  }

  private printHeading({ id, title }: SessionState): void {
    if (this.speaker !== undefined) this.channel.appendLine('');
    this.channel.appendLine(`── ${title} · ${new Date().toLocaleTimeString()} ──`);
    this.speaker = id;
  }

  private printEnd(session: SessionState): void {
    const { status, title, message } = session;
    if (status === 'finished' || message === undefined) return;
    this.print(session, [l10n.t('{0}: {1}', title, message)]);
  }
}

function linesOf({ output }: SessionDelta): string[] {
  return output.map(({ text }) => text);
}
