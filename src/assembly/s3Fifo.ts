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
  SECOND,
  setUses,
  sizeOf,
  usesOf,
} from './queues';

/** S3-FIFO: a small queue, a main one, and the ghosts of the small one. */
class S3Fifo extends Policy {
  hit(cells: usize, place: i32, _limit: i32): void {
    const uses = usesOf(cells, place);
    if (uses < 3) setUses(cells, place, uses + 1);
  }

  admit(_cellOf: usize, _cells: usize, _key: i32, _from: i32, _limit: i32): void {
    // A ghost that comes back has left its queue already.
  }

  evict(cellOf: usize, cells: usize, _from: i32, limit: i32): i32 {
    if (sizeOf(cells, SECOND) <= limit - partOf(limit, 0.1))
      while (sizeOf(cells, FIRST) > 0) {
        const place = newer(cells, FIRST);
        if (usesOf(cells, place) < 2)
          return leaveGhost(cellOf, cells, FIRST, FIRST_GHOSTS, partOf(limit, 0.9));
        move(cells, place, SECOND);
      }
    let place = newer(cells, SECOND);
    for (; usesOf(cells, place) > 0; place = newer(cells, SECOND)) {
      const left = usesOf(cells, place) - 1;
      move(cells, place, SECOND);
      setUses(cells, place, left);
    }
    return forget(cellOf, cells, place);
  }

  insert(cells: usize, place: i32, from: i32, _limit: i32): void {
    append(cells, place, from === FIRST_GHOSTS ? SECOND : FIRST);
  }
}

export function s3Fifo(
  ids: usize,
  outcomes: usize,
  count: i32,
  cellOf: usize,
  cells: usize,
  limit: i32,
  size: i32,
): i32 {
  return answer<S3Fifo>(ids, outcomes, count, cellOf, cells, limit, size);
}
