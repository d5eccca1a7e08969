import type { SlotIndex } from './store.ts';

/** Key → slot for single keys, compared by SameValueZero. */
export class KeyIndex implements SlotIndex {
  private readonly slotOf = new Map<unknown, number>();
  private readonly keyOf: unknown[] = [];

  /** The slot of a key, 0 when absent. */
  find(key: unknown): number {
    return this.slotOf.get(key) ?? 0;
  }

  add(key: unknown, slot: number): void {
    this.slotOf.set(key, slot);
    this.keyOf[slot] = key;
  }

  remove(slot: number): void {
    this.slotOf.delete(this.keyOf[slot]);
    this.keyOf[slot] = undefined;
  }

  clear(): void {
    this.slotOf.clear();
    this.keyOf.length = 0;
  }

  /** The key in a slot. */
  key(slot: number): unknown {
    return this.keyOf[slot];
  }
}
