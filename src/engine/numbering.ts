import { KeyIndex } from './keyIndex.ts';

/** Numbers keys from 0, in the order in which they come for the first time; equal keys the same. */
export class Numbering {
  /** How many keys there are. */
  size = 0;
  private readonly index = new KeyIndex(Infinity);

  /** The number of a key, which is `size` as it was before where it is new. */
  numberOf(key: unknown): number {
    const slot = this.index.find(key);
    if (slot !== 0) return slot - 1;
    this.index.add(key, ++this.size);
    return this.size - 1;
  }

  /** Whether a key has a number. */
  has(key: unknown): boolean {
    return this.index.find(key) !== 0;
  }

  /** The key with a number. */
  key(number: number): unknown {
    return this.index.key(number + 1);
  }
}
