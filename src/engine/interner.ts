/* eslint-disable @typescript-eslint/no-non-null-assertion -- every slot and position read here was written before */
/**
 * Gives every value in use an integer, so that a list of arguments becomes a list of integers. Equal values (by
 * SameValueZero) share one integer; a value that nobody holds any more is forgotten.
 */
export class Interner {
  private readonly codes = new Map<unknown, number>();
  private readonly valueOf: unknown[] = [];
  private readonly holders: number[] = [];
  private readonly free: number[] = [];

  /** The code of a value that is held, −1 where nobody holds it. */
  find(value: unknown): number {
    return this.codes.get(value) ?? -1;
  }

  /** The code of a value, which is held once more from now on. */
  hold(value: unknown): number {
    let code = this.find(value);
    if (code < 0) {
      code = this.free.pop() ?? this.holders.length;
      this.codes.set(value, code);
      this.valueOf[code] = value;
      this.holders[code] = 0;
    }
    this.holders[code] = this.holders[code]! + 1;
    return code;
  }

  /** Ends one hold of a code. */
  release(code: number): void {
    const left = this.holders[code]! - 1;
    this.holders[code] = left;
    if (left > 0) return;
    this.codes.delete(this.valueOf[code]);
    this.valueOf[code] = undefined;
    this.free.push(code);
  }

  clear(): void {
    this.codes.clear();
    this.valueOf.length = this.holders.length = this.free.length = 0;
  }
}
