import type { Policy } from './policy.ts';
import { SlotList } from './slotList.ts';

/**
 * A policy whose whole state is one list of slots, oldest to newest; what is new goes to the newest end. Two things
 * are left to say: what a hit does to the order, and which end leaves.
 */
export abstract class ListPolicy implements Policy {
  protected readonly list: SlotList;

  constructor(maxsize: number) {
    this.list = new SlotList(maxsize);
  }

  abstract hit(slot: number): void;

  abstract evict(): number;

  insert(slot: number): void {
    this.list.push(slot);
  }

  remove(slot: number): void {
    this.list.remove(slot);
  }

  clear(): void {
    this.list.clear();
  }

  slots(): Iterable<number> {
    return this.list;
  }

  /** Takes a slot out of the list and returns it. */
  protected take(slot: number): number {
    this.list.remove(slot);
    return slot;
  }
}
