import { commands, l10n, window } from 'vscode';
import { isOver } from '../../protocol/fold.ts';
import type { SessionState } from '../../protocol/session.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { SessionStore } from '../sessions/store.ts';

/** Where a command was clicked in the Caches view. */
export interface CacheTarget {
  readonly session: string;
  readonly cache: string;
}

/** The commands about sessions under way and their caches. */
export function registerSessionCommands(store: SessionStore, output: Output): Disposables {
  const registered = new Disposables();

  async function stop(): Promise<void> {
    const session = await pickRunning(store.running);
    if (session) store.stop(session.id);
  }

  async function clear(target?: CacheTarget): Promise<void> {
    const chosen = target ?? (await pickCache(store.sessions.filter(({ program }) => !program)));
    if (chosen && (await isMeant(chosen, store))) store.clearCache(chosen.session, chosen.cache);
  }

  registered.add(commands.registerCommand('cachebook.stop', stop));
  registered.add(commands.registerCommand('cachebook.clearCache', clear));
  registered.add(commands.registerCommand('cachebook.removeEndedRuns', () => store.removeEnded()));
  registered.add(commands.registerCommand('cachebook.showOutput', () => output.show()));
  return registered;
}

/** A living cache fills itself again; what an ended run has counted would be gone for good. */
async function isMeant({ session, cache }: CacheTarget, store: SessionStore): Promise<boolean> {
  const found = store.find(session);
  const name = found?.caches.find((each) => each.cache === cache)?.name;
  if (!found || name === undefined || !isOver(found)) return true;
  const question = l10n.t('"{0}" has ended. Clear what is known of its cache {1}?', found.title, name);
  const clear = l10n.t('Clear');
  return (await window.showWarningMessage(question, { modal: true }, clear)) === clear;
}

/** The only running session, or the one the person picks. */
async function pickRunning(running: readonly SessionState[]): Promise<SessionState | undefined> {
  if (running.length < 2) {
    if (running.length === 0) void window.showInformationMessage(l10n.t('Nothing is running.'));
    return running[0];
  }
  const items = running.map((session) => ({ label: session.title, session }));
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('Choose the run to stop') });
  return picked?.session;
}

async function pickCache(sessions: readonly SessionState[]): Promise<CacheTarget | undefined> {
  const items = sessions.flatMap((session) =>
    session.caches.map(({ cache, name }) => ({
      label: name,
      description: session.title,
      session: session.id,
      cache,
    })),
  );
  if (items.length === 0)
    void window.showInformationMessage(l10n.t('There is no cache yet. Run a scenario or a notebook first.'));
  return items.length < 2
    ? items[0]
    : window.showQuickPick(items, { placeHolder: l10n.t('Choose the cache to clear') });
}
