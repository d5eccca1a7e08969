/** Requests sent through keyed caches, as the scenarios about eviction do. */
import * as l10n from '@vscode/l10n';
import type { KeyedCache, Observer } from '../engine/index.ts';

/** What is asked for: a cache takes any, these can be written down. */
export type RequestKey = string | number;

/** The most keys one line shows. */
const MOST_KEYS = 500;

/** Reads through the cache: what is absent is stored. */
export function request(cache: KeyedCache<RequestKey, true>, key: RequestKey): void {
  if (cache.get(key) === undefined) cache.set(key, true);
}

/** An observer that collects the keys of evicted entries, in order. */
export function collectVictims(victims: RequestKey[]): Observer {
  return (event) => {
    if (event.type === 'removed' && event.cause === 'evicted') victims.push(event.key as RequestKey);
  };
}

/** Keys with blanks between them; a key that has blanks itself is quoted. Very many are cut. */
export function showKeys(keys: readonly RequestKey[]): string {
  const shown = keys.slice(0, MOST_KEYS).map(showKey).join(' ');
  return keys.length > MOST_KEYS ? l10n.t('{0} … and {1} more', shown, keys.length - MOST_KEYS) : shown;
}

/** One key on one line. */
export function showKey(key: RequestKey): string {
  return typeof key === 'number' || /^[^\s"]+$/.test(key) ? String(key) : JSON.stringify(key);
}

/** Pads each cell to the width of its column, except in the last column. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
