import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { formatSeconds } from '../format.ts';
import type { Pointing } from './pointing.ts';
import type { Row } from './rows.ts';
import type { Change, PicturedEntry, PictureState } from './state.ts';
import { useGlide } from './useGlide.ts';

interface RecencyListProps extends Pointing {
  readonly rows: readonly Row[];
  readonly changes: PictureState['changes'];
  /** Only of a full cache an entry leaves. */
  readonly isFull: boolean;
}

/** The entries as a doubly linked list, the most recently used at the top. */
export function RecencyList({ rows, changes, isFull, active, onPoint }: RecencyListProps): VNode {
  const list = useRef<HTMLOListElement>(null);
  const ids = rows.map((row, place) => (row.kind === 'entry' ? row.entry.id : `${row.kind} ${place}`));
  useGlide(list, ids);
  const last = rows.filter(({ kind }) => kind !== 'free').length - 1;
  return (
    <ol ref={list} class="recency">
      {rows.map((row, place) => {
        if (row.kind === 'free') return <li key={ids[place]} class="node free" />;
        const links = place > 0 && <BothWays />;
        if (row.kind === 'more') {
          return (
            <li key={ids[place]} class="node more">
              {links}
              {l10n.t('{0} more', row.count)}
            </li>
          );
        }
        const { entry } = row;
        return (
          <li
            key={entry.id}
            class={nodeClass(entry, changes.get(entry.id), isFull, entry.id === active)}
            onPointerEnter={() => onPoint(entry.id)}
            onPointerLeave={() => onPoint(undefined)}
          >
            {links}
            <Entry entry={entry} isFull={isFull} />
            {place === 0 && <End name={l10n.t('MRU')} meaning={l10n.t('most recently used')} first />}
            {place === last && <End name={l10n.t('LRU')} meaning={l10n.t('least recently used')} />}
          </li>
        );
      })}
    </ol>
  );
}

function nodeClass(
  entry: PicturedEntry,
  change: Change | undefined,
  isFull: boolean,
  isActive: boolean,
): string {
  return [
    'node',
    change ?? '',
    entry.next ? (isFull ? 'next' : 'next-when-full') : '',
    isActive ? 'active' : '',
  ].join(' ');
}

/** The node itself: key and value, and the way out where it is the next to go. */
function Entry({ entry, isFull }: { readonly entry: PicturedEntry; readonly isFull: boolean }): VNode {
  return (
    <>
      <span class="node-key clipped">{entry.key}</span>
      <span class="node-value clipped">{entry.value}</span>
      {entry.expiresIn !== undefined && (
        <span class="node-expiry">{formatSeconds(Math.max(0, entry.expiresIn) / 1000)}</span>
      )}
      {entry.next && (
        <>
          <span class="tag next-tag">{isFull ? l10n.t('evicted next') : l10n.t('next, when full')}</span>
          <WayOut />
        </>
      )}
    </>
  );
}

/** Names an end of the list; what the letters mean is left away where there is no room. */
function End(props: { readonly name: string; readonly meaning: string; readonly first?: boolean }): VNode {
  return (
    <span class={props.first ? 'tag end first' : 'tag end'}>
      <b>{props.name}</b> <span class="meaning">{props.meaning}</span>
    </span>
  );
}

/** The pointers to the neighbour above and back. */
function BothWays(): VNode {
  return (
    <svg class="both-ways" viewBox="0 0 16 12">
      <path d="M4 12V1.5M1.5 4 4 1.5 6.5 4M12 0v10.5M9.5 8l2.5 2.5L14.5 8" />
    </svg>
  );
}

function WayOut(): VNode {
  return (
    <svg class="way-out" viewBox="0 0 24 12">
      <path d="M1 6h21M17.5 1.5 22 6l-4.5 4.5" />
    </svg>
  );
}
