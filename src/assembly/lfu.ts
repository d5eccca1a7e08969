import { AHEAD, lookAhead } from './ahead';
import { ENDS, FIRST, link, tie, unlink } from './queue';

/**
 * LFU over numbered keys, as the engine has it: a queue in `links` in which keys with equally many uses stand together
 * as a group, the fewest first. A group has a number. At half its place a key has 4 bytes in `groupOf`, the number of
 * its group; by its number a group has 16 bytes in `groups`: its uses, the place of its last key, the number of the next
 * group, and how many keys it has.
 *
 * Group 0 has no uses and stands before all others. A key that is not in the cache is in group 0, so that its arrival is
 * a use as any other.
 */
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
  groupOf: usize,
  groups: usize,
  links: usize,
  limit: i32,
  size: i32,
): i32 {
  let hits = 0;
  tie(links);
  store<i32>(groups, ENDS, LAST);
  const end = ids + (count << 2);
  for (let id = ids; id < end; id += 4) {
    if ((((id - ids) >>> 2) & (AHEAD - 1)) === 0)
      lookAhead(id, min(end, id + 4 * AHEAD), groupOf + (FIRST >> 1), 2);
    const place = (load<i32>(id) << 3) + FIRST;
    const number = load<i32>(groupOf + (place >>> 1));
    store<u8>(outcomes + ((id - ids) >>> 2), u8(number !== 0));
    if (number !== 0) hits++;
    else if (size === limit) evict(groupOf, groups, links);
    else size++;
    const group = groups + (number << 4);
    const next = load<i32>(group, NEXT);
    const uses = load<i32>(group) + 1;
    const isThere = load<i32>(groups + (next << 4)) === uses;
    if (!isThere && load<i32>(group, SIZE) === 1) {
      // Alone, as the most popular keys are: its group becomes the next one.
      store<i32>(group, uses);
      continue;
    }
    if (number !== 0) leave(place, number, groupOf, groups, links);
    const behind = load<i32>(isThere ? groups + (next << 4) : group, LAST);
    join(place, isThere ? next : found(group, uses, groups), behind, groupOf, groups, links);
  }
  return hits;
}

/** The key with the fewest uses, of these the one whose last use is longest ago. */
function evict(groupOf: usize, groups: usize, links: usize): void {
  const place = load<i32>(links + ENDS);
  leave(place, load<i32>(groupOf + (place >>> 1)), groupOf, groups, links);
  store<i32>(groupOf + (place >>> 1), 0);
}

/** A key leaves its group; one that has no other is dissolved. */
function leave(place: i32, number: i32, groupOf: usize, groups: usize, links: usize): void {
  const group = groups + (number << 4);
  const older = load<i32>(links + place, 4);
  const size = load<i32>(group, SIZE) - 1;
  unlink(links, place);
  store<i32>(group, size, SIZE);
  if (size === 0) {
    const before = groups + (load<i32>(groupOf + (older >>> 1)) << 4);
    store<i32>(before, load<i32>(group, NEXT), NEXT);
    store<i32>(group, spare, NEXT);
    spare = number;
  } else if (place === load<i32>(group, LAST)) store<i32>(group, older, LAST);
}

/** A group without keys, which comes next after another one. Returns its number. */
function found(before: usize, uses: i32, groups: usize): i32 {
  const number = spare || ++given;
  const group = groups + (number << 4);
  if (spare !== 0) spare = load<i32>(group, NEXT);
  store<i32>(group, uses);
  store<i32>(group, load<i32>(before, NEXT), NEXT);
  store<i32>(group, 0, SIZE);
  store<i32>(before, number, NEXT);
  return number;
}

/** A key that is in no group becomes the last of one. */
function join(place: i32, number: i32, behind: i32, groupOf: usize, groups: usize, links: usize): void {
  const group = groups + (number << 4);
  link(links, place, behind);
  store<i32>(groupOf + (place >>> 1), number);
  store<i32>(group, place, LAST);
  store<i32>(group, load<i32>(group, SIZE) + 1, SIZE);
}
