import * as l10n from '@vscode/l10n';
import type { SmallCache } from '../cachePicture/cachePicture.tsx';
import { CachePicture, undecidedText } from '../cachePicture/cachePicture.tsx';
import { formatCount } from '../format.ts';
import type { Chart } from './chart.ts';
import { legend } from './legend.tsx';

/** The entries of a small cache: its hash map and its recency list. */
export const entries: Chart<SmallCache> = {
  title: ({ name }) => l10n.t('Entries of {0}', name),
  summary({ entries, info }) {
    const [newest] = entries;
    const oldest = entries.at(-1);
    if (!newest || !oldest) return l10n.t('No entries yet.');
    const next = entries.find(({ next }) => next);
    return [
      l10n.t('{0} entries.', formatCount(entries.length)),
      l10n.t('Most recently used: {0}.', newest.key),
      l10n.t('Least recently used: {0}.', oldest.key),
      next ? nextText(next.key, entries.length === info.maxsize) : undecidedText(),
    ].join(' ');
  },
  table: ({ entries, info }) => ({
    columns: [l10n.t('Recency'), l10n.t('Key'), l10n.t('Value'), l10n.t('Eviction')],
    rows: entries.map(({ key, value, next }, place) => [
      placeText(place, entries.length),
      key,
      value,
      next ? (entries.length === info.maxsize ? l10n.t('next') : l10n.t('next, when full')) : '',
    ]),
  }),
  Picture: ({ data }) => <CachePicture cache={data} />,
  Legend: legend(() => [
    ['legend-node used', l10n.t('Just used')],
    ['legend-node new', l10n.t('Just stored')],
  ]),
};

/** The place in the list from 1 up; its ends have names. */
function placeText(place: number, count: number): string {
  const ends = [...(place === 0 ? [l10n.t('MRU')] : []), ...(place === count - 1 ? [l10n.t('LRU')] : [])];
  const text = formatCount(place + 1);
  return ends.length > 0 ? `${text} (${ends.join(', ')})` : text;
}

function nextText(key: string, isFull: boolean): string {
  return isFull
    ? l10n.t('Evicted next: {0}.', key)
    : l10n.t('Evicted next, when the cache is full: {0}.', key);
}
