import { AHEAD, lookAhead } from './ahead';
import { ENDS, FIRST } from './queue';

/**
 * LRU over numbered keys, a queue in `links` as in `queue.ts`. Its ends are kept apart from it while requests are
 * answered; where the newer neighbour is 0 a key is not in the cache.
 */
/** Answers requests of a cache that holds `size` keys. Returns how many hits there were. */
export function lru(ids: usize, outcomes: usize, count: i32, links: usize, limit: i32, size: i32): i32 {
  let hits = 0;
  let oldest = load<i32>(links + ENDS) || ENDS;
  let newest = load<i32>(links + ENDS, 4) || ENDS;
  const end = ids + (count << 2);
  for (let id = ids; id < end; id += 4) {
    if ((((id - ids) >>> 2) & (AHEAD - 1)) === 0) lookAhead(id, min(end, id + 4 * AHEAD), links + FIRST, 3);
    const place = (load<i32>(id) << 3) + FIRST;
    const newer = load<i32>(links + place);
    const outcome = outcomes + ((id - ids) >>> 2);
    store<u8>(outcome, u8(newer !== 0));
    if (newer !== 0) {
      hits++;
      if (place === newest) continue;
      const older = load<i32>(links + place, 4);
      store<i32>(links + older, newer);
      store<i32>(links + newer, older, 4);
      if (place === oldest) oldest = newer;
    } else if (size === limit) {
      const next = load<i32>(links + oldest);
      store<i32>(links + oldest, 0);
      store<i32>(links + next, ENDS, 4);
      if (oldest === newest) newest = ENDS;
      oldest = next;
    } else size++;
    if (newest === ENDS) oldest = place;
    store<i32>(links + newest, place);
    store<i32>(links + place, ENDS);
    store<i32>(links + place, newest, 4);
    newest = place;
  }
  store<i32>(links + ENDS, oldest);
  store<i32>(links + ENDS, newest, 4);
  return hits;
}
