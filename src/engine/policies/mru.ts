import { ListPolicy } from '../listPolicy.ts';
import type { PolicySpec } from '../policy.ts';

/** Most recently used: the order of LRU, and the other end leaves. An insertion is a use. */
class Mru extends ListPolicy {
  hit(slot: number): void {
    this.list.renew(slot);
  }

  evict(): number {
    return this.take(this.list.newest);
  }
}

/** Most recently used. Keys are listed least recently used first, so the victim is the last. */
export const mru: PolicySpec = {
  id: 'mru',
  title: 'MRU',
  lesson:
    'The most recently used entry leaves. Good when everything is read in a circle: what was just read comes last again.',
  source: 'H.-T. Chou and D. J. DeWitt, An evaluation of buffer management strategies, VLDB 1985',
  create: ({ maxsize }) => new Mru(maxsize),
};
