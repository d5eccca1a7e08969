/** How many requests are looked at before the first of them is answered. */
export const AHEAD: i32 = 64;

/** A place that nobody reads. */
const NOWHERE = memory.data(4);

/**
 * Reads what `AHEAD` requests at most will need first: a cell of `1 << shift` bytes for each key. Nothing depends on it,
 * so the processor fetches all of them at once; a loop that answers waits for each, as it cannot know what comes after.
 */
export function lookAhead(ids: usize, end: usize, cells: usize, shift: i32): void {
  let all = 0;
  for (let id = ids; id < end; id += 4) all ^= load<i32>(cells + (load<i32>(id) << shift));
  store<i32>(NOWHERE, all); // Otherwise the compiler leaves it out.
}
