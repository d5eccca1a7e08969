/**
 * Caches up to this size get all their arrays at full length when they are made. An array that is never replaced is a
 * constant for the compiler, and a hit takes two thirds of the time.
 */
const smallCache = 256;

/** Shorter arrays of integers lie inside their objects, which move: the compiler cannot know where they are. */
const smallestLength = 17;

/** How long an array that is indexed by slot is at first, where at most `limit` slots are in use at once. */
export function firstLength(limit: number): number {
  return limit <= smallCache ? Math.max(limit + 1, smallestLength) : smallestLength; // only speed
}

/**
 * How long an array that is indexed by slot must become to hold `slot`: at least twice as long as now, so that
 * growing costs O(1) per entry, but never longer than `limit` entries can need.
 */
export function grownLength(length: number, slot: number, limit: number): number {
  return Math.max(slot + 1, Math.min(length * 2, limit + 1));
}

/** An array that is long enough for `slot`: this one, or a longer copy. */
export function grown(array: Int32Array<ArrayBuffer>, slot: number, limit: number): Int32Array<ArrayBuffer> {
  if (slot < array.length) return array;
  const longer = new Int32Array(grownLength(array.length, slot, limit));
  longer.set(array);
  return longer;
}
