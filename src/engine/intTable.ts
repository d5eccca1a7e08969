import { ChainedTable, firstRoom } from './chainedTable.ts';
import { grown } from './growth.ts';

/** int32 → slot. */
export class IntTable extends ChainedTable {
  private keys: Int32Array<ArrayBuffer>;

  constructor(limit: number) {
    super(limit);
    this.keys = new Int32Array(firstRoom(limit));
  }

  /** The slot of a key, 0 when absent. */
  find(key: number): number {
    const { keys } = this;
    let slot = this.heads[Math.imul(key, this.multiplier) >>> this.shift]!;
    while (slot !== 0 && keys[slot] !== key) slot = this.next[slot]!;
    return slot;
  }

  add(key: number, slot: number): void {
    if (slot >= this.next.length) this.grow(slot);
    this.keys[slot] = key;
    this.link(slot);
  }

  /** The key in a slot of this table. */
  key(slot: number): number {
    return this.keys[slot]!;
  }

  protected override chain(slot: number): number {
    return Math.imul(this.keys[slot]!, this.multiplier) >>> this.shift;
  }

  protected override grow(slot: number): void {
    super.grow(slot);
    this.keys = grown(this.keys, slot, this.limit);
  }
}
