import { firstLength, grown } from '../growth.ts';
import type { Policy, PolicySpec, Segment } from '../policy.ts';
import { SlotList } from '../slotList.ts';

/**
 * Least frequently used. One list holds all entries sorted by their number of uses, and among equals by recency.
 * Those with the same number of uses are a group, which has a number of its own; `last` is a bookmark for each group:
 * its most recent entry. The entry behind the bookmark says which group comes next. A used entry belongs right behind
 * the bookmark of that group, or, if its uses are other ones, behind the bookmark of its own. So it is moved in one
 * step and no entry is ever searched or counted: O(1). A bookmark found by the number of uses would need a Map, in
 * which popular entries leave a deleted key with every use.
 */
class Lfu implements Policy {
  private readonly order: SlotList;
  /** By slot, the number of its group, from 1. Slot 0 is no entry, and group 0 is none. */
  private group: Int32Array<ArrayBuffer>;
  /** By group, how often each of its entries was used. */
  private readonly uses: number[] = [0];
  private readonly last: number[] = [0];
  /** Numbers of groups that are empty. */
  private readonly free: number[] = [];

  constructor(maxsize: number) {
    this.order = new SlotList(maxsize);
    this.group = new Int32Array(firstLength(maxsize));
  }

  insert(slot: number): void {
    if (slot >= this.group.length) this.group = grown(this.group, slot, this.order.limit);
    const first = this.group[this.order.oldest]!;
    if (this.uses[first] === 1) this.join(slot, first);
    else this.found(slot, 1, 0);
  }

  hit(slot: number): void {
    const group = this.group[slot]!;
    const last = this.last[group]!;
    const uses = this.uses[group]! + 1;
    const next = this.group[this.order.after(last)]!;
    if (this.uses[next] === uses) {
      this.remove(slot);
      this.join(slot, next);
    } else if (last !== slot) {
      this.order.remove(slot);
      this.found(slot, uses, last);
    } else if (this.group[this.order.before(slot)] === group) {
      // It stands where it belongs, at the end of its group, and begins the next one.
      this.last[group] = this.order.before(slot);
      this.name(slot, uses);
    } else this.uses[group] = uses; // It is alone, so its group is the next one.
  }

  evict(): number {
    const slot = this.order.oldest;
    this.remove(slot);
    return slot;
  }

  remove(slot: number): void {
    const group = this.group[slot]!;
    if (this.last[group] === slot) {
      const neighbour = this.order.before(slot);
      if (this.group[neighbour] === group) this.last[group] = neighbour;
      else this.dissolve(group);
    }
    this.order.remove(slot);
  }

  clear(): void {
    this.order.clear();
    this.uses.length = this.last.length = 1;
    this.free.length = 0;
  }

  layout(): readonly Segment[] {
    const mark = (slot: number): number => this.uses[this.group[slot]!]!;
    return [{ name: 'entries', slots: this.order, mark, inBuckets: true }];
  }

  slots(): Iterable<number> {
    return this.order;
  }

  /** Puts a slot at the end of a group. */
  private join(slot: number, group: number): void {
    this.order.insertAfter(this.last[group]!, slot);
    this.group[slot] = group;
    this.last[group] = slot;
  }

  /** Puts a slot behind another one, as a group of its own. */
  private found(slot: number, uses: number, behind: number): void {
    this.order.insertAfter(behind, slot);
    this.name(slot, uses);
  }

  /** Makes a group of one slot. */
  private name(slot: number, uses: number): void {
    const group = this.free.pop() ?? this.uses.length;
    this.group[slot] = group;
    this.uses[group] = uses;
    this.last[group] = slot;
  }

  /** No entry is in it any more; its uses are none that an entry can have. */
  private dissolve(group: number): void {
    this.uses[group] = 0;
    this.free.push(group);
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
