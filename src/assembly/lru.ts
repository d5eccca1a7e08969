import { AHEAD, lookAhead } from './ahead';
import { ENDS, link, newer, older, replace, unlink } from './cells';

/**
 * LRU over numbered keys, counted from 1, whose entries are in `cells`. By key, `cellOf` has the place of its cell, 0
 * where it is not in the cache. Cells that no key has had yet stand before the oldest entry: so each request takes a
 * cell from where it is to the newest end, and nothing asks whether there is room.
 *
 * Answers requests; returns how many hits there were.
 */
export function lru(ids: usize, outcomes: usize, count: i32, cellOf: usize, cells: usize): i32 {
  let hits = 0;
  const end = ids + (count << 2);
  for (let id = ids; id < end; id += 4) {
    if ((((id - ids) >>> 2) & (AHEAD - 1)) === 0) lookAhead(id, min(end, id + 4 * AHEAD), cellOf + 4, 2);
    const key = load<i32>(id) + 1;
    let place = load<i32>(cellOf + (key << 2));
    store<u8>(outcomes + ((id - ids) >>> 2), u8(place !== 0));
    if (place !== 0) hits++;
    else replace(cellOf, cells, (place = newer(cells, ENDS)), key);
    unlink(cells, place);
    link(cells, place, older(cells, ENDS));
  }
  return hits;
}
