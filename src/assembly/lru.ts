import { AHEAD, lookAhead } from './ahead';

/**
 * LRU over numbered keys, which are counted from 1. Each entry has a cell of 12 bytes in `cells`: the place of its newer
 * neighbour, that of its older one, and its key. By key, `cellOf` has the place of its cell, 0 where it is not in the
 * cache. What is touched again and again lies close together in this way, however many keys there are.
 *
 * Cell 0 is no entry: it ties the two ends together. A cell that no key has had yet, its key is 0, stands before the
 * oldest entry: so each request takes a cell from where it is to the newest end, and nothing asks whether there is room.
 */
const OLDER: usize = 4;
const KEY: usize = 8;

/** Answers requests. Returns how many hits there were. */
export function lru(ids: usize, outcomes: usize, count: i32, cellOf: usize, cells: usize): i32 {
  let hits = 0;
  const end = ids + (count << 2);
  for (let id = ids; id < end; id += 4) {
    if ((((id - ids) >>> 2) & (AHEAD - 1)) === 0) lookAhead(id, min(end, id + 4 * AHEAD), cellOf + 4, 2);
    const key = load<i32>(id) + 1;
    let place = load<i32>(cellOf + (key << 2));
    store<u8>(outcomes + ((id - ids) >>> 2), u8(place !== 0));
    if (place !== 0) hits++;
    else {
      place = load<i32>(cells);
      store<i32>(cellOf + (load<i32>(cells + place, KEY) << 2), 0);
      store<i32>(cells + place, key, KEY);
      store<i32>(cellOf + (key << 2), place);
    }
    const cell = cells + place;
    const newer = load<i32>(cell);
    const older = load<i32>(cell, OLDER);
    store<i32>(cells + older, newer);
    store<i32>(cells + newer, older, OLDER);
    const newest = load<i32>(cells, OLDER);
    store<i32>(cells + newest, place);
    store<i32>(cell, 0);
    store<i32>(cell, newest, OLDER);
    store<i32>(cells, place, OLDER);
  }
  return hits;
}
