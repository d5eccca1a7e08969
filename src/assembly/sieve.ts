import { ENDS, FIRST, link, tie, unlink } from './queue';

/**
 * SIEVE over numbered keys: a byte for each key, which is all that a hit touches, and a queue in `links` as in `queue.ts`,
 * which only arrivals and departures touch.
 */
/** What is known of a key: absent, there, there and used since the hand was here. */
const ABSENT: u8 = 0;
const UNUSED: u8 = 1;
const USED: u8 = 2;

/** The place that the hand points to, `ENDS` where it is at the end. */
let hand: i32 = ENDS;

/** Answers requests of a cache that holds `size` keys. Returns how many hits there were. */
export function sieve(
  ids: usize,
  outcomes: usize,
  count: i32,
  states: usize,
  links: usize,
  limit: i32,
  size: i32,
): i32 {
  let hits = 0;
  tie(links);
  for (let at = 0; at < count; at++) {
    const key = load<i32>(ids + (at << 2));
    if (load<u8>(states + key) !== ABSENT) {
      store<u8>(states + key, USED);
      store<u8>(outcomes + at, 1);
      hits++;
      continue;
    }
    store<u8>(outcomes + at, 0);
    if (size === limit) evict(states, links);
    else size++;
    link(links, (key << 3) + FIRST, load<i32>(links + ENDS, 4));
    store<u8>(states + key, UNUSED);
  }
  return hits;
}

/** The hand goes from old to new, and from the end to the oldest again, and takes the first key that was not used. */
function evict(states: usize, links: usize): void {
  let place = hand === ENDS ? load<i32>(links + ENDS) : hand;
  let state = states + ((place - FIRST) >>> 3);
  while (load<u8>(state) === USED) {
    store<u8>(state, UNUSED);
    place = load<i32>(links + place);
    if (place === ENDS) place = load<i32>(links + ENDS);
    state = states + ((place - FIRST) >>> 3);
  }
  hand = load<i32>(links + place);
  unlink(links, place);
  store<u8>(state, ABSENT);
}
