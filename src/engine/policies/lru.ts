import { ListPolicy } from '../listPolicy.ts';
import type { PolicySpec } from '../policy.ts';

/**
 * Least recently used. One list holds all entries in the order of their last use. Whoever is used goes to the newest
 * end, so the least recently used entry stands at the oldest end, and that is who leaves. Every step relinks a
 * few neighbours and nothing else: O(1), however large the cache is.
 */
class Lru extends ListPolicy {
  hit(slot: number): void {
    this.list.renew(slot);
  }

  evict(): number {
    return this.take(this.list.oldest);
  }
}

/** Least recently used. Keys are listed least recently used first. */
export const lru: PolicySpec = {
  id: 'lru',
  title: 'LRU',
  lesson: 'The least recently used entry leaves. Good when what was used just now will be used again soon.',
  source: 'P. J. Denning, The working set model for program behavior, Communications of the ACM, 1968',
  create: ({ maxsize }) => new Lru(maxsize),
};
