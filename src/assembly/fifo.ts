/**
 * FIFO over numbered keys: a ring of keys in the order of arrival, and a byte for each key that says whether it is
 * there. Both count keys from 1: 0 stands in the ring where nothing has arrived yet, and its byte means nothing.
 *
 * Whether a request hits cannot be foreseen, so nothing branches on it: a hit writes what is there already.
 */

/** Answers requests; the next key to arrive goes to `place` of the ring. Returns how many hits there were. */
export function fifo(
  ids: usize,
  outcomes: usize,
  count: i32,
  inside: usize,
  ring: usize,
  length: i32,
  place: i32,
): i32 {
  let hits = 0;
  for (let at = 0; at < count; at++) {
    const key = load<i32>(ids + (at << 2)) + 1;
    const isHit = i32(load<u8>(inside + key));
    store<u8>(outcomes + at, isHit);
    hits += isHit;
    const spot = ring + (place << 2);
    const oldest = load<i32>(spot);
    store<u8>(inside + oldest, isHit);
    store<u8>(inside + key, 1);
    store<i32>(spot, oldest ^ ((oldest ^ key) & (isHit - 1)));
    place += isHit ^ 1;
    place &= -i32(place !== length);
  }
  return hits;
}
