import { ListPolicy } from '../listPolicy.ts';
import type { PolicySpec, Segment } from '../policy.ts';

/** A queue with a second chance: an entry that was used since it was last looked at goes to the back again. */
class Clock extends ListPolicy {
  private readonly used: boolean[] = [];

  override insert(slot: number): void {
    super.insert(slot);
    this.used[slot] = false;
  }

  layout(): readonly Segment[] {
    const mark = (slot: number): number => Number(this.used[slot]);
    return [{ name: 'entries', slots: this.list, hand: this.list.oldest, mark }];
  }

  hit(slot: number): void {
    this.used[slot] = true;
  }

  evict(): number {
    let slot = this.list.oldest;
    for (; this.used[slot]; slot = this.list.oldest) {
      this.used[slot] = false;
      this.list.renew(slot);
    }
    return this.take(slot);
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
