import { grown } from './growth.ts';
import { OpenTable } from './openTable.ts';

/** Two int32 → slot. */
export class PairTable extends OpenTable {
  private firsts = new Int32Array(8);
  private seconds = new Int32Array(8);

  constructor(private readonly limit: number) {
    super();
  }

  /** The slot of a pair, 0 when absent. */
  find(first: number, second: number): number {
    const { table, firsts, seconds, mask } = this;
    let place = this.spread(first, second);
    for (let slot = table[place]!; slot !== 0; slot = table[place]!) {
      if (firsts[slot] === first && seconds[slot] === second) return slot;
      place = (place + 1) & mask;
    }
    return 0;
  }

  add(first: number, second: number, slot: number): void {
    if (slot >= this.firsts.length) {
      this.firsts = grown(this.firsts, slot, this.limit);
      this.seconds = grown(this.seconds, slot, this.limit);
    }
    this.firsts[slot] = first;
    this.seconds[slot] = second;
    this.link(slot);
  }

  first(slot: number): number {
    return this.firsts[slot]!;
  }

  second(slot: number): number {
    return this.seconds[slot]!;
  }

  protected override home(slot: number): number {
    return this.spread(this.firsts[slot]!, this.seconds[slot]!);
  }

  protected override knows(slot: number): boolean {
    return slot < this.firsts.length;
  }

  private spread(first: number, second: number): number {
    const mixed = Math.imul(first, this.multiplier);
    return Math.imul((mixed ^ (mixed >>> 15)) + second, this.multiplier) >>> this.shift;
  }
}
