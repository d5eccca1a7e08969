import type { Policy, PolicySpec } from '../policy.ts';
import { SlotList } from '../slot-list.ts';

/** Last in, first out: a stack. The old entries stay, the newest makes room. */
class Lifo implements Policy {
  private readonly stack: SlotList;

  constructor(maxsize: number) {
    this.stack = new SlotList(maxsize);
  }

  insert(slot: number): void {
    this.stack.push(slot);
  }

  hit(): void {
    // The place on the stack is the place of arrival.
  }

  evict(): number {
    const slot = this.stack.newest;
    this.stack.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    this.stack.remove(slot);
  }

  clear(): void {
    this.stack.clear();
  }

  slots(): Iterable<number> {
    return this.stack;
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
