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
  /** A bit for each position, which is a request: 1 where it is the last one for its key. */
  private bits = new Int32Array(FIRST_ROOM >>> 5);
  /** Ones in the words that are written to their end, as a Fenwick tree from 1. */
  private tree = new Int32Array((FIRST_ROOM >>> 5) + 1);
  /** By position, the key that was asked for. */
  private who = new Int32Array(FIRST_ROOM);
  /** By key, the position of its last request; -1 where it is not known. */
  private last = new Int32Array(FIRST_KEYS).fill(-1);
  /** By distance, how many requests had it; at 0 those for a key that was not known. One more than there are keys. */
  private counts = new Float64Array(FIRST_KEYS + 1);
  /** The distance of the last request; 0 where its key was not known. */
  private latest = 0;
  private readonly one = new Int32Array(1);

  /** The distance of this request: 1 where the key was the last one asked for, `Infinity` where it is not known. */
  request(key: number): number {
    this.one[0] = key;
    this.push(this.one);
    return this.latest || Infinity;
  }

  /** Takes in requests. */
  push(keys: Int32Array): void {
    this.fit(keys);
    for (let at = 0; at < keys.length;) {
      if (this.position === this.who.length) this.compact();
      const end = Math.min(keys.length, at + this.who.length - this.position);
      this.run(keys, at, end);
      at = end;
    }
    this.requests += keys.length;
  }

  /** A key has left the cache for another reason than room: its next request misses at any size. */
  forget(key: number): void {
    const { bits, tree, last } = this;
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
    this.last.fill(-1);
    this.bits.fill(0);
    this.tree.fill(0);
    this.known = this.position = 0;
  }

  /** By distance, how many requests had it, up to now; at 0 those that had none. */
  histogram(): Float64Array {
    const { counts } = this;
    let { length } = counts;
    while (length > 0 && counts[length - 1] === 0) length--;
    return counts.slice(0, length);
  }

  /** Takes in requests for which there is room. */
  private run(keys: Int32Array, from: number, to: number): void {
    const { bits, tree, who, last, counts } = this;
    const words = bits.length;
    let { position, known } = this;
    let distance = 0;
    for (let at = from; at < to; at++) {
      const key = keys[at]!;
      const word = position >>> 5;
      const old = last[key]!;
      if (old < 0) {
        known++;
        distance = 0;
      } else {
        const its = old >>> 5;
        const bit = 1 << (old & 31);
        const around = bits[its]!;
        bits[its] = around & ~bit;
        if (its === word) distance = ones(around & -bit);
        else {
          let below = ones(around & (bit - 1));
          for (let i = its; i > 0; i &= i - 1) below += tree[i]!;
          distance = known - below;
          for (let i = its + 1; i <= words; i += i & -i) tree[i]!--;
        }
      }
      counts[distance]!++;
      bits[word]! |= 1 << (position & 31);
      last[key] = position;
      who[position++] = key;
      if ((position & 31) !== 0) continue;
      const full = ones(bits[word]!);
      for (let i = word + 1; i <= words; i += i & -i) tree[i]! += full;
    }
    this.position = position;
    this.known = known;
    this.latest = distance;
  }

  /** Makes room for all of these keys. */
  private fit(keys: Int32Array): void {
    const { length } = this.last;
    let most = 0;
    for (const key of keys) if (key > most) most = key;
    if (most < length) return;
    const room = Math.max(most + 1, length * 2);
    const last = new Int32Array(room).fill(-1);
    const counts = new Float64Array(room + 1);
    last.set(this.last);
    counts.set(this.counts);
    [this.last, this.counts] = [last, counts];
  }

  /** Lets go of all positions that hold no last request. At least half of the room is free then. */
  private compact(): void {
    const { bits, last } = this;
    let { who } = this;
    if (this.known * 2 > who.length) who = new Int32Array(who.length * 2);
    let size = 0;
    for (let at = 0; at < bits.length; at++)
      for (let word = bits[at]!; word !== 0; word &= word - 1) {
        const key = this.who[32 * at + 31 - Math.clz32(word & -word)]!;
        who[size] = key;
        last[key] = size++;
      }
    this.who = who;
    this.writeOnes(size);
    this.position = size;
  }

  /** Writes the row anew: so many ones and nothing else. */
  private writeOnes(count: number): void {
    const words = this.who.length >>> 5;
    if (words > this.bits.length) {
      this.bits = new Int32Array(words);
      this.tree = new Int32Array(words + 1);
    }
    const { bits, tree } = this;
    const full = count >>> 5;
    bits.fill(0);
    bits.fill(-1, 0, full);
    if (count & 31) bits[full] = (1 << (count & 31)) - 1;
    tree.fill(0);
    tree.fill(32, 1, full + 1);
    for (let i = 1; i <= words; i++) {
      const above = i + (i & -i);
      if (above <= words) tree[above]! += tree[i]!;
    }
  }
}
