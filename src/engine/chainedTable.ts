import { systemClock } from './clock.ts';
import { firstLength, grown } from './growth.ts';

let seed = 0; // only speed

/**
 * A factor for multiplicative hashing: odd, near 2³² divided by the golden ratio, which spreads runs of integers
 * evenly, and different for every table, so that nobody can prepare keys that all collide.
 */
function nextMultiplier(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223 + systemClock.now() * 1000) | 0; // only speed
  return 0x9e370000 | ((seed >>> 8) & 0xffff) | 1; // only speed
}

/** How long the arrays of a table are at first: full length in small caches only, because it may stay empty. */
export function firstRoom(limit: number): number {
  return firstLength(limit, 256);
}

/** Longer tables are given back when they are cleared, shorter ones are wiped: that is cheaper than making new ones. */
const keepUpTo = 4096;

/**
 * Empty chains for so many slots: eight times as many as slots while that fits into a processor's own cache (256 KiB),
 * because a lookup that finds its key at once is twice as fast as one that must look further; else at least twice as
 * many. Always a power of two.
 */
function chainsFor(slots: number): Int32Array<ArrayBuffer> {
  const wanted = Math.max(2 * slots, Math.min(8 * slots, 65536)); // only speed
  return new Int32Array(2 ** Math.ceil(Math.log2(wanted)));
}

/**
 * A hash table of slots by chaining: `heads` has the first slot of every chain, `next` the slot behind each slot; 0
 * ends a chain. The keys themselves are kept by slot in the subclasses, and say which chain a slot belongs to.
 */
export abstract class ChainedTable {
  protected heads: Int32Array<ArrayBuffer>;
  protected next: Int32Array<ArrayBuffer>;
  protected shift: number;
  protected readonly multiplier = nextMultiplier();
  private count = 0; // only speed

  /** `limit` is the most slots that will ever be in use at once. */
  constructor(protected readonly limit: number) {
    this.next = new Int32Array(firstRoom(limit));
    this.heads = chainsFor(this.next.length - 1); // only speed
    this.shift = Math.clz32(this.heads.length - 1);
  }

  /** The chain of the key in `slot`. */
  protected abstract chain(slot: number): number;

  /** Whether this slot is in the table. */
  has(slot: number): boolean {
    if (this.count === 0) return false; // only speed
    let at = this.heads[this.chain(slot)]!;
    while (at !== 0 && at !== slot) at = this.next[at]!;
    return at !== 0;
  }

  /** Takes a slot out. Returns whether it was in. */
  remove(slot: number): boolean {
    if (this.count === 0) return false; // only speed
    const chain = this.chain(slot);
    const head = this.heads[chain]!;
    if (head === slot) this.heads[chain] = this.next[slot]!;
    else if (!this.unlink(slot, head)) return false;
    this.count--; // only speed
    return true;
  }

  clear(): void {
    const large = this.heads.length > keepUpTo; // only speed
    if (large) this.shrink();
    else this.empty();
  }

  /** Takes all slots out, and keeps the room for as many. */
  empty(): void {
    if (this.count > 0) this.heads.fill(0);
    this.count = 0; // only speed
  }

  /** Puts in a slot whose key is known by now. */
  protected link(slot: number): void {
    const chain = this.chain(slot);
    this.next[slot] = this.heads[chain]!;
    this.heads[chain] = slot;
    this.count++;
  }

  /** Makes room for `slot`. */
  protected grow(slot: number): void {
    const { heads, next } = this;
    this.next = grown(next, slot, this.limit);
    this.spread();
    for (const head of heads) for (let at = head; at !== 0; at = next[at]!) this.link(at);
  }

  private shrink(): void {
    this.next = new Int32Array(firstRoom(this.limit));
    this.spread();
  }

  /** Begins again with as many chains as there is room for slots. */
  private spread(): void {
    this.heads = chainsFor(this.next.length - 1); // only speed
    this.shift = Math.clz32(this.heads.length - 1);
    this.count = 0;
  }

  /** Takes a slot out of its chain, where it is not at the head. Returns whether it was in. */
  private unlink(slot: number, head: number): boolean {
    const { next } = this;
    let at = head;
    while (at !== 0 && next[at] !== slot) at = next[at]!;
    if (at === 0) return false;
    next[at] = next[slot]!;
    return true;
  }
}
