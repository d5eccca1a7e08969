import { commands } from 'vscode';
import type { SessionState } from '../protocol/session.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import { Disposables } from './lifecycle.ts';
import type { SessionStore } from './sessions/store.ts';

/** How many passes of an endless monitor show what it has to show. */
const ENOUGH_PASSES = 2;

/** Sets the context keys that tick the walkthrough's steps: when a thing was done, not when it was read. */
export function registerWalkthrough(store: SessionStore, dashboard: Dashboard): Disposables {
  const registered = new Disposables();
  const done = (what: string): void =>
    void commands.executeCommand('setContext', `cachebook.done.${what}`, true);
  registered.add(store.onDidChange(({ session }) => isShown(session) && done(session.source)));
  registered.add(store.onDidEnd((session) => session.status === 'finished' && done(session.source)));
  dashboard.onDidOpen(() => done('dashboard'));
  return registered;
}

function isShown({ counts }: SessionState): boolean {
  return (counts['passes'] ?? 0) >= ENOUGH_PASSES;
}
