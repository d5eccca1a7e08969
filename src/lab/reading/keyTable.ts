const FIRST_ROOM = 1024;

/**
 * Numbers keys from 0 in the order in which they come. A key is known by two numbers of 32 bits: the hash of a text, or
 * a whole number itself. Texts are not compared: among a hundred million, two share both numbers in about one file of
 * three thousand. The seed is another for each reading, so that nobody can write a file whose keys all fall together.
 *
 * It holds at most `most` keys. When it is full it goes over to a sample: half of the keys are forgotten, chosen by
 * their hash, and keys of that half are set aside from then on; and again whenever it is full. So each key is in the
 * sample or not from the first request to the last, as SHARDS has it (Waldspurger et al., FAST 2015).
 */
export class KeyTable {
  /** How many keys it holds. */
  private size = 0;
  /** Entry + 1 at a place; 0 where the place is empty. At most half of the places are taken. */
  private places = new Int32Array(2 * FIRST_ROOM);
  /** By entry, the two numbers of its key. */
  private lanes = new Int32Array(2 * FIRST_ROOM);
  /** By entry, the number that its key got; where no key was forgotten it is the entry itself. */
  private numbers: Int32Array | undefined;
  private given = 0;
  private kept: number;

  /** `rate` is the part of all keys that it takes at first. */
  constructor(
    private readonly seed: number,
    private readonly most: number = 2 ** 30,
    rate = 1,
  ) {
    this.kept = rate * 2 ** 32;
  }

  /** How many numbers were given: one to each key that was ever in the sample. */
  get count(): number {
    return this.given;
  }

  /** The part of all keys that is in the sample; 1 where all are. */
  get rate(): number {
    return this.kept / 2 ** 32;
  }

  /** The number of a key, which is `count` as it was before where the key is new; -1 where it is set aside. */
  number(low: number, high: number): number {
    const hash = this.hash(low, high);
    if (hash >= this.kept) return -1;
    const { places, lanes } = this;
    const mask = places.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const found = places[place]! - 1;
      if (found < 0) return this.add(place, low, high);
      if (lanes[2 * found] === low && lanes[2 * found + 1] === high) return this.numbers?.[found] ?? found;
    }
  }

  /** The numbers of the keys that are in the sample, rising. */
  sampled(): Int32Array {
    return this.numbers?.slice(0, this.size) ?? Int32Array.from({ length: this.size }, (_, entry) => entry);
  }

  /** 32 bits that each key has as by chance. */
  private hash(low: number, high: number): number {
    let mixed = Math.imul(low ^ this.seed, 0x9e3779b1) ^ Math.imul(high + this.seed, 0x85ebca77);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  private add(place: number, low: number, high: number): number {
    if (this.size === this.most) {
      this.halve();
      return this.number(low, high);
    }
    const entry = this.size++;
    this.places[place] = this.size;
    if (2 * entry === this.lanes.length) {
      this.lanes = grown(this.lanes);
      if (this.numbers) this.numbers = grown(this.numbers);
    }
    this.lanes[2 * entry] = low;
    this.lanes[2 * entry + 1] = high;
    if (this.numbers) this.numbers[entry] = this.given;
    if (2 * this.size > this.places.length) this.places = this.spread(2 * this.places.length);
    return this.given++;
  }

  private halve(): void {
    const { lanes } = this;
    const numbers = (this.numbers ??= Int32Array.from({ length: lanes.length / 2 }, (_, entry) => entry));
    this.kept /= 2;
    let left = 0;
    for (let entry = 0; entry < this.size; entry++) {
      const [low, high] = [lanes[2 * entry]!, lanes[2 * entry + 1]!];
      if (this.hash(low, high) >= this.kept) continue;
      lanes[2 * left] = low;
      lanes[2 * left + 1] = high;
      numbers[left++] = numbers[entry]!;
    }
    this.size = left;
    this.places = this.spread(this.places.length);
  }

  private spread(room: number): Int32Array<ArrayBuffer> {
    const places = new Int32Array(room);
    const mask = room - 1;
    for (let entry = 0; entry < this.size; entry++) {
      let place = this.hash(this.lanes[2 * entry]!, this.lanes[2 * entry + 1]!) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = entry + 1;
    }
    return places;
  }
}

function grown(full: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * full.length);
  larger.set(full);
  return larger;
}
