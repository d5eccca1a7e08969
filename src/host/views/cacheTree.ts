import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { CacheState, SessionState } from '../../protocol/session.ts';
import type { CacheTarget } from '../commands/sessions.ts';
import { isRunning } from '../sessions/store.ts';

/** What belongs together: a watched program, a process of one that has several, and what libraries have made in it. */
interface Group {
  readonly kind: 'program' | 'process' | 'libraries';
  readonly id: string;
  readonly title: string;
  readonly isRunning: boolean;
  /** Whether what is known of it stands still at the moment. */
  readonly isBusy: boolean;
  /** The run, for what is stopped as a whole. */
  readonly run: string;
}

/** What stands in the view: a cache, or a group of them. */
export type Node = CacheTarget | Group;

/** What is below something, or at the top. Caches of watched programs are grouped, all others stand for themselves. */
export function childrenOf(sessions: readonly SessionState[], node: Node | undefined): Node[] {
  if (!node) return top(sessions);
  if (!('kind' in node)) return [];
  const ofRun = sessions.filter(({ program }) => program?.run === node.run).reverse();
  const [only, ...others] = ofRun;
  if (node.kind === 'program' && (!only || others.length > 0)) return ofRun.map(processOf);
  const session = node.kind === 'program' ? only : ofRun.find(({ id }) => node.id.startsWith(id));
  if (!session) return [];
  if (node.kind === 'libraries') return targetsOf(session, session.caches.filter(isLibrary));
  return [
    ...targetsOf(
      session,
      session.caches.filter((cache) => !isLibrary(cache)),
    ),
    ...librariesOf(session),
  ];
}

function top(sessions: readonly SessionState[]): Node[] {
  const seen = new Set<string>();
  return sessions.flatMap((session): Node[] => {
    const { program } = session;
    if (!program) return targetsOf(session, session.caches);
    if (seen.has(program.run)) return [];
    seen.add(program.run);
    const ofRun = sessions.filter((each) => each.program?.run === program.run);
    const { run, title } = program;
    return [
      {
        kind: 'program',
        id: run,
        title,
        isRunning: ofRun.some(isRunning),
        isBusy: ofRun.some(isBusy),
        run,
      },
    ];
  });
}

const isBusy = ({ isBusy }: SessionState): boolean => isBusy === true;

const isLibrary = ({ place }: CacheState): boolean => place?.isLibrary === true;

const targetsOf = ({ id }: SessionState, caches: readonly CacheState[]): CacheTarget[] =>
  caches.map(({ cache }) => ({ session: id, cache }));

const processOf = (session: SessionState): Group => ({
  kind: 'process',
  id: session.id,
  title: session.title,
  isRunning: isRunning(session),
  isBusy: isBusy(session),
  run: session.program?.run ?? '',
});

function librariesOf(session: SessionState): Group[] {
  const count = session.caches.filter(isLibrary).length;
  if (count === 0) return [];
  const title = l10n.t('In libraries ({0})', count);
  return [{ ...processOf(session), kind: 'libraries', id: `${session.id}/libraries`, title }];
}

/** How a group is shown: libraries are folded, because a person looks for their own caches. */
export function groupItem({ kind, id, title, isRunning, isBusy }: Group): TreeItem {
  const item = new TreeItem(
    title,
    kind === 'libraries' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded,
  );
  item.id = id;
  item.iconPath = new ThemeIcon(kind === 'libraries' ? 'library' : 'terminal');
  if (isBusy && kind !== 'libraries') {
    item.description = l10n.t('busy');
    item.tooltip = l10n.t('{0} is busy: its figures stand still until it lets Cachebook look again.', title);
  }
  item.contextValue = kind === 'program' && isRunning ? 'watchedProgram' : kind;
  return item;
}
