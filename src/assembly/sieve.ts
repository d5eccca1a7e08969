import { ENDS, keyOf, link, newer, older, setKey, unlink } from './cells';

/**
 * SIEVE over numbered keys, counted from 1: a byte for each key, which is all that a hit touches, and entries in
 * `cells`, which only arrivals and departures touch.
 */

/** What is known of a key: absent, there, there and used since the hand was here. */
const ABSENT: u8 = 0;
const UNUSED: u8 = 1;
const USED: u8 = 2;

/** The bytes of a cell. */
const CELL: i32 = 12;

/** The place that the hand points to, `ENDS` where it is at the end. */
let hand: i32 = ENDS;

/** Answers requests of a cache that holds `size` keys. Returns how many hits there were. */
export function sieve(
  ids: usize,
  outcomes: usize,
  count: i32,
  states: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  let hits = 0;
  for (let at = 0; at < count; at++) {
    const key = load<i32>(ids + (at << 2)) + 1;
    const isHit = load<u8>(states + key) !== ABSENT;
    store<u8>(outcomes + at, u8(isHit));
    if (isHit) {
      store<u8>(states + key, USED);
      hits++;
      continue;
    }
    const place = size === limit ? evict(states, cells) : ++size * CELL;
    setKey(cells, place, key);
    link(cells, place, older(cells, ENDS));
    store<u8>(states + key, UNUSED);
  }
  return hits;
}

/** The hand goes from old to new, and from the end to the oldest again, and takes the first key that was not used. */
function evict(states: usize, cells: usize): i32 {
  let place = hand || newer(cells, ENDS);
  let state = states + keyOf(cells, place);
  while (load<u8>(state) === USED) {
    store<u8>(state, UNUSED);
    place = newer(cells, place) || newer(cells, ENDS);
    state = states + keyOf(cells, place);
  }
  store<u8>(state, ABSENT);
  hand = newer(cells, place);
  unlink(cells, place);
  return place;
}
