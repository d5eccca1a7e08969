import { grownLength } from './growth.ts';
import { IntTable } from './intTable.ts';
import type { SlotIndex } from './store.ts';

/** Key → slot, compared by SameValueZero: integers through a table of their own, everything else through a Map. */
export class KeyIndex implements SlotIndex {
  private readonly rest = new Map<unknown, number>();
  private readonly restKeys: unknown[] = [];

  /** `ints` will hold the slots of integer keys. */
  constructor(
    private readonly limit: number,
    readonly ints = new IntTable(limit),
  ) {}

  /** The slot of a key, 0 when absent. */
  find(key: unknown): number {
    if (typeof key === 'number' && (key | 0) === key) return this.ints.find(key);
    return this.rest.get(key) ?? 0;
  }

  add(key: unknown, slot: number): void {
    if (typeof key === 'number' && (key | 0) === key) this.ints.add(key, slot);
    else this.addRest(key, slot);
  }

  remove(slot: number): void {
    if (!this.ints.remove(slot)) this.removeRest(slot);
  }

  clear(): void {
    this.ints.clear();
    if (this.rest.size === 0) return;
    this.rest.clear();
    this.restKeys.length = 0;
  }

  /** The key in a slot. */
  key(slot: number): unknown {
    return this.ints.has(slot) ? this.ints.key(slot) : this.restKeys[slot];
  }

  parts(slot: number): readonly unknown[] {
    return [this.key(slot)];
  }

  /** Takes out a slot whose key is no integer. */
  protected removeRest(slot: number): void {
    this.rest.delete(this.restKeys[slot]);
    this.restKeys[slot] = undefined;
  }

  private addRest(key: unknown, slot: number): void {
    this.rest.set(key, slot);
    const { length } = this.restKeys;
    if (slot >= length) this.restKeys.length = grownLength(length, slot, this.limit); // only speed
    this.restKeys[slot] = key;
  }
}
