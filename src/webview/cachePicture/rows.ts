import type { PicturedEntry } from './state.ts';

/** The most rows of a picture that shows every entry. */
export const MAX_ROWS = 16;

/** How many entries of a larger cache are shown at either end. */
const AT_FRONT = 9;
const AT_END = 4;

/** A row of the picture: an entry, a place that is free, or entries that are left out. */
export type Row =
  | { readonly kind: 'entry'; readonly entry: PicturedEntry }
  | { readonly kind: 'free' }
  | { readonly kind: 'more'; readonly count: number };

/**
 * The rows of the recency list. A cache of few places shows them all, so that its picture keeps its height while it
 * fills. Of many entries the ends are shown, and the one that leaves next wherever it is.
 */
export function listRows(entries: readonly PicturedEntry[], maxsize: number | null): Row[] {
  const whole: Row[] = entries.map((entry) => ({ kind: 'entry', entry }));
  if (maxsize !== null && maxsize <= MAX_ROWS) {
    const free = Math.max(0, maxsize - entries.length);
    return [...whole, ...Array.from({ length: free }, (): Row => ({ kind: 'free' }))];
  }
  return entries.length <= MAX_ROWS ? whole : withGaps(entries);
}

function withGaps(entries: readonly PicturedEntry[]): Row[] {
  const rows: Row[] = [];
  let count = 0;
  for (const [place, entry] of entries.entries()) {
    const shown = place < AT_FRONT || place >= entries.length - AT_END || entry.next;
    if (!shown) count++;
    else {
      if (count > 0) rows.push({ kind: 'more', count });
      rows.push({ kind: 'entry', entry });
      count = 0;
    }
  }
  return rows;
}

/** The rows of the hash map beside a list: the same entries in the map's own order. */
export function mapRows(list: readonly Row[], slots: readonly string[]): Row[] {
  const shown = new Map(list.flatMap((row) => (row.kind === 'entry' ? [[row.entry.id, row]] : [])));
  const others = list.filter(({ kind }) => kind !== 'entry');
  return [...slots.flatMap((id) => shown.get(id) ?? []), ...others];
}

/** At which row each entry stands. */
export function placesOf(rows: readonly Row[]): Map<string, number> {
  return new Map(rows.flatMap((row, place) => (row.kind === 'entry' ? [[row.entry.id, place]] : [])));
}
