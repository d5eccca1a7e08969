import { grown } from './growth.ts';
import { OpenTable } from './openTable.ts';

/** int32 → slot. */
export class IntTable extends OpenTable {
  private keys = new Int32Array(8);

  constructor(private readonly limit: number) {
    super();
  }

  /** The slot of a key, 0 when absent. */
  find(key: number): number {
    const { table, keys, mask } = this;
    let place = Math.imul(key, this.multiplier) >>> this.shift;
    for (let slot = table[place]!; slot !== 0; slot = table[place]!) {
      if (keys[slot] === key) return slot;
      place = (place + 1) & mask;
    }
    return 0;
  }

  add(key: number, slot: number): void {
    if (slot >= this.keys.length) this.keys = grown(this.keys, slot, this.limit);
    this.keys[slot] = key;
    this.link(slot);
  }

  /** The key in a slot of this table. */
  key(slot: number): number {
    return this.keys[slot]!;
  }

  protected override home(slot: number): number {
    return Math.imul(this.keys[slot]!, this.multiplier) >>> this.shift;
  }

  protected override knows(slot: number): boolean {
    return slot < this.keys.length;
  }
}
