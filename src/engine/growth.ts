/**
 * How long an array that is indexed by slot must become to hold `slot`: at least twice as long as now, so that
 * growing costs O(1) per entry, but never longer than `limit` entries can need.
 */
export function grownLength(length: number, slot: number, limit: number): number {
  return Math.max(slot + 1, Math.min(length * 2, limit + 1));
}

/** A copy of an array that is too short for `slot`, long enough. */
export function grown(array: Int32Array<ArrayBuffer>, slot: number, limit: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(grownLength(array.length, slot, limit));
  longer.set(array);
  return longer;
}
