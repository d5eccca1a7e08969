import { checkMaxsize } from './options.ts';
import type { Maxsize } from './types.ts';

/** The misses of an LRU cache of every size. */
export interface MissRatioCurve {
  readonly requests: number;
  /** Different keys: also the misses of a cache that never evicts. */
  readonly distinct: number;
  /** The misses of an LRU cache with `size` entries. */
  misses(size: Maxsize): number;
}

/**
 * Exact LRU misses for every size from one pass (R. L. Mattson et al., Evaluation techniques for storage
 * hierarchies, IBM Systems Journal, 1970). A request hits where the number of different keys since its last use is
 * below the size; counting them takes O(log n) per request.
 *
 * @example
 * const curve = missRatioCurve([7, 9, 7, 9, 8]);
 * curve.misses(2); // 3
 */
export function missRatioCurve(keys: Iterable<string | number>): MissRatioCurve {
  const trace = [...keys];
  const lastUse = new Map<string | number, number>();
  const live = new Int32Array(trace.length + 1);
  const hitsAt: number[] = [];
  trace.forEach((key, i) => {
    const last = lastUse.get(key);
    if (last !== undefined) {
      const distance = lastUse.size - prefix(live, last);
      hitsAt[distance] = (hitsAt[distance] ?? 0) + 1;
      add(live, last + 1, -1);
    }
    lastUse.set(key, i);
    add(live, i + 1, 1);
  });
  return createCurve(trace.length, lastUse.size, hitsAt);
}

function createCurve(requests: number, distinct: number, hitsAt: readonly number[]): MissRatioCurve {
  const hits = [0];
  for (let size = 1; size <= distinct; size++) hits[size] = hits[size - 1]! + (hitsAt[size] ?? 0);
  const clamp = (size: Maxsize): number => Math.min(checkMaxsize(size), distinct);
  return { requests, distinct, misses: (size) => requests - hits[clamp(size)]! };
}

// A Fenwick tree: sums of prefixes under single updates, both in O(log n).
function add(tree: Int32Array, position: number, change: number): void {
  for (let i = position; i < tree.length; i += i & -i) tree[i] = tree[i]! + change;
}

function prefix(tree: Int32Array, position: number): number {
  let sum = 0;
  for (let i = position; i > 0; i -= i & -i) sum += tree[i]!;
  return sum;
}
