import { systemClock } from './clock.ts';

let seed = 0;

/**
 * A factor for multiplicative hashing: odd, near 2³² divided by the golden ratio, which spreads runs of integers
 * evenly, and different for every table, so that nobody can prepare keys that all collide.
 */
function nextMultiplier(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223 + systemClock.now() * 1000) | 0; // only speed
  return 0x9e370000 | ((seed >>> 8) & 0xffff) | 1;
}

/** Longer tables are given back when they are cleared, shorter ones are wiped: that is cheaper than making new ones. */
const smallest = 64;
const keepUpTo = 4096;

/**
 * Tables up to this length are at most an eighth full instead of half: 256 KiB fit into a processor's own cache, and
 * a lookup that finds its key at the first place is twice as fast as one that must look further.
 */
const roomyUpTo = 65536;

/**
 * A hash table of slots: open addressing, linear probing, at most half full. A slot stands at the `home` of its key
 * or, where that is taken, at one of the next places. Removing a slot moves those behind it up, so that no tombstones
 * remain. The keys themselves are kept by slot in the subclasses.
 */
export abstract class OpenTable {
  protected table = new Int32Array(smallest);
  protected mask = smallest - 1;
  protected shift = Math.clz32(smallest - 1);
  protected readonly multiplier = nextMultiplier();
  private count = 0;
  /** The most slots before the table grows. */
  private room = smallest / 8; // only speed

  /** The place where the key in `slot` belongs. */
  protected abstract home(slot: number): number;

  /** Whether a key was ever kept for `slot`. */
  protected abstract knows(slot: number): boolean;

  /** Whether this slot is in the table. */
  has(slot: number): boolean {
    return this.place(slot) >= 0;
  }

  /** Takes a slot out. Returns whether it was in. */
  remove(slot: number): boolean {
    let hole = this.place(slot);
    if (hole < 0) return false;
    const { table, mask } = this;
    for (let place = (hole + 1) & mask; table[place] !== 0; place = (place + 1) & mask) {
      const distance = (place - this.home(table[place]!)) & mask;
      if (distance < ((place - hole) & mask)) continue;
      table[hole] = table[place]!;
      hole = place;
    }
    table[hole] = 0;
    this.count--;
    return true;
  }

  clear(): void {
    const large = this.table.length > keepUpTo; // only speed
    if (large)
      this.resize(smallest); // only speed
    else if (this.count > 0) this.table.fill(0); // only speed
    this.count = 0;
  }

  /** Puts in a slot whose key is known by now. */
  protected link(slot: number): void {
    if (++this.count > this.room) {
      const slots = this.table;
      this.resize(slots.length * 2);
      for (const other of slots) if (other !== 0) this.settle(other);
    }
    this.settle(slot);
  }

  private settle(slot: number): void {
    let place = this.home(slot);
    while (this.table[place] !== 0) place = (place + 1) & this.mask;
    this.table[place] = slot;
  }

  private place(slot: number): number {
    if (this.count === 0 || !this.knows(slot)) return -1;
    let place = this.home(slot);
    while (this.table[place] !== slot) {
      if (this.table[place] === 0) return -1;
      place = (place + 1) & this.mask;
    }
    return place;
  }

  private resize(length: number): void {
    this.table = new Int32Array(length);
    this.mask = length - 1;
    this.shift = Math.clz32(length - 1);
    this.room = length <= roomyUpTo ? length / 8 : length / 2; // only speed
  }
}
