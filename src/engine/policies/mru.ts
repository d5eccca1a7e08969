import type { Policy, PolicySpec } from '../policy.ts';
import { SlotList } from '../slot-list.ts';

/** Most recently used: the order of LRU, and the other end leaves. An insertion is a use. */
class Mru implements Policy {
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
    const slot = this.recency.newest;
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

/** Most recently used. Keys are listed least recently used first, so the victim is the last. */
export const mru: PolicySpec = {
  id: 'mru',
  title: 'MRU',
  lesson:
    'The entry that was used last leaves. Good when everything is read in a circle: what was just read comes last again.',
  source: 'H.-T. Chou and D. J. DeWitt, An evaluation of buffer management strategies, VLDB 1985',
  create: ({ maxsize }) => new Mru(maxsize),
};
