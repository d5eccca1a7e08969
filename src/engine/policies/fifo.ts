import type { Policy, PolicySpec } from '../policy.ts';
import { SlotList } from '../slot-list.ts';

/** First in, first out: a queue. A hit changes nothing, so the oldest insertion leaves even if it is in use. */
class Fifo implements Policy {
  private readonly queue: SlotList;

  constructor(maxsize: number) {
    this.queue = new SlotList(maxsize);
  }

  insert(slot: number): void {
    this.queue.push(slot);
  }

  hit(): void {
    // The place in the queue is the place of arrival.
  }

  evict(): number {
    const slot = this.queue.oldest;
    this.queue.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    this.queue.remove(slot);
  }

  clear(): void {
    this.queue.clear();
  }

  slots(): Iterable<number> {
    return this.queue;
  }
}

/** First in, first out. Keys are listed in order of insertion, oldest first. */
export const fifo: PolicySpec = {
  id: 'fifo',
  title: 'FIFO',
  lesson:
    'The entry that came first leaves first, used or not. Good when newer entries are more likely to be wanted again.',
  source:
    'L. A. Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal, 1966',
  create: ({ maxsize }) => new Fifo(maxsize),
};
