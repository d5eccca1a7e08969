import { ChainedTable, firstRoom } from './chainedTable.ts';
import { grown } from './growth.ts';

/** Two int32 → slot. */
export class PairTable extends ChainedTable {
  private firsts: Int32Array<ArrayBuffer>;
  private seconds: Int32Array<ArrayBuffer>;

  constructor(limit: number) {
    super(limit);
    this.firsts = new Int32Array(firstRoom(limit));
    this.seconds = new Int32Array(firstRoom(limit));
  }

  /** The slot of a pair, 0 when absent. */
  find(first: number, second: number): number {
    const { firsts, seconds } = this;
    let slot = this.heads[this.mix(first, second)]!;
    while (slot !== 0 && (firsts[slot] !== first || seconds[slot] !== second)) slot = this.next[slot]!;
    return slot;
  }

  add(first: number, second: number, slot: number): void {
    if (slot >= this.next.length) this.grow(slot);
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

  protected override chain(slot: number): number {
    return this.mix(this.firsts[slot]!, this.seconds[slot]!);
  }

  protected override grow(slot: number): void {
    super.grow(slot);
    this.firsts = grown(this.firsts, slot, this.limit);
    this.seconds = grown(this.seconds, slot, this.limit);
  }

  private mix(first: number, second: number): number {
    const mixed = Math.imul(first, this.multiplier);
    return Math.imul((mixed ^ (mixed >>> 15)) + second, this.multiplier) >>> this.shift;
  }
}
