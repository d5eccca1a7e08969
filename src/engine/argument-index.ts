import { Codes, noCode } from './codes.ts';
import { KeyIndex } from './key-index.ts';
import { PairTable } from './pair-table.ts';
import type { SlotIndex } from './store.ts';
import { TupleIndex } from './tuple-index.ts';

/** Stands for the empty list of arguments. No argument can equal it. */
const nothing = Symbol('no arguments');

/** Arguments → slot: in order, and their number. One argument is its own key, two are a pair of codes, more a path. */
export class ArgumentIndex implements SlotIndex {
  private readonly single: KeyIndex;
  private readonly codes = new Codes();
  private readonly pairs: PairTable;
  private readonly tuples = new TupleIndex(this.codes);

  constructor(limit: number) {
    this.single = new KeyIndex(limit);
    this.pairs = new PairTable(limit);
  }

  /** The slot of one argument, 0 when absent. */
  findOne(a: unknown): number {
    return this.single.find(a);
  }

  /** The slot of two arguments, 0 when absent. */
  findTwo(a: unknown, b: unknown): number {
    const first = this.codes.find(a);
    const second = this.codes.find(b);
    return first === noCode || second === noCode ? 0 : this.pairs.find(first, second);
  }

  /** The slot of a list of arguments, 0 when absent. */
  find(parts: readonly unknown[]): number {
    if (parts.length === 1) return this.findOne(parts[0]);
    if (parts.length === 2) return this.findTwo(parts[0], parts[1]);
    return parts.length === 0 ? this.findOne(nothing) : this.tuples.find(parts);
  }

  add(parts: readonly unknown[], slot: number): void {
    if (parts.length === 1) this.addOne(parts[0], slot);
    else if (parts.length === 2) this.addTwo(parts[0], parts[1], slot);
    else if (parts.length === 0) this.addOne(nothing, slot);
    else this.tuples.add(parts, slot);
  }

  addOne(a: unknown, slot: number): void {
    this.single.add(a, slot);
  }

  addTwo(a: unknown, b: unknown, slot: number): void {
    this.pairs.add(this.codes.hold(a), this.codes.hold(b), slot);
  }

  remove(slot: number): void {
    if (this.pairs.remove(slot)) {
      this.codes.release(this.pairs.first(slot));
      this.codes.release(this.pairs.second(slot));
    } else if (!this.tuples.remove(slot)) this.single.remove(slot);
  }

  clear(): void {
    this.single.clear();
    this.pairs.clear();
    this.tuples.clear();
    this.codes.clear();
  }
}
