import type { Policy, PolicySpec } from '../policy.ts';
import { SlotList } from '../slot-list.ts';

/** A queue with a second chance: an entry that was used since it was last looked at goes to the back again. */
class Clock implements Policy {
  private readonly queue: SlotList;
  private readonly used: boolean[] = [];

  constructor(maxsize: number) {
    this.queue = new SlotList(maxsize);
  }

  insert(slot: number): void {
    this.queue.push(slot);
    this.used[slot] = false;
  }

  hit(slot: number): void {
    this.used[slot] = true;
  }

  evict(): number {
    let slot = this.queue.oldest;
    for (; this.used[slot]; slot = this.queue.oldest) {
      this.used[slot] = false;
      this.queue.renew(slot);
    }
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

/** Second chance, one bit per entry. Keys are listed in the order in which the hand will come to them. */
export const clock: PolicySpec = {
  id: 'clock',
  title: 'CLOCK',
  lesson:
    'A queue in which every entry that was used gets a second chance. Nearly LRU, and a hit only sets one bit.',
  source: 'F. J. Corbató, A paging experiment with the Multics system, MIT Project MAC, 1968',
  create: ({ maxsize }) => new Clock(maxsize),
};
