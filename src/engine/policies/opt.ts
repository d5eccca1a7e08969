import { MaxHeap } from '../maxHeap.ts';
import type { PolicyDescription } from '../policy.ts';

/**
 * The clairvoyant policy: it is given all requests beforehand, and the entry whose next use is farthest away leaves.
 * Each request must be told once, as a hit or an insertion.
 */
export class Optimal {
  private readonly byNextUse = new MaxHeap();
  private time = 0;

  constructor(private readonly future: ArrayLike<number>) {}

  insert(slot: number): void {
    this.byNextUse.set(slot, this.future[this.time++]!);
  }

  hit(slot: number): void {
    this.insert(slot);
  }

  evict(): number {
    return this.byNextUse.pop();
  }
}

/** For each request, the position of the next request of the same key; `Infinity` where there is none. */
export function nextUses(requests: readonly unknown[]): number[] {
  const seen = new Map<unknown, number>();
  const uses = new Array<number>(requests.length);
  for (let i = requests.length - 1; i >= 0; i--) {
    uses[i] = seen.get(requests[i]) ?? Infinity;
    seen.set(requests[i], i);
  }
  return uses;
}

/**
 * Belady's policy, for `simulate` only: it has to know the future.
 *
 * @example
 * simulate(optimal.id, 2, [7, 9, 7, 8, 9, 7]).misses; // 4
 */
export const optimal: PolicyDescription = {
  id: 'opt',
  title: 'OPT',
  lesson:
    'The entry that will not be wanted for the longest time leaves. It needs to know the future, so it is no policy to use but the bound that no other can pass.',
  source:
    'L. A. Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal, 1966',
};
