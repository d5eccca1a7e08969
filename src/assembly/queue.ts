/**
 * A queue of keys. Each key has 8 bytes in `links`, at a place of its own: the place of its newer neighbour and of its
 * older one, so that a request touches one line of memory for each of three keys. The two ends are tied together at
 * `ENDS`: its newer neighbour is the oldest key, and its older one the newest.
 */
export const ENDS: i32 = 8;

/** Where the key 0 has its place. */
export const FIRST: i32 = 16;

/** Ties the ends of a queue that has never had a key. */
export function tie(links: usize): void {
  if (load<i32>(links + ENDS) !== 0) return;
  store<i32>(links + ENDS, ENDS);
  store<i32>(links + ENDS, ENDS, 4);
}

/** Puts a key behind another one; behind `ENDS` it is the oldest. */
export function link(links: usize, place: i32, older: i32): void {
  const newer = load<i32>(links + older);
  store<i32>(links + older, place);
  store<i32>(links + place, newer);
  store<i32>(links + place, older, 4);
  store<i32>(links + newer, place, 4);
}

/** Takes a key out. */
export function unlink(links: usize, place: i32): void {
  const newer = load<i32>(links + place);
  const older = load<i32>(links + place, 4);
  store<i32>(links + older, newer);
  store<i32>(links + newer, older, 4);
}
