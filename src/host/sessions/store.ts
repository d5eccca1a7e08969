import type { Event } from 'vscode';
import { EventEmitter } from 'vscode';
import { applyDelta } from '../../protocol/fold.ts';
import type { SessionDelta, SessionState, SessionStatus } from '../../protocol/session.ts';
import type { Disposable } from '../lifecycle.ts';

export interface SessionChange {
  readonly session: SessionState;
  readonly delta: SessionDelta;
}

/** The sessions of this window, newest first: running ones, and of each scenario the last that ended. */
export class SessionStore implements Disposable {
  private readonly states = new Map<string, SessionState>();
  private readonly started = new EventEmitter<SessionState>();
  private readonly changed = new EventEmitter<SessionChange>();
  private readonly ended = new EventEmitter<SessionState>();
  private readonly removed = new EventEmitter<string>();

  readonly onDidStart: Event<SessionState> = this.started.event;
  readonly onDidChange: Event<SessionChange> = this.changed.event;
  readonly onDidEnd: Event<SessionState> = this.ended.event;
  readonly onDidRemove: Event<string> = this.removed.event;

  get sessions(): readonly SessionState[] {
    return [...this.states.values()].reverse();
  }

  get running(): readonly SessionState[] {
    return this.sessions.filter(isRunning);
  }

  find(id: string): SessionState | undefined {
    return this.states.get(id);
  }

  /** Takes in a session; an ended one of the same source makes room for it. */
  start(session: SessionState): void {
    const outdated = this.sessions.filter((old) => old.source === session.source && !isRunning(old));
    for (const { id } of outdated) this.remove(id);
    this.states.set(session.id, session);
    this.started.fire(session);
  }

  /** Takes in sessions of before a window reload, beside those of this window. */
  restore(sessions: readonly SessionState[], messageForRunning: string): void {
    for (const session of [...sessions].reverse()) {
      const known = this.sessions.some(({ id, source }) => id === session.id || source === session.source);
      if (known) continue;
      this.start(
        isRunning(session) ? { ...session, status: 'stopped', message: messageForRunning } : session,
      );
    }
  }

  apply(id: string, delta: SessionDelta): void {
    const before = this.states.get(id);
    if (!before) return;
    const session = applyDelta(before, delta);
    this.states.set(id, session);
    this.changed.fire({ session, delta });
  }

  end(id: string, status: SessionStatus, message?: string): void {
    const before = this.states.get(id);
    if (!before) return;
    const session = { ...before, status, ...(message !== undefined && { message }) };
    this.states.set(id, session);
    this.ended.fire(session);
  }

  dispose(): void {
    for (const emitter of [this.started, this.changed, this.ended, this.removed]) emitter.dispose();
  }

  private remove(id: string): void {
    this.states.delete(id);
    this.removed.fire(id);
  }
}

export function isRunning(session: SessionState): boolean {
  return session.status === 'running';
}
