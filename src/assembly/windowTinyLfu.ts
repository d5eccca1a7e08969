import { keyOf, newer } from './cells';
import {
  answer,
  append,
  FIRST,
  forget,
  move,
  partOf,
  Policy,
  queueOf,
  SECOND,
  sizeOf,
  THIRD,
} from './queues';
import { frequency, increment } from './sketch';

/** W-TinyLFU: a window, and a main part of which some are on probation and some are protected. */
class WindowTinyLfu extends Policy {
  hit(cells: usize, place: i32, limit: i32): void {
    increment(keyOf(cells, place));
    const queue = queueOf(cells, place);
    move(cells, place, queue === SECOND ? THIRD : queue);
    if (sizeOf(cells, THIRD) > partOf(mainOf(limit), 0.8)) move(cells, newer(cells, THIRD), SECOND);
  }

  admit(_cellOf: usize, _cells: usize, key: i32, _from: i32, _limit: i32): void {
    increment(key);
  }

  evict(cellOf: usize, cells: usize, _from: i32, _limit: i32): i32 {
    const candidate = newer(cells, FIRST);
    const victim = newer(cells, SECOND);
    const isKept = victim !== SECOND && frequency(keyOf(cells, candidate)) > frequency(keyOf(cells, victim));
    if (!isKept) return forget(cellOf, cells, candidate);
    move(cells, candidate, SECOND);
    return forget(cellOf, cells, victim);
  }

  insert(cells: usize, place: i32, _from: i32, limit: i32): void {
    append(cells, place, FIRST);
    if (sizeOf(cells, FIRST) > limit - mainOf(limit)) move(cells, newer(cells, FIRST), SECOND);
  }
}

function mainOf(limit: i32): i32 {
  return partOf(limit, 0.99);
}

export function windowTinyLfu(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<WindowTinyLfu>(ids, outcomes, count, cellOf, cells, limit, size);
}
