import { ListPolicy } from '../listPolicy.ts';
import type { PolicySpec } from '../policy.ts';

/** First in, first out: a queue. A hit changes nothing, so the oldest insertion leaves even if it is in use. */
class Fifo extends ListPolicy {
  hit(): void {
    // The place in the queue is the place of arrival.
  }

  evict(): number {
    return this.take(this.list.oldest);
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
