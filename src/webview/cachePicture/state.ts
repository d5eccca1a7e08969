/** What a picture of a small cache shows, folded from one look at its entries to the next. */
import type { CacheEntry } from '../../protocol/values.ts';

/** An entry with an identity: its key as text, told apart from another key of the same text. */
export interface PicturedEntry extends CacheEntry {
  readonly id: string;
}

/** What has happened to an entry between two looks: it came, or it was used. */
export type Change = 'new' | 'used';

export interface PictureState {
  /** The most recently used first. */
  readonly entries: readonly PicturedEntry[];
  /** The ids in the order of the hash map, in which an entry keeps its place as long as it is there. */
  readonly slots: readonly string[];
  /** By id: what the last movement in the order of use did. */
  readonly changes: ReadonlyMap<string, Change>;
  /** The entries that the last movement took away. */
  readonly gone: readonly PicturedEntry[];
}

/** The state after a look; `before` is the state after the one before it. */
export function look(before: PictureState | undefined, seen: readonly CacheEntry[]): PictureState {
  const entries = identify(seen);
  const known = before?.entries ?? entries;
  const moved = !hasSameOrder(known, entries);
  return {
    entries,
    slots: assignSlots(before?.slots ?? [], entries),
    changes: moved ? changesBetween(known, entries) : (before?.changes ?? new Map()),
    gone: moved ? without(known, entries) : (before?.gone ?? []),
  };
}

function identify(seen: readonly CacheEntry[]): PicturedEntry[] {
  const counts = new Map<string, number>();
  return seen.map((entry) => {
    const count = (counts.get(entry.key) ?? 0) + 1;
    counts.set(entry.key, count);
    return { ...entry, id: count === 1 ? entry.key : `${entry.key}\u0000${count}` };
  });
}

/** A new entry takes the place of one that left, as in a table of a fixed size. */
function assignSlots(before: readonly string[], entries: readonly PicturedEntry[]): string[] {
  const ids = new Set(entries.map(({ id }) => id));
  const waiting = [...ids].filter((id) => !before.includes(id));
  const kept = before.map((id) => (ids.has(id) ? id : waiting.shift()));
  return [...kept.filter((id) => id !== undefined), ...waiting];
}

/**
 * A use takes an entry to the front, so those that nobody touched are the end of the list, in the order they had.
 * Everything before that end came or was used.
 */
function changesBetween(
  before: readonly PicturedEntry[],
  after: readonly PicturedEntry[],
): ReadonlyMap<string, Change> {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  let bound = before.length;
  let touched = after.length;
  for (const { id } of [...after].reverse()) {
    const place = places.get(id) ?? Infinity;
    if (place >= bound) break;
    bound = place;
    touched--;
  }
  return new Map(after.slice(0, touched).map(({ id }) => [id, places.has(id) ? 'used' : 'new']));
}

function without(all: readonly PicturedEntry[], some: readonly PicturedEntry[]): PicturedEntry[] {
  const ids = new Set(some.map(({ id }) => id));
  return all.filter(({ id }) => !ids.has(id));
}

function hasSameOrder(a: readonly PicturedEntry[], b: readonly PicturedEntry[]): boolean {
  return a.length === b.length && a.every(({ id }, place) => id === b[place]?.id);
}
