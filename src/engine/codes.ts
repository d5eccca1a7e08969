/** What `find` returns for a value that nobody holds. No value has this code. */
export const noCode = -0x80000000;

/**
 * Gives values int32 codes, equal values (by SameValueZero) the same. A small integer is its own code, doubled;
 * other values get odd codes as long as somebody holds them.
 */
export class Codes {
  private readonly codes = new Map<unknown, number>();
  private readonly values: unknown[] = [];
  private readonly holders: number[] = [];
  private readonly free: number[] = [];

  /** The code of a value, `noCode` where it has none. */
  find(value: unknown): number {
    if (typeof value === 'number' && (value << 1) >> 1 === value && value !== -0x40000000) return value << 1;
    return this.codes.get(value) ?? noCode;
  }

  /** The value that has a code. */
  value(code: number): unknown {
    return code & 1 ? this.values[code >> 1] : code >> 1;
  }

  /** The code of a value, which is held once more from now on. */
  hold(value: unknown): number {
    const known = this.find(value);
    if (known !== noCode) {
      if (known & 1) this.holders[known >> 1]!++;
      return known;
    }
    const id = this.free.pop() ?? this.values.length;
    this.codes.set(value, (id << 1) | 1);
    this.values[id] = value;
    this.holders[id] = 1;
    return (id << 1) | 1;
  }

  /** Ends one hold of a code. */
  release(code: number): void {
    const id = code >> 1;
    if ((code & 1) === 0 || --this.holders[id]! > 0) return;
    this.codes.delete(this.values[id]);
    this.values[id] = undefined;
    this.free.push(id);
  }

  clear(): void {
    this.codes.clear();
    this.values.length = this.holders.length = this.free.length = 0;
  }
}
