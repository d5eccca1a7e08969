import { older } from './cells';
import { answer, append, FIRST, forget, move, Policy } from './queues';

/** MRU: the order of LRU, and the newest leaves. */
class Mru extends Policy {
  hit(cells: usize, place: i32, _limit: i32): void {
    move(cells, place, FIRST);
  }

  admit(_cellOf: usize, _cells: usize, _key: i32, _from: i32, _limit: i32): void {
    // No ghosts.
  }

  evict(cellOf: usize, cells: usize, _from: i32, _limit: i32): i32 {
    return forget(cellOf, cells, older(cells, FIRST));
  }

  insert(cells: usize, place: i32, _from: i32, _limit: i32): void {
    append(cells, place, FIRST);
  }
}

export function mru(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<Mru>(ids, outcomes, count, cellOf, cells, limit, size);
}
