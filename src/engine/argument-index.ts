import { Interner } from './interner.ts';
import { KeyIndex } from './key-index.ts';
import type { SlotIndex } from './store.ts';

/** Arguments → slot: in order, and their number. One argument is its own key; others become a list of codes. */
export class ArgumentIndex implements SlotIndex {
  private readonly single = new KeyIndex();
  private readonly slotOf = new Map<string, number>();
  private readonly codesOf: (readonly number[] | undefined)[] = [];
  private readonly interner = new Interner();

  /** The slot of a list of arguments, 0 when absent. */
  find(parts: readonly unknown[]): number {
    if (parts.length === 1) return this.single.find(parts[0]);
    return this.slotOf.get(parts.map((part) => this.interner.find(part)).join()) ?? 0;
  }

  add(parts: readonly unknown[], slot: number): void {
    if (parts.length === 1) {
      this.single.add(parts[0], slot);
      return;
    }
    const codes = parts.map((part) => this.interner.hold(part));
    this.slotOf.set(codes.join(), slot);
    this.codesOf[slot] = codes;
  }

  remove(slot: number): void {
    const codes = this.codesOf[slot];
    if (!codes) {
      this.single.remove(slot);
      return;
    }
    this.slotOf.delete(codes.join());
    this.codesOf[slot] = undefined;
    for (const code of codes) this.interner.release(code);
  }

  clear(): void {
    this.single.clear();
    this.slotOf.clear();
    this.interner.clear();
    this.codesOf.length = 0;
  }
}
