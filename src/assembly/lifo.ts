import { older } from './cells';
import { answer, append, FIRST, forget, Policy } from './queues';

/** LIFO: one queue, and the newest leaves. */
class Lifo extends Policy {
  hit(_cells: usize, _place: i32, _limit: i32): void {
    // The place on the stack is the place of arrival.
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

export function lifo(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<Lifo>(ids, outcomes, count, cellOf, cells, limit, size);
}
