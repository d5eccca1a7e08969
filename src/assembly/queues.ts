import { AHEAD, lookAhead } from './ahead';
import { keyOf, link, newer, older, settle, unlink } from './cells';

/**
 * Policies that divide what they hold into queues, as `Segments` and `Ghosts` of the engine do. The first cells are the
 * ends of queues, with the number of entries where an entry has its key. Behind its key an entry has the queue that it is
 * in, by the place of its ends, and in the four lowest bits, which are 0 in every place, what its policy counts.
 *
 * A key that has left and is remembered keeps its cell, in a queue of ghosts. So a cell is all that is known of a key.
 */

/** The bytes of a cell. */
const CELL: i32 = 16;

/** Cells of which no key is. */
const FREE: i32 = 0;

/** Queues of entries, in the order in which the engine lists them, and of ghosts. */
export const FIRST: i32 = CELL;
export const SECOND: i32 = 2 * CELL;
export const THIRD: i32 = 3 * CELL;
export const FIRST_GHOSTS: i32 = 4 * CELL;
export const SECOND_GHOSTS: i32 = 5 * CELL;

const KEY: usize = 8;
const QUEUE: usize = 12;
const USES: i32 = CELL - 1;

/** What a policy decides. `cells` is where all of it is. */
export abstract class Policy {
  /** An entry was used. */
  abstract hit(cells: usize, place: i32, limit: i32): void;
  /** A key is about to come in, from this queue; `FREE` where nothing is known of it. */
  abstract admit(cellOf: usize, cells: usize, key: i32, from: i32, limit: i32): void;
  /** An entry leaves a full cache: it becomes a ghost, or is forgotten. Returns the cell that nothing is in then, or 0. */
  abstract evict(cellOf: usize, cells: usize, from: i32, limit: i32): i32;
  /** A key that was in this queue comes in. */
  abstract insert(cells: usize, place: i32, from: i32, limit: i32): void;
}

/** Answers requests of a cache that holds `size` keys, counted from 1. Returns how many hits there were. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each policy is compiled to a loop of its own
export function answer<P extends Policy>(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  const policy = changetype<P>(0); // It has no fields.
  let hits = 0;
  const end = ids + (count << 2);
  for (let id = ids; id < end; id += 4) {
    if ((((id - ids) >>> 2) & (AHEAD - 1)) === 0) lookAhead(id, min(end, id + 4 * AHEAD), cellOf + 4, 2);
    const key = load<i32>(id) + 1;
    let place = load<i32>(cellOf + (key << 2));
    const from = place === 0 ? FREE : queueOf(cells, place);
    const isHit = from !== FREE && from < FIRST_GHOSTS;
    store<u8>(outcomes + ((id - ids) >>> 2), u8(isHit));
    if (isHit) {
      hits++;
      policy.hit(cells, place, limit);
      continue;
    }
    if (place !== 0) take(cells, place);
    policy.admit(cellOf, cells, key, from, limit);
    const left = size === limit ? policy.evict(cellOf, cells, from, limit) : 0;
    if (size !== limit) size++;
    if (place === 0) {
      place = left !== 0 ? left : unused(cells);
      settle(cellOf, cells, place, key);
    } else if (left !== 0) append(cells, left, FREE);
    policy.insert(cells, place, from, limit);
  }
  return hits;
}

export function queueOf(cells: usize, place: i32): i32 {
  return load<i32>(cells + place, QUEUE) & ~USES;
}

export function usesOf(cells: usize, place: i32): i32 {
  return load<i32>(cells + place, QUEUE) & USES;
}

export function setUses(cells: usize, place: i32, uses: i32): void {
  store<i32>(cells + place, queueOf(cells, place) | uses, QUEUE);
}

export function sizeOf(cells: usize, queue: i32): i32 {
  return load<i32>(cells + queue, KEY);
}

/** An entry that is in no queue becomes the newest of one; its uses are 0. */
export function append(cells: usize, place: i32, queue: i32): void {
  link(cells, place, older(cells, queue));
  store<i32>(cells + place, queue, QUEUE);
  store<i32>(cells + queue, sizeOf(cells, queue) + 1, KEY);
}

/** An entry leaves its queue. */
export function take(cells: usize, place: i32): void {
  const queue = queueOf(cells, place);
  unlink(cells, place);
  store<i32>(cells + queue, sizeOf(cells, queue) - 1, KEY);
}

/** A cell that was free. Its key is an old one, which may have another cell now. */
function unused(cells: usize): i32 {
  const place = newer(cells, FREE);
  take(cells, place);
  return place;
}

/** An entry becomes the newest of a queue, perhaps its own; its uses are 0. */
export function move(cells: usize, place: i32, queue: i32): void {
  take(cells, place);
  append(cells, place, queue);
}

/** Nothing is known any more of the key of a cell. Returns the cell, which is in no queue. */
export function forget(cellOf: usize, cells: usize, place: i32): i32 {
  store<i32>(cellOf + (keyOf(cells, place) << 2), 0);
  take(cells, place);
  return place;
}

/** The oldest of a queue becomes a ghost. Beyond `most` of them the oldest is forgotten; returns its cell, otherwise 0. */
export function leaveGhost(cellOf: usize, cells: usize, queue: i32, ghosts: i32, most: i32): i32 {
  move(cells, newer(cells, queue), ghosts);
  return sizeOf(cells, ghosts) > most ? forget(cellOf, cells, newer(cells, ghosts)) : 0;
}

/** Forgets the oldest ghost, if there is one. */
export function forgetGhost(cellOf: usize, cells: usize, ghosts: i32): void {
  if (sizeOf(cells, ghosts) > 0) append(cells, forget(cellOf, cells, newer(cells, ghosts)), FREE);
}

/** A part of a limit, rounded down. */
export function partOf(limit: i32, part: f64): i32 {
  return i32(floor(f64(limit) * part));
}
