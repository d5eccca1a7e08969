const FIRST_ROOM = 1024;

/** How a table of keys begins, and how much it may hold. */
export interface KeyTableOptions {
  /** Where the hash begins. */
  readonly seed: number;
  /** The most keys that it holds; without it, all that come. */
  readonly most?: number | undefined;
  /** The most keys of a sample, once some were forgotten; as many as before where it is not said. */
  readonly sampled?: number | undefined;
  /** The part of all keys that it takes at first. Default 1. */
  readonly rate?: number | undefined;
  /** Is told the new number of each key where some are forgotten, by its old one; -1 of those. They rise. */
  readonly onNarrow?: ((numbers: Int32Array) => void) | undefined;
}

/**
 * Numbers keys from 0 in the order in which they come. A key is known by two numbers of 32 bits: the hash of a text, or
 * a whole number itself. Texts are not compared: among a hundred million, two share both numbers in about one file of
 * three thousand. The seed is another for each reading, so that nobody can write a file whose keys all fall together.
 *
 * It holds at most `most` keys. When it is full it goes over to a sample: half of the keys are forgotten, chosen by
 * their hash, and keys of that half are set aside from then on; and again whenever it is full. So each key is in the
 * sample or not from the first request to the last, as SHARDS has it (Waldspurger et al., FAST 2015). Those that are
 * left are numbered anew, without gaps, and `onNarrow` is told.
 */
export class KeyTable {
  /** How many keys have a number. */
  count = 0;
  /** How often half of the keys were forgotten. */
  level = 0;
  /** Entry + 1 at a place; 0 where the place is empty. At most half of the places are taken. */
  private places = new Int32Array(2 * FIRST_ROOM);
  /** By key, its two numbers. */
  private lanes = new Int32Array(2 * FIRST_ROOM);
  private readonly seed: number;
  private readonly first: number;
  /** A key whose hash is not below it is set aside. */
  private limit: number;
  private most: number;
  private readonly sampled: number;
  private readonly onNarrow: (numbers: Int32Array) => void;

  constructor({ seed, most = Infinity, sampled = most, rate = 1, onNarrow }: KeyTableOptions) {
    this.seed = seed;
    this.first = rate;
    this.limit = rate * 2 ** 32;
    this.most = most;
    this.sampled = Math.max(1, Math.floor(sampled));
    this.onNarrow = onNarrow ?? (() => undefined);
  }

  /** The part of all keys that is in the sample; 1 where all are. */
  get rate(): number {
    return this.first * 2 ** -this.level;
  }

  /** The number of a key, which is `count` as it was before where the key is new; -1 where it is set aside. */
  number(low: number, high: number): number {
    const { places, lanes } = this;
    const hash = this.hash(low, high);
    if (hash >= this.limit) return -1;
    const mask = places.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const found = places[place]! - 1;
      if (found < 0) return this.add(place, low, high);
      if (lanes[2 * found] === low && lanes[2 * found + 1] === high) return found;
    }
  }

  /** How often a key stays when half of the keys are forgotten: by the first bits of its hash. */
  levelOf(number: number): number {
    return Math.clz32(this.hashOf(number) / this.first);
  }

  /** 32 bits that each key has as by chance. */
  hashOf(number: number): number {
    return this.hash(this.lanes[2 * number]!, this.lanes[2 * number + 1]!);
  }

  private hash(low: number, high: number): number {
    let mixed = Math.imul(low ^ this.seed, 0x9e3779b1) ^ Math.imul(high + this.seed, 0x85ebca77);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  private add(place: number, low: number, high: number): number {
    if (this.count === this.most) {
      this.narrow();
      return this.number(low, high);
    }
    const number = this.count++;
    this.places[place] = this.count;
    if (2 * number === this.lanes.length) this.lanes = grown(this.lanes);
    this.lanes[2 * number] = low;
    this.lanes[2 * number + 1] = high;
    if (2 * this.count > this.places.length) this.places = this.spread(2 * this.places.length);
    return number;
  }

  /** Forgets keys until a sample has room to grow. */
  private narrow(): void {
    this.most = this.sampled;
    const numbers = new Int32Array(this.count);
    let left: number;
    do {
      this.level++;
      left = 0;
      for (let key = 0; key < numbers.length; key++)
        numbers[key] = this.levelOf(key) < this.level ? -1 : left++;
    } while (4 * left > 3 * this.most && this.level < 31);
    this.limit = this.rate * 2 ** 32;
    this.onNarrow(numbers);
    const { lanes } = this;
    this.lanes = new Int32Array(2 * this.most);
    numbers.forEach((number, key) => {
      if (number < 0) return;
      this.lanes[2 * number] = lanes[2 * key]!;
      this.lanes[2 * number + 1] = lanes[2 * key + 1]!;
    });
    this.count = left;
    this.places = this.spread(roomFor(this.most));
  }

  private spread(room: number): Int32Array<ArrayBuffer> {
    const places = new Int32Array(room);
    const mask = room - 1;
    for (let key = 0; key < this.count; key++) {
      let place = this.hashOf(key) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = key + 1;
    }
    return places;
  }
}

/** Places for so many keys: a power of two, at most half of it taken. */
const roomFor = (keys: number): number => 2 ** Math.ceil(Math.log2(2 * keys));

function grown(full: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * full.length);
  larger.set(full);
  return larger;
}
