import { AHEAD, lookAhead } from './ahead';
import { ENDS, link, newer, older, replace, unlink } from './cells';

/**
 * LFU over numbered keys, counted from 1, as the engine has it: entries in `cells`, the fewest uses first; by key,
 * `cellOf` has the place of its cell, 0 where it is not in the cache. Entries with equally many uses stand together as a
 * group. A group has a number, which each of its cells has behind its key. By its number it has 16 bytes in `groups`:
 * its uses, the place of its last entry, the number of the next group, and how many entries it has.
 *
 * Group 0 has no uses and no entries, and stands before all others. What is about to arrive is of group 0, so that an
 * arrival is a use as any other.
 */

/** The bytes of a cell, and where in it the number of its group is. */
const CELL: i32 = 16;
const GROUP: usize = 12;

const LAST: usize = 4;
const NEXT: usize = 8;
const SIZE: usize = 12;

/** How many numbers were given to groups. */
let given: i32 = 0;
/** A number that is free again, 0 where there is none; as its next group it has another one. */
let spare: i32 = 0;

/** Answers requests of a cache that holds `size` keys. Returns how many hits there were. */
export function lfu(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  groups: usize,
  limit: i32,
  size: i32,
): i32 {
  let hits = 0;
  const end = ids + (count << 2);
  for (let id = ids; id < end; id += 4) {
    if ((((id - ids) >>> 2) & (AHEAD - 1)) === 0) lookAhead(id, min(end, id + 4 * AHEAD), cellOf + 4, 2);
    const key = load<i32>(id) + 1;
    let place = load<i32>(cellOf + (key << 2));
    store<u8>(outcomes + ((id - ids) >>> 2), u8(place !== 0));
    if (place !== 0) hits++;
    else {
      place = size === limit ? evict(cells, groups) : ++size * CELL;
      replace(cellOf, cells, place, key);
    }
    use(place, cells, groups);
  }
  return hits;
}

/** The entry with the fewest uses leaves, of these the one whose last use is longest ago. Returns its place. */
function evict(cells: usize, groups: usize): i32 {
  const place = newer(cells, ENDS);
  leave(place, cells, groups);
  store<i32>(cells + place, 0, GROUP);
  return place;
}

/** An entry goes to the group of those with one use more. */
function use(place: i32, cells: usize, groups: usize): void {
  const number = groupOf(cells, place);
  const group = groups + (number << 4);
  const uses = load<i32>(group) + 1;
  let next = load<i32>(group, NEXT);
  const isThere = load<i32>(groups + (next << 4)) === uses;
  if (!isThere && load<i32>(group, SIZE) === 1) {
    // It is alone, as the most popular ones are: its group becomes the next one.
    store<i32>(group, uses);
    return;
  }
  if (number !== 0) leave(place, cells, groups);
  const behind = load<i32>(isThere ? groups + (next << 4) : group, LAST);
  if (!isThere) next = found(group, uses, groups);
  join(place, next, behind, cells, groups);
}

function groupOf(cells: usize, place: i32): i32 {
  return load<i32>(cells + place, GROUP);
}

/** An entry leaves its group; where it was the only one the number of the group is free. */
function leave(place: i32, cells: usize, groups: usize): void {
  const number = groupOf(cells, place);
  const group = groups + (number << 4);
  const before = older(cells, place);
  const size = load<i32>(group, SIZE) - 1;
  unlink(cells, place);
  store<i32>(group, size, SIZE);
  if (size === 0) {
    store<i32>(groups + (groupOf(cells, before) << 4), load<i32>(group, NEXT), NEXT);
    store<i32>(group, spare, NEXT);
    spare = number;
  } else if (place === load<i32>(group, LAST)) store<i32>(group, before, LAST);
}

/** A group without entries, which comes next after another one. Returns its number. */
function found(before: usize, uses: i32, groups: usize): i32 {
  const number = spare || ++given;
  const group = groups + (number << 4);
  if (spare !== 0) spare = load<i32>(group, NEXT);
  store<i32>(group, uses);
  store<i32>(group, load<i32>(before, NEXT), NEXT);
  store<i32>(before, number, NEXT);
  return number;
}

/** An entry that is in no group becomes the last of one. */
function join(place: i32, number: i32, behind: i32, cells: usize, groups: usize): void {
  const group = groups + (number << 4);
  link(cells, place, behind);
  store<i32>(cells + place, number, GROUP);
  store<i32>(group, place, LAST);
  store<i32>(group, load<i32>(group, SIZE) + 1, SIZE);
}
