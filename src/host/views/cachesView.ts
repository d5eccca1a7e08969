import type { TreeDataProvider } from 'vscode';
import { EventEmitter, l10n, ThemeIcon, TreeItem, window } from 'vscode';
import { cacheInfoText } from '../../protocol/cacheInfoText.ts';
import type { CacheState } from '../../protocol/session.ts';
import type { CacheTarget } from '../commands/sessions.ts';
import { Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';
import { isRunning } from '../sessions/store.ts';
import { childrenOf, groupItem, type Node } from './cacheTree.ts';

/** The least time between two redrawings of the view, in ms: a tree is slower than a chart. */
const REDRAW_MS = 250;

/** The view "Caches": the counts of every cache, live. */
export function registerCachesView(store: SessionStore): Disposables {
  const registered = new Disposables();
  const changed = registered.add(new EventEmitter<undefined>());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const redraw = (): void => {
    timer = undefined;
    changed.fire(undefined);
  };
  const redrawSoon = (): void => {
    timer ??= setTimeout(redraw, REDRAW_MS);
  };
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => childrenOf(store.sessions, node),
    getTreeItem: (node) => ('kind' in node ? groupItem(node) : toItem(node, store)),
  };
  registered.add(window.registerTreeDataProvider('cachebook.caches', provider));
  registered.add(
    store.onDidChange(({ delta }) => {
      if (delta.caches.length > 0 || delta.isBusy !== undefined) redrawSoon();
    }),
  );
  for (const event of [store.onDidStart, store.onDidChangeStatus]) registered.add(event(redrawSoon));
  registered.add(store.onDidRemove(redrawSoon));
  registered.add({ dispose: () => clearTimeout(timer) });
  return registered;
}

function toItem(target: CacheTarget, store: SessionStore): TreeItem {
  const session = store.find(target.session);
  const cache = session?.caches.find(({ cache }) => cache === target.cache);
  if (!session || !cache) return new TreeItem('');
  const item = new TreeItem(cache.name);
  item.id = `${target.session}/${target.cache}`;
  item.description = counts(cache);
  item.tooltip = l10n.t('{0}\n{1}, policy {2}', session.title, cacheInfoText(cache.info), cache.policy);
  item.iconPath = new ThemeIcon(isRunning(session) ? 'pulse' : 'database');
  item.contextValue = session.program ? 'watchedCache' : 'cache';
  if (session.program)
    item.command = {
      command: 'cachebook.showWatchedCache',
      title: l10n.t('Show it in the dashboard'),
      arguments: [target.session, target.cache],
    };
  return item;
}

function counts({ info }: CacheState): string {
  const { hits, misses, currsize, maxsize } = info;
  return maxsize === null
    ? l10n.t('hits {0}, misses {1}, size {2}', hits, misses, currsize)
    : l10n.t('hits {0}, misses {1}, size {2} of {3}', hits, misses, currsize, maxsize);
}
