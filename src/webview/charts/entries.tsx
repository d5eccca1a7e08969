import * as l10n from '@vscode/l10n';
import type { SmallCache } from '../cachePicture/cachePicture.tsx';
import { CachePicture, expiryText, undecidedText } from '../cachePicture/cachePicture.tsx';
import { formatCount, formatSeconds } from '../format.ts';
import type { Chart } from './chart.ts';

/** The entries of a small cache: its hash map and its recency list. */
export const entries: Chart<SmallCache> = {
  title: ({ name }) => l10n.t('Entries of {0}', name),
  summary({ entries, info, expiresIn }) {
    const [newest] = entries;
    const oldest = entries.at(-1);
    if (!newest || !oldest) return l10n.t('No entries yet.');
    const next = entries.find(({ next }) => next);
    const expiry = expiryText({ entries, expiresIn });
    return [
      l10n.t('{0} entries.', formatCount(entries.length)),
      l10n.t('Most recently used: {0}.', newest.key),
      l10n.t('Least recently used: {0}.', oldest.key),
      next ? nextText(next.key, entries.length === info.maxsize) : undecidedText(),
      ...(expiry === undefined ? [] : [expiry]),
    ].join(' ');
  },
  table({ entries, info }) {
    const expires = entries.some(({ expiresIn }) => expiresIn !== undefined);
    return {
      columns: [
        ...[l10n.t('Recency'), l10n.t('Key'), l10n.t('Value'), l10n.t('Eviction')],
        ...(expires ? [l10n.t('Expires, after the last call')] : []),
      ],
      rows: entries.map(({ key, value, next, expiresIn }, place) => [
        placeText(place, entries.length),
        key,
        value,
        next ? (entries.length === info.maxsize ? l10n.t('next') : l10n.t('next, when full')) : '',
        ...(expires ? [expiresIn === undefined ? '' : formatSeconds(Math.max(0, expiresIn) / 1000)] : []),
      ]),
    };
  },
  Picture: ({ data }) => <CachePicture cache={data} />,
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
