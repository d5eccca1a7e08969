import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { SlotList } from '../slotList.ts';

/** A queue that stays in order of arrival, and a hand that moves from old to new and takes the first unused entry. */
class Sieve implements Policy {
  private readonly queue: SlotList;
  private readonly visited: boolean[] = [];
  private hand = 0;

  constructor(maxsize: number) {
    this.queue = new SlotList(maxsize);
  }

  insert(slot: number): void {
    this.queue.push(slot);
    this.visited[slot] = false;
  }

  hit(slot: number): void {
    this.visited[slot] = true;
  }

  evict(): number {
    let slot = this.hand || this.queue.oldest;
    while (this.visited[slot]) {
      this.visited[slot] = false;
      slot = this.queue.after(slot) || this.queue.oldest;
    }
    this.hand = slot;
    this.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    if (this.hand === slot) this.hand = this.queue.after(slot);
    this.queue.remove(slot);
  }

  clear(): void {
    this.queue.clear();
    this.hand = 0;
  }

  layout(): readonly Segment[] {
    const mark = (slot: number): number => Number(this.visited[slot]);
    return [{ name: 'entries', slots: this.queue, hand: this.hand || this.queue.oldest, mark }];
  }

  slots(): Iterable<number> {
    return this.queue;
  }
}

/** SIEVE. Keys are listed in order of insertion, oldest first. */
export const sieve: PolicySpec = {
  id: 'sieve',
  title: 'SIEVE',
  lesson:
    'A hand walks from old to new and removes the first entry that was not used since its last visit. Simpler than LRU, and often better on the web.',
  source:
    'Y. Zhang, J. Yang, Y. Yue, Y. Vigfusson and K. V. Rashmi, SIEVE is simpler than LRU, USENIX NSDI 2024',
  create: ({ maxsize }) => new Sieve(maxsize),
};
