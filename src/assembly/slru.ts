import { newer } from './cells';
import { answer, append, FIRST, forget, move, partOf, Policy, SECOND, sizeOf } from './queues';

/** Segmented LRU: on probation, and protected, which is a hit's doing. */
class Slru extends Policy {
  hit(cells: usize, place: i32, limit: i32): void {
    move(cells, place, SECOND);
    if (sizeOf(cells, SECOND) > partOf(limit, 0.8)) move(cells, newer(cells, SECOND), FIRST);
  }

  admit(_cellOf: usize, _cells: usize, _key: i32, _from: i32, _limit: i32): void {
    // No ghosts.
  }

  evict(cellOf: usize, cells: usize, _from: i32, _limit: i32): i32 {
    return forget(cellOf, cells, newer(cells, FIRST));
  }

  insert(cells: usize, place: i32, _from: i32, _limit: i32): void {
    append(cells, place, FIRST);
  }
}

export function slru(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<Slru>(ids, outcomes, count, cellOf, cells, limit, size);
}
