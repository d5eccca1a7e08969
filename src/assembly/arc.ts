import { newer } from './cells';
import {
  answer,
  append,
  FIRST,
  FIRST_GHOSTS,
  forget,
  forgetGhost,
  leaveGhost,
  move,
  Policy,
  SECOND,
  SECOND_GHOSTS,
  sizeOf,
} from './queues';

/** How many entries that were used once there are to be. */
let target: f64 = 0;

/** ARC: entries used once and entries used again, and the ghosts of both. */
class Arc extends Policy {
  hit(cells: usize, place: i32, _limit: i32): void {
    move(cells, place, SECOND);
  }

  admit(cellOf: usize, cells: usize, _key: i32, from: i32, limit: i32): void {
    const once = sizeOf(cells, FIRST_GHOSTS);
    const again = sizeOf(cells, SECOND_GHOSTS);
    // The ghost that comes back has left its queue already; it counts here.
    if (from === FIRST_GHOSTS) target = min(target + max(f64(again) / f64(once + 1), 1), f64(limit));
    else if (from === SECOND_GHOSTS) target = max(target - max(f64(once) / f64(again + 1), 1), 0);
    else if (sizeOf(cells, FIRST) + once >= limit) forgetGhost(cellOf, cells, FIRST_GHOSTS);
    else if (sizeOf(cells, FIRST) + sizeOf(cells, SECOND) + once + again - limit >= limit)
      forgetGhost(cellOf, cells, SECOND_GHOSTS);
  }

  evict(cellOf: usize, cells: usize, from: i32, limit: i32): i32 {
    const size = sizeOf(cells, FIRST);
    const tooLong = f64(size) > target || (from === SECOND_GHOSTS && f64(size) === target);
    const isOfFirst = sizeOf(cells, SECOND) === 0 || (size > 0 && tooLong);
    const queue = isOfFirst ? FIRST : SECOND;
    const ghosts = isOfFirst ? FIRST_GHOSTS : SECOND_GHOSTS;
    // Where all were used once, they are as many as can be remembered.
    if (size < limit || from === SECOND_GHOSTS) return leaveGhost(cellOf, cells, queue, ghosts, limit);
    return forget(cellOf, cells, newer(cells, queue));
  }

  insert(cells: usize, place: i32, from: i32, _limit: i32): void {
    append(cells, place, from === 0 ? FIRST : SECOND);
  }
}

export function arc(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<Arc>(ids, outcomes, count, cellOf, cells, limit, size);
}
