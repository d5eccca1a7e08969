/** Shorter arrays of integers lie inside their objects, which move: the compiler cannot know where they are. */
const shortest = 17;

/**
 * How long an array that is indexed by slot is at first, where at most `limit` slots are in use at once. Up to the
 * limit `fixed` it has its full length and is never replaced: then it is a constant for the compiler, and a hit takes
 * two thirds of the time. What is used for every key may be long at once, what is used for some keys only may not.
 */
export function firstLength(limit: number, fixed = 16384): number {
  return limit <= fixed ? Math.max(limit + 1, shortest) : shortest; // only speed
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
