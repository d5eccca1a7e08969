import { Codes, noCode } from './codes.ts';
import { PairTable } from './pairTable.ts';

/**
 * Lists of two or more values → slot. A list is a path: each step from a node by the code of a value leads to the
 * next node, and the last node knows the slot. Lists that begin alike share the beginning of their paths.
 */
export class TupleIndex {
  private readonly steps = new PairTable(Infinity);
  private readonly slotAt: number[] = [0];
  private readonly branches: number[] = [0];
  private readonly free: number[] = [];
  private readonly endOf: number[] = [];

  private readonly codes = new Codes();

  /** The slot of a list of two, 0 when absent. */
  findTwo(a: unknown, b: unknown): number {
    const first = this.codes.find(a);
    const second = this.codes.find(b);
    if (first === noCode || second === noCode) return 0;
    const node = this.steps.find(0, first);
    return node === 0 ? 0 : this.slotAt[this.steps.find(node, second)]!;
  }

  /** The slot of a list, 0 when absent. */
  find(parts: readonly unknown[]): number {
    let node = 0;
    for (const part of parts) {
      const code = this.codes.find(part);
      if (code === noCode) return 0;
      node = this.steps.find(node, code);
      if (node === 0) return 0;
    }
    return this.slotAt[node]!;
  }

  add(parts: readonly unknown[], slot: number): void {
    let node = 0;
    for (const part of parts) {
      const known = this.codes.find(part);
      const next = known === noCode ? 0 : this.steps.find(node, known);
      node = next === 0 ? this.branch(node, part) : next;
    }
    this.slotAt[node] = slot;
    while (this.endOf.length <= slot) this.endOf.push(0);
    this.endOf[slot] = node;
  }

  /** Takes a list out. Returns whether the slot had one. */
  remove(slot: number): boolean {
    let node = slot < this.endOf.length ? this.endOf[slot]! : 0;
    if (node === 0) return false;
    this.endOf[slot] = 0;
    this.slotAt[node] = 0;
    while (node !== 0 && this.branches[node] === 0 && this.slotAt[node] === 0) node = this.prune(node);
    return true;
  }

  /** The list in a slot, undefined where there is none. */
  parts(slot: number): readonly unknown[] | undefined {
    const parts: unknown[] = [];
    let node = this.endOf[slot] ?? 0;
    if (node === 0) return undefined;
    for (; node !== 0; node = this.steps.first(node)) parts.push(this.codes.value(this.steps.second(node)));
    return parts.reverse();
  }

  clear(): void {
    if (this.endOf.length === 0) return;
    this.steps.clear();
    this.codes.clear();
    this.slotAt.length = this.branches.length = 1;
    this.free.length = this.endOf.length = 0;
  }

  private branch(from: number, part: unknown): number {
    const node = this.free.pop() ?? this.slotAt.length;
    this.steps.add(from, this.codes.hold(part), node);
    this.slotAt[node] = this.branches[node] = 0;
    this.branches[from]!++;
    return node;
  }

  private prune(node: number): number {
    const from = this.steps.first(node);
    this.codes.release(this.steps.second(node));
    this.steps.remove(node);
    this.free.push(node);
    this.branches[from]!--;
    return from;
  }
}
