import type { Policy, PolicySpec } from '../policy.ts';
import { SlotList } from '../slot-list.ts';

/**
 * Least recently used. One list holds all entries in the order of their last use. Whoever is used goes to the newest
 * end, so whoever was not used for longest stands at the oldest end, and that is who leaves. Every step relinks a
 * few neighbours and nothing else: O(1), however large the cache is.
 */
class Lru implements Policy {
  private readonly recency: SlotList;

  constructor(maxsize: number) {
    this.recency = new SlotList(maxsize);
  }

  insert(slot: number): void {
    this.recency.push(slot);
  }

  hit(slot: number): void {
    this.recency.renew(slot);
  }

  evict(): number {
    const slot = this.recency.oldest;
    this.recency.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    this.recency.remove(slot);
  }

  clear(): void {
    this.recency.clear();
  }

  slots(): Iterable<number> {
    return this.recency;
  }
}

/** Least recently used. Keys are listed least recently used first. */
export const lru: PolicySpec = {
  id: 'lru',
  title: 'LRU',
  lesson:
    'The entry that was not used for the longest time leaves. Good when what was used just now will be used again soon.',
  source: 'P. J. Denning, The working set model for program behavior, Communications of the ACM, 1968',
  create: ({ maxsize }) => new Lru(maxsize),
};
