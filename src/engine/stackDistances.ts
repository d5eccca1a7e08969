/** For how many requests there is room at first, a multiple of 32: most caches are asked for few keys. */
const FIRST_ROOM = 512;

/** For how many keys there is room at first. */
const FIRST_KEYS = 256;

/** How many bits of a word are one. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** What distances are counted in. */
export interface DistanceArrays {
  /** A bit for each position, which is a request: 1 where it is the last one for its key. */
  readonly bits: Int32Array;
  /** Ones in the words that are written to their end, as a Fenwick tree from 1. */
  readonly tree: Int32Array;
  /** By position, the key that was asked for. */
  readonly who: Int32Array;
  /** By key, the position of its last request; -1 where it is not known. */
  readonly last: Int32Array;
  /** By distance, how many requests had it; at 0 those for a key that was not known. One more than there are keys. */
  readonly counts: Float64Array;
}

/** Where the arrays lie, and who goes through many requests at once. */
export interface DistanceGround {
  readonly arrays: DistanceArrays;
  /** Makes room for more keys or more positions; what is in the arrays stays. New keys are not known. */
  resize(keys: number, positions: number): void;
  /** Takes in requests, for which there is room, from a position on. Returns how many keys are known then. */
  run(keys: Int32Array, position: number, known: number): number;
}

/** Arrays of their own, and a loop in JavaScript. */
class PlainGround implements DistanceGround {
  arrays: DistanceArrays = {
    bits: new Int32Array(0),
    tree: new Int32Array(1),
    who: new Int32Array(0),
    last: new Int32Array(0),
    counts: new Float64Array(1),
  };

  resize(keys: number, positions: number): void {
    const { bits, tree, who, last, counts } = this.arrays;
    const longer = <T extends Int32Array | Float64Array>(array: T, made: T): T => {
      if (made.length <= array.length) return array;
      made.set(array);
      return made;
    };
    this.arrays = {
      bits: longer(bits, new Int32Array(positions >>> 5)),
      tree: longer(tree, new Int32Array((positions >>> 5) + 1)),
      who: longer(who, new Int32Array(positions)),
      last: longer(last, new Int32Array(keys).fill(-1)),
      counts: longer(counts, new Float64Array(keys + 1)),
    };
  }

  run(keys: Int32Array, from: number, before: number): number {
    const { bits, tree, who, last, counts } = this.arrays;
    const words = bits.length;
    let [position, known] = [from, before];
    for (const key of keys) {
      const word = position >>> 5;
      const old = last[key]!;
      if (old < 0) {
        known++;
        counts[0]!++;
      } else {
        const its = old >>> 5;
        const bit = 1 << (old & 31);
        const around = bits[its]!;
        bits[its] = around & ~bit;
        if (its === word) counts[ones(around & -bit)]!++;
        else {
          let below = ones(around & (bit - 1));
          for (let i = its; i > 0; i &= i - 1) below += tree[i]!;
          counts[known - below]!++;
          for (let i = its + 1; i <= words; i += i & -i) tree[i]!--;
        }
      }
      bits[word]! |= 1 << (position & 31);
      last[key] = position;
      who[position++] = key;
      if ((position & 31) !== 0) continue;
      const full = ones(bits[word]!);
      for (let i = word + 1; i <= words; i += i & -i) tree[i]! += full;
    }
    return known;
  }
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
  private readonly one = new Int32Array(1);

  constructor(private readonly ground: DistanceGround = new PlainGround()) {
    ground.resize(FIRST_KEYS, FIRST_ROOM);
  }

  /** The distance of this request: 1 where the key was the last one asked for, `Infinity` where it is not known. */
  request(key: number): number {
    const distance = this.distanceOf(key);
    this.one[0] = key;
    this.push(this.one);
    return distance;
  }

  /** Takes in requests. */
  push(keys: Int32Array): void {
    this.fit(keys);
    for (let at = 0; at < keys.length;) {
      if (this.position === this.room) this.compact();
      const end = Math.min(keys.length, at + this.room - this.position);
      const some = end - at === keys.length ? keys : keys.subarray(at, end);
      this.known = this.ground.run(some, this.position, this.known);
      this.position += end - at;
      at = end;
    }
    this.requests += keys.length;
  }

  /** A key has left the cache for another reason than room: its next request misses at any size. */
  forget(key: number): void {
    const { bits, tree, last } = this.ground.arrays;
    const before = last[key] ?? -1;
    if (before < 0) return;
    const its = before >>> 5;
    bits[its]! &= ~(1 << (before & 31));
    if (its < this.position >>> 5) for (let i = its + 1; i <= bits.length; i += i & -i) tree[i]!--;
    last[key] = -1;
    this.known--;
  }

  /** All of them have. */
  clear(): void {
    const { bits, tree, last } = this.ground.arrays;
    last.fill(-1);
    bits.fill(0);
    tree.fill(0);
    this.known = this.position = 0;
  }

  /** By distance, how many requests had it, up to now; at 0 those that had none. */
  histogram(): Float64Array {
    const { counts } = this.ground.arrays;
    let { length } = counts;
    while (length > 0 && counts[length - 1] === 0) length--;
    return counts.slice(0, length);
  }

  private get room(): number {
    return this.ground.arrays.who.length;
  }

  private distanceOf(key: number): number {
    const { bits, tree, last } = this.ground.arrays;
    const before = last[key] ?? -1;
    if (before < 0) return Infinity;
    const its = before >>> 5;
    const bit = 1 << (before & 31);
    if (its === this.position >>> 5) return ones(bits[its]! & -bit);
    let below = ones(bits[its]! & (bit - 1));
    for (let i = its; i > 0; i &= i - 1) below += tree[i]!;
    return this.known - below;
  }

  /** Makes room for all of these keys. */
  private fit(keys: Int32Array): void {
    const { length } = this.ground.arrays.last;
    let most = 0;
    for (const key of keys) if (key > most) most = key;
    if (most >= length) this.ground.resize(Math.max(most + 1, length * 2), this.room);
  }

  /** Lets go of all positions that hold no last request. At least half of the room is free then. */
  private compact(): void {
    const { last, who } = this.ground.arrays;
    let size = 0;
    for (let at = 0; at < who.length; at++) {
      const key = who[at]!;
      if (last[key] !== at) continue;
      who[size] = key;
      last[key] = size++;
    }
    if (this.known * 2 > this.room) this.ground.resize(last.length, this.room * 2);
    this.writeOnes(size);
    this.position = size;
  }

  /** Writes the row anew: so many ones and nothing else. */
  private writeOnes(count: number): void {
    const { bits, tree } = this.ground.arrays;
    const full = count >>> 5;
    bits.fill(0);
    bits.fill(-1, 0, full);
    if (count & 31) bits[full] = (1 << (count & 31)) - 1;
    tree.fill(0);
    tree.fill(32, 1, full + 1);
    for (let i = 1; i <= bits.length; i++) {
      const above = i + (i & -i);
      if (above <= bits.length) tree[above]! += tree[i]!;
    }
  }
}
