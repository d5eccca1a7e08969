const FIRST_ROOM = 1024;

/** How much of the table may be taken: where more is, a key is found after too many others. */
const MOST_TAKEN = 3 / 4;

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
  /**
   * At each place the number of a key + 1 and its two numbers, or zeros where it is empty. They stand together, as what
   * a look-up takes is waiting for the memory where they are.
   */
  private places = new Int32Array(3 * FIRST_ROOM);
  private mask = FIRST_ROOM - 1;
  /** By key, its hash. */
  private hashes = new Int32Array(FIRST_ROOM);
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
    const { places, mask } = this;
    const hash = this.hash(low, high);
    if (hash >= this.limit) return -1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const at = 3 * place;
      const found = places[at]!;
      if (found === 0) return this.add(at, hash, low, high);
      if (places[at + 1] === low && places[at + 2] === high) return found - 1;
    }
  }

  /** How often a key stays when half of the keys are forgotten: by the first bits of its hash. */
  levelOf(number: number): number {
    return Math.clz32(this.hashOf(number) / this.first);
  }

  /** 32 bits that each key has as by chance. */
  hashOf(number: number): number {
    return this.hashes[number]! >>> 0;
  }

  private hash(low: number, high: number): number {
    let mixed = Math.imul(low ^ this.seed, 0x9e3779b1) ^ Math.imul(high + this.seed, 0x85ebca77);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  private add(at: number, hash: number, low: number, high: number): number {
    if (this.count === this.most) {
      this.narrow();
      return this.number(low, high);
    }
    const number = this.count++;
    this.put(at, number, low, high);
    if (number === this.hashes.length) this.hashes = grown(this.hashes);
    this.hashes[number] = hash;
    if (this.count > MOST_TAKEN * (this.mask + 1)) this.spread(2 * (this.mask + 1));
    return number;
  }

  private put(at: number, number: number, low: number, high: number): void {
    const { places } = this;
    places[at] = number + 1;
    places[at + 1] = low;
    places[at + 2] = high;
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
    numbers.forEach((number, key) => {
      if (number >= 0) this.hashes[number] = this.hashes[key]!;
    });
    this.hashes = this.hashes.slice(0, Math.max(FIRST_ROOM, left));
    this.count = left;
    this.spread(roomFor(this.most), numbers);
  }

  /** Gives keys new places, and new numbers where there are some. Old places follow each other, and so do new ones. */
  private spread(room: number, numbers?: Int32Array): void {
    const before = this.places;
    const places = new Int32Array(3 * room);
    const mask = room - 1;
    this.places = places;
    this.mask = mask;
    for (let from = 0; from < before.length; from += 3) {
      if (before[from] === 0) continue;
      const [old, low, high] = [before[from]! - 1, before[from + 1]!, before[from + 2]!];
      const number = numbers ? numbers[old]! : old;
      if (number < 0) continue;
      let place = this.hash(low, high) & mask;
      while (places[3 * place] !== 0) place = (place + 1) & mask;
      this.put(3 * place, number, low, high);
    }
  }
}

/** Places for so many keys: a power of two, of which not too many are taken. */
const roomFor = (keys: number): number => 2 ** Math.ceil(Math.log2(keys / MOST_TAKEN + 1));

function grown(full: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(full.length + (full.length >> 1));
  larger.set(full);
  return larger;
}
