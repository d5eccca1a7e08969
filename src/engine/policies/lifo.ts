import { ListPolicy } from '../listPolicy.ts';
import type { PolicySpec } from '../policy.ts';

/** Last in, first out: a stack. The old entries stay, the newest makes room. */
class Lifo extends ListPolicy {
  hit(): void {
    // The place on the stack is the place of arrival.
  }

  evict(): number {
    return this.take(this.list.newest);
  }
}

/** Last in, first out. Keys are listed in order of insertion, oldest first. */
export const lifo: PolicySpec = {
  id: 'lifo',
  title: 'LIFO',
  lesson:
    'The entry that came last leaves first. Good when the older entries are the ones that will be wanted again.',
  source: 'D. E. Knuth, The Art of Computer Programming, vol. 1, section 2.2.1',
  create: ({ maxsize }) => new Lifo(maxsize),
};
