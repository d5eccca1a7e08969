import { newer } from './cells';
import { answer, append, FIRST, forget, move, Policy, setUses, usesOf } from './queues';

/** CLOCK: a queue with a second chance for what was used. */
class Clock extends Policy {
  hit(cells: usize, place: i32, _limit: i32): void {
    setUses(cells, place, 1);
  }

  admit(_cellOf: usize, _cells: usize, _key: i32, _from: i32, _limit: i32): void {
    // No ghosts.
  }

  evict(cellOf: usize, cells: usize, _from: i32, _limit: i32): i32 {
    let place = newer(cells, FIRST);
    for (; usesOf(cells, place) !== 0; place = newer(cells, FIRST)) move(cells, place, FIRST);
    return forget(cellOf, cells, place);
  }

  insert(cells: usize, place: i32, _from: i32, _limit: i32): void {
    append(cells, place, FIRST);
  }
}

export function clock(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<Clock>(ids, outcomes, count, cellOf, cells, limit, size);
}
