import { firstLength, grown } from './growth.ts';

/**
 * A doubly linked list of slots, oldest to newest. The links are two arrays of integers instead of objects:
 * `newer[slot]` and `older[slot]`. Slot 0 is no entry but the two ends tied together, so that linking needs no
 * special cases: `newer[0]` is the oldest slot and `older[0]` the newest.
 */
export class SlotList {
  /** How many slots are in the list. */
  size = 0;
  private newer: Int32Array<ArrayBuffer>;
  private older: Int32Array<ArrayBuffer>;

  /** `limit` is the most slots that will ever be in use at once. */
  constructor(readonly limit: number) {
    this.newer = new Int32Array(firstLength(limit));
    this.older = new Int32Array(firstLength(limit));
  }

  /** The slot that came first, 0 when the list is empty. */
  get oldest(): number {
    return this.newer[0]!;
  }

  /** The slot that came last, 0 when the list is empty. */
  get newest(): number {
    return this.older[0]!;
  }

  /** The neighbour towards the newest end, 0 past the end. */
  after(slot: number): number {
    return this.newer[slot]!;
  }

  /** The neighbour towards the oldest end, 0 past the end. */
  before(slot: number): number {
    return this.older[slot]!;
  }

  /** Puts a slot at the newest end. */
  push(slot: number): void {
    if (slot >= this.newer.length) this.grow(slot);
    const { newer, older } = this;
    const newest = older[0]!;
    newer[newest] = slot;
    older[slot] = newest;
    newer[slot] = 0;
    older[0] = slot;
    this.size++;
  }

  /** Puts a slot behind `anchor`; anchor 0 is the oldest end. */
  insertAfter(anchor: number, slot: number): void {
    if (slot >= this.newer.length) this.grow(slot);
    const next = this.after(anchor);
    this.newer[anchor] = slot;
    this.older[slot] = anchor;
    this.newer[slot] = next;
    this.older[next] = slot;
    this.size++;
  }

  /** Takes a slot out of the list. */
  remove(slot: number): void {
    const { newer, older } = this;
    const before = older[slot]!;
    const after = newer[slot]!;
    newer[before] = after;
    older[after] = before;
    this.size--;
  }

  /** Makes a slot of the list the newest: `remove` and `push` in one, because every hit comes through here. */
  renew(slot: number): void {
    const { newer, older } = this;
    const newest = older[0]!;
    if (slot === newest) return;
    const before = older[slot]!;
    const after = newer[slot]!;
    newer[before] = after;
    older[after] = before;
    newer[newest] = slot;
    older[slot] = newest;
    newer[slot] = 0;
    older[0] = slot;
  }

  /** Forgets every slot. */
  clear(): void {
    this.newer[0] = 0;
    this.older[0] = 0;
    this.size = 0;
  }

  /** The slots, oldest first. */
  *[Symbol.iterator](): Generator<number> {
    for (let slot = this.oldest; slot !== 0; slot = this.after(slot)) yield slot;
  }

  /** The slots, newest first. */
  *backwards(): Generator<number> {
    for (let slot = this.newest; slot !== 0; slot = this.before(slot)) yield slot;
  }

  private grow(slot: number): void {
    this.newer = grown(this.newer, slot, this.limit);
    this.older = grown(this.older, slot, this.limit);
  }
}
