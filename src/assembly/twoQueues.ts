import { newer } from './cells';
import {
  answer,
  append,
  FIRST,
  FIRST_GHOSTS,
  forget,
  leaveGhost,
  move,
  partOf,
  Policy,
  queueOf,
  SECOND,
  sizeOf,
} from './queues';

/** 2Q: those that wait and those that last; a ghost that comes back lasts. */
class TwoQueues extends Policy {
  hit(cells: usize, place: i32, _limit: i32): void {
    if (queueOf(cells, place) === SECOND) move(cells, place, SECOND);
  }

  admit(_cellOf: usize, _cells: usize, _key: i32, _from: i32, _limit: i32): void {
    // A ghost that comes back has left its queue already.
  }

  evict(cellOf: usize, cells: usize, _from: i32, limit: i32): i32 {
    if (sizeOf(cells, FIRST) <= partOf(limit, 0.25)) return forget(cellOf, cells, newer(cells, SECOND));
    return leaveGhost(cellOf, cells, FIRST, FIRST_GHOSTS, partOf(limit, 0.5));
  }

  insert(cells: usize, place: i32, from: i32, _limit: i32): void {
    append(cells, place, from === FIRST_GHOSTS ? SECOND : FIRST);
  }
}

export function twoQueues(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<TwoQueues>(ids, outcomes, count, cellOf, cells, limit, size);
}
