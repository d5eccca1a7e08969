import { IntTable } from './intTable.ts';
import { KeyIndex } from './keyIndex.ts';
import { PairTable } from './pairTable.ts';
import { TupleIndex } from './tupleIndex.ts';

/** Stands for the empty list of arguments. No argument can equal it. */
const nothing = Symbol('no arguments');

/**
 * Arguments → slot: in order, and their number. A single argument is its own key, two integers are a pair, and every
 * other list is a path of values.
 */
export class ArgumentIndex extends KeyIndex {
  private readonly pairs: PairTable;
  private readonly tuples = new TupleIndex();

  /**
   * `arity` is the number of arguments that most calls will have: the table that is not for those starts small, however
   * small the limit is.
   */
  constructor(limit: number, arity: number) {
    super(limit, new IntTable(arity === 2 ? Infinity : limit)); // only speed
    this.pairs = new PairTable(arity === 2 ? limit : Infinity); // only speed
  }

  /** The slot of two arguments, 0 when absent. */
  findTwo(a: unknown, b: unknown): number {
    if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b)
      return this.pairs.find(a, b);
    return this.tuples.findTwo(a, b);
  }

  addTwo(a: unknown, b: unknown, slot: number): void {
    if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b)
      this.pairs.add(a, b, slot);
    else this.tuples.add([a, b], slot);
  }

  /** The slot of a list of arguments, 0 when absent. */
  findList(parts: readonly unknown[]): number {
    if (parts.length === 1) return this.find(parts[0]);
    if (parts.length === 2) return this.findTwo(parts[0], parts[1]);
    return parts.length === 0 ? this.find(nothing) : this.tuples.find(parts);
  }

  addList(parts: readonly unknown[], slot: number): void {
    if (parts.length === 1) this.add(parts[0], slot);
    else if (parts.length === 2) this.addTwo(parts[0], parts[1], slot);
    else if (parts.length === 0) this.add(nothing, slot);
    else this.tuples.add(parts, slot);
  }

  override parts(slot: number): readonly unknown[] {
    if (this.pairs.has(slot)) return [this.pairs.first(slot), this.pairs.second(slot)];
    const list = this.tuples.parts(slot);
    if (list) return list;
    const key = this.key(slot);
    return key === nothing ? [] : [key];
  }

  override clear(): void {
    super.clear();
    this.pairs.clear();
    this.tuples.clear();
  }

  protected override removeRest(slot: number): void {
    if (!this.pairs.remove(slot) && !this.tuples.remove(slot)) super.removeRest(slot);
  }
}
