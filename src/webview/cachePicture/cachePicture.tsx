import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { CacheEntry } from '../../protocol/values.ts';
import { legend } from '../charts/legend.tsx';
import { HashMap } from './hashMap.tsx';
import { Links } from './links.tsx';
import { RecencyList } from './recencyList.tsx';
import { listRows, mapRows, placesOf } from './rows.ts';
import type { PictureState } from './state.ts';
import { look } from './state.ts';
import { formatSeconds } from '../format.ts';

/** A cache of few entries, the most recently used first. */
export interface SmallCache {
  readonly name: string;
  readonly info: { readonly maxsize: number | null };
  readonly entries: readonly CacheEntry[];
  readonly expiresIn?: number | undefined;
}

/** What the last movement did, where something has moved while somebody looked. */
const ChangeLegend = legend((changes: PictureState['changes']) => {
  const all = [...changes.values()];
  return [
    ['legend-node used', l10n.t('Just used'), all.includes('used')],
    ['legend-node new', l10n.t('Just stored'), all.includes('new')],
  ];
});

/** The hash map and the recency list of a cache: the map leads from each key to its entry in the list. */
export function CachePicture({ cache }: { readonly cache: SmallCache }): VNode {
  const { entries, info } = cache;
  const expiry = expiryText(cache);
  const state = useLook(entries);
  const [active, onPoint] = useState<string>();
  const list = listRows(state.entries, info.maxsize);
  const map = mapRows(list, state.slots);
  const pointing = { active, onPoint };
  const isFull = entries.length === info.maxsize;
  return (
    <div class="cache-picture">
      <p class="picture-title">{l10n.t('Hash map')}</p>
      <p class="picture-title of-list">{l10n.t('Recency list')}</p>
      <HashMap rows={map} {...pointing} />
      <RecencyList rows={list} changes={state.changes} isFull={isFull} {...pointing} />
      <Links from={placesOf(map)} to={placesOf(list)} rows={list.length} active={active} />
      <p class="gone">{goneText(state.gone)}</p>
      {entries.length > 0 && !entries.some(({ next }) => next) && <p class="undecided">{undecidedText()}</p>}
      {expiry !== undefined && <p class="undecided">{expiry}</p>}
      <ChangeLegend data={state.changes} />
    </div>
  );
}

/** Said where no entry is known to be the next to leave. */
export function undecidedText(): string {
  return l10n.t('Who leaves next depends on more than the order of use.');
}

/** When entries of a cache expire; nothing where they do not. It counts from the last call, so that it stays true. */
export function expiryText({
  entries = [],
  expiresIn,
}: {
  readonly entries?: readonly CacheEntry[] | undefined;
  readonly expiresIn?: number | undefined;
}): string | undefined {
  if (expiresIn !== undefined) {
    const time = formatSeconds(Math.max(0, expiresIn) / 1000);
    return l10n.t('The whole cache expires {0} after its last call.', time);
  }
  return entries.some((entry) => entry.expiresIn !== undefined)
    ? l10n.t('The time at an entry tells how long after the last call of the cache it expires.')
    : undefined;
}

/** Folds the entries into the state of the picture, once for each look. */
function useLook(entries: readonly CacheEntry[]): PictureState {
  const last = useRef<{ entries: readonly CacheEntry[]; state: PictureState }>(null);
  if (last.current?.entries !== entries) {
    last.current = { entries, state: look(last.current?.state, entries) };
  }
  return last.current.state;
}

/** Keeps its line also when it says nothing, so that what comes below does not jump. */
function goneText(gone: PictureState['gone']): string {
  const [only] = gone;
  if (!only) return '\u00a0';
  return gone.length === 1
    ? l10n.t('Has just left: {0}', only.key)
    : l10n.t('{0} entries have just left', gone.length);
}
