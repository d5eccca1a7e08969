import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { SlotList } from '../slotList.ts';

/**
 * Least frequently used. One list holds all entries sorted by their number of uses, and among equals by recency.
 * `last` is a bookmark for each number of uses: the most recent entry of that group. A used entry belongs right
 * behind the bookmark of the next group, or, if that group is empty, behind its own. So it is moved in one step
 * and no entry is ever searched or counted: O(1).
 */
class Lfu implements Policy {
  private readonly order: SlotList;
  private readonly uses: number[] = [];
  private readonly last = new Map<number, number>();

  constructor(maxsize: number) {
    this.order = new SlotList(maxsize);
  }

  insert(slot: number): void {
    this.place(slot, 1, this.last.get(1) ?? 0);
  }

  hit(slot: number): void {
    const uses = this.uses[slot]!;
    const group = this.last.get(uses)!;
    const behind = this.last.get(uses + 1) ?? (group === slot ? this.order.before(slot) : group);
    this.remove(slot);
    this.place(slot, uses + 1, behind);
  }

  evict(): number {
    const slot = this.order.oldest;
    this.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    const uses = this.uses[slot]!;
    if (this.last.get(uses) === slot) {
      const neighbour = this.order.before(slot);
      if (neighbour !== 0 && this.uses[neighbour] === uses) this.last.set(uses, neighbour);
      else this.last.delete(uses);
    }
    this.order.remove(slot);
  }

  clear(): void {
    this.order.clear();
    this.last.clear();
  }

  layout(): readonly Segment[] {
    return [{ name: 'entries', slots: this.order, mark: (slot) => this.uses[slot]!, inBuckets: true }];
  }

  slots(): Iterable<number> {
    return this.order;
  }

  private place(slot: number, uses: number, behind: number): void {
    this.order.insertAfter(behind, slot);
    this.uses[slot] = uses;
    this.last.set(uses, slot);
  }
}

/** Least frequently used, ties least recently used. Keys are listed in order of eviction. */
export const lfu: PolicySpec = {
  id: 'lfu',
  title: 'LFU',
  lesson:
    'The entry with the fewest uses leaves. Good when some entries are popular for long; slow to forget yesterday’s favourites.',
  source:
    'K. Shah, A. Mitra and D. Matani, An O(1) algorithm for implementing the LFU cache eviction scheme, 2010',
  create: ({ maxsize }) => new Lfu(maxsize),
};
