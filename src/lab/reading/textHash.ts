import { wordsOf } from './bytes.ts';

/**
 * Two hashes of 32 bits of a text, four bytes at a time, as MurmurHash3 makes them (A. Appleby, public domain): the
 * words are mixed by themselves, so that little has to wait for the word before.
 */
export class TextHash {
  low = 0;
  high = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  private words: DataView = wordsOf(this.bytes);
  private readonly first: number;
  private readonly second: number;

  /** Another seed gives other hashes. */
  constructor(seed: number) {
    this.first = seed ^ 0x811c9dc5;
    this.second = Math.imul(seed, 0x2c1b3c6d) ^ 0x9e3779b9;
  }

  /** Hashes bytes into `low` and `high`. */
  take(bytes: Uint8Array, from: number, to: number): void {
    if (bytes !== this.bytes) this.turnTo(bytes);
    const { words } = this;
    let low = this.first;
    let high = this.second;
    let at = from;
    for (; at + 4 <= to; at += 4) {
      const word = words.getInt32(at, true);
      low = joinLow(low, word);
      high = joinHigh(high, word);
    }
    let rest = 0;
    for (; at < to; at++) rest = (rest << 8) | bytes[at]!;
    // Zeros at the end are seen by the length.
    this.low = joinLow(low, rest) ^ (to - from);
    this.high = joinHigh(high, rest);
  }

  private turnTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.words = wordsOf(bytes);
  }
}

function joinLow(hash: number, word: number): number {
  let mixed = Math.imul(word, 0xcc9e2d51);
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  const joined = hash ^ mixed;
  return (Math.imul((joined << 13) | (joined >>> 19), 5) + 0xe6546b64) | 0;
}

function joinHigh(hash: number, word: number): number {
  let mixed = Math.imul(word, 0x239b961b);
  mixed = Math.imul((mixed << 16) | (mixed >>> 16), 0xab0e9789);
  const joined = hash ^ mixed;
  return (Math.imul((joined << 17) | (joined >>> 15), 5) + 0x561ccd1b) | 0;
}
