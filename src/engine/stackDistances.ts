/** How many requests there is room for at first, a multiple of 32: most caches are asked for few keys. */
const FIRST_ROOM = 512;

/** For how many keys there is room at first. */
const FIRST_KEYS = 256;

/** How many bits of a word are one. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * How many entries an LRU cache needs to answer each request: how many different keys were asked for since the last
 * request for the same one, itself counted (R. L. Mattson et al., 1970; B. T. Bennett and V. J. Kruskal, 1975). Keys
 * are numbers from 0 that leave no large gaps.
 *
 * Time is a row of bits, a 1 where a key was asked for last. To know how many lie behind one of them, ones are counted:
 * those of its word, and those of the words before from a Fenwick tree over words. The word that is being written is
 * not in the tree yet, so that a request for what was asked for just now touches two words and nothing else. Where the
 * row is full only the ones are kept: O(log n) for a request, n the keys that are known.
 */
export class StackDistances {
  /** Requests so far. */
  requests = 0;
  /** How many keys are known at the moment: those asked for and not forgotten. */
  known = 0;
  private position = 0;
  private room = 0;
  private bits!: Int32Array<ArrayBuffer>;
  /** Ones in the words that are written to their end, as a Fenwick tree from 1. */
  private tree!: Int32Array<ArrayBuffer>;
  /** By position, the key that was asked for then. */
  private who!: Int32Array<ArrayBuffer>;
  /** By key, the position of its last request; -1 where it is not known. */
  private last = new Int32Array(FIRST_KEYS).fill(-1);
  /** By distance, how many requests had it; at 0 those for a key that was not known. Always longer than `known`. */
  private counts = new Float64Array(FIRST_KEYS + 1);

  constructor() {
    this.makeRoom(FIRST_ROOM);
  }

  /** The distance of this request: 1 where the key was the last one asked for, `Infinity` where it is not known. */
  request(key: number): number {
    if (this.position === this.room) this.compact();
    if (key >= this.last.length) this.learn(key);
    const before = this.last[key]!;
    let distance = 0;
    if (before < 0) this.come();
    else {
      distance = this.distanceOf(before);
      this.erase(before);
    }
    this.counts[distance]!++;
    this.write(key);
    this.requests++;
    return distance === 0 ? Infinity : distance;
  }

  /** Takes in the first `count` of some requests. The same as `request` of each, about twice as quick. */
  push(keys: Int32Array, count = keys.length): void {
    for (let at = 0; at < count;) {
      if (this.position === this.room) this.compact();
      const end = Math.min(count, at + this.room - this.position);
      this.run(keys, at, end);
      at = end;
    }
    this.requests += count;
  }

  /** A key has left the cache for another reason than room: its next request misses at any size. */
  forget(key: number): void {
    const before = this.last[key] ?? -1;
    if (before < 0) return;
    this.erase(before);
    this.last[key] = -1;
    this.known--;
  }

  /** All of them have. */
  clear(): void {
    this.last.fill(-1);
    this.known = this.position = 0;
    this.bits.fill(0);
    this.tree.fill(0);
  }

  /** By distance, how many requests had it, up to now; at 0 those that had none. */
  histogram(): Float64Array {
    let { length } = this.counts;
    while (length > 0 && this.counts[length - 1] === 0) length--;
    return this.counts.slice(0, length);
  }

  /** As `request`, without leaving the loop: this is what a curve over millions of requests spends its time in. */
  private run(keys: Int32Array, from: number, to: number): void {
    let { last, counts, position } = this;
    const { bits, tree, who } = this;
    const words = bits.length;
    for (let at = from; at < to; at++) {
      const key = keys[at]!;
      const word = position >>> 5;
      if (key >= last.length) {
        this.learn(key);
        ({ last } = this);
      }
      const before = last[key]!;
      if (before < 0) {
        this.come();
        ({ counts } = this);
        counts[0]!++;
      } else {
        const its = before >>> 5;
        const bit = 1 << (before & 31);
        const old = bits[its]!;
        bits[its] = old & ~bit;
        if (its === word) counts[ones(old & -bit)]!++;
        else {
          let below = ones(old & (bit - 1));
          for (let i = its; i > 0; i &= i - 1) below += tree[i]!;
          counts[this.known - below]!++;
          for (let i = its + 1; i <= words; i += i & -i) tree[i]!--;
        }
      }
      bits[word]! |= 1 << (position & 31);
      last[key] = position;
      who[position++] = key;
      if ((position & 31) === 0) this.complete(word);
    }
    this.position = position;
  }

  private distanceOf(before: number): number {
    const its = before >>> 5;
    const bit = 1 << (before & 31);
    const word = this.bits[its]!;
    if (its === this.position >>> 5) return ones(word & -bit);
    let below = ones(word & (bit - 1));
    for (let i = its; i > 0; i &= i - 1) below += this.tree[i]!;
    return this.known - below;
  }

  private erase(before: number): void {
    const { bits, tree } = this;
    const its = before >>> 5;
    bits[its]! &= ~(1 << (before & 31));
    if (its < this.position >>> 5) for (let i = its + 1; i <= bits.length; i += i & -i) tree[i]!--;
  }

  private write(key: number): void {
    const word = this.position >>> 5;
    this.bits[word]! |= 1 << (this.position & 31);
    this.last[key] = this.position;
    this.who[this.position++] = key;
    if ((this.position & 31) === 0) this.complete(word);
  }

  /** A word is full: the tree learns of it. */
  private complete(word: number): void {
    const { bits, tree } = this;
    const count = ones(bits[word]!);
    for (let i = word + 1; i <= bits.length; i += i & -i) tree[i]! += count;
  }

  /** One more key is known. */
  private come(): void {
    if (++this.known < this.counts.length) return;
    const longer = new Float64Array(this.counts.length * 2);
    longer.set(this.counts);
    this.counts = longer;
  }

  private learn(key: number): void {
    const { last } = this;
    this.last = new Int32Array(Math.max(key + 1, last.length * 2)).fill(-1, last.length);
    this.last.set(last);
  }

  private makeRoom(positions: number): void {
    this.room = positions;
    this.bits = new Int32Array(positions >>> 5);
    this.tree = new Int32Array((positions >>> 5) + 1);
    this.who = new Int32Array(positions);
  }

  /** Lets go of all positions that hold no last request. At least half of the room is free then. */
  private compact(): void {
    const { last, who: old, room } = this;
    if (this.known * 2 > room) this.makeRoom(room * 2);
    const { bits, tree, who } = this;
    let size = 0;
    for (let at = 0; at < room; at++) {
      const key = old[at]!;
      if (last[key] !== at) continue;
      who[size] = key;
      last[key] = size++;
    }
    const full = size >>> 5;
    bits.fill(0);
    bits.fill(-1, 0, full);
    if (size & 31) bits[full] = (1 << (size & 31)) - 1;
    tree.fill(0);
    tree.fill(32, 1, full + 1);
    for (let i = 1; i <= bits.length; i++) {
      const above = i + (i & -i);
      if (above <= bits.length) tree[above]! += tree[i]!;
    }
    this.position = size;
  }
}
