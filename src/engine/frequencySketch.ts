/** Counters stop here: four bits, as in Caffeine. */
const most = 15;

/**
 * About how often each key was used lately, in a fixed space: a count-min sketch of small counters (G. Cormode and
 * S. Muthukrishnan, 2005) as Caffeine builds it. A key has four counters in one block of 128, the least of them is
 * its frequency. After ten uses per entry of the cache all counters are halved, so that old favourites fade.
 */
export class FrequencySketch {
  private counters = new Uint8Array(0);
  private additions = 0;
  private readonly sample: number;

  constructor(private readonly maxsize: number) {
    this.sample = 10 * maxsize;
  }

  /** The estimated number of uses of a key, 0 to 15. */
  frequency(fingerprint: number): number {
    const [block, hash] = this.locate(fingerprint);
    let least = most;
    for (let i = 0; i < 4; i++) least = Math.min(least, this.counters[position(block, hash, i)] ?? 0);
    return least;
  }

  /** Counts a use of a key. */
  increment(fingerprint: number): void {
    if (this.counters.length === 0) this.counters = new Uint8Array(blocks(this.maxsize) * 128);
    const [block, hash] = this.locate(fingerprint);
    let added = false;
    for (let i = 0; i < 4; i++) {
      const at = position(block, hash, i);
      if (this.counters[at] === most) continue;
      this.counters[at]!++;
      added = true;
    }
    if (added && ++this.additions === this.sample) this.age();
  }

  clear(): void {
    this.counters.fill(0);
    this.additions = 0;
  }

  private age(): void {
    let odd = 0;
    for (let i = 0; i < this.counters.length; i++) {
      const counter = this.counters[i]!;
      odd += counter & 1;
      this.counters[i] = counter >> 1;
    }
    this.additions = (this.additions - (odd >>> 2)) >>> 1;
  }

  private locate(fingerprint: number): [block: number, hash: number] {
    const spread = mix(mix(fold(fingerprint), 17, 0xed5ad4bb), 11, 0xac4c1b51);
    const first = spread ^ (spread >>> 15);
    const second = Math.imul(first, 0x31848bab);
    return [first & (this.counters.length / 128 - 1), second ^ (second >>> 14)];
  }
}

/** Blocks of eight times sixteen counters: sixteen counters for each entry, rounded up to a power of two. */
export function blocks(maxsize: number): number {
  const entries = maxsize === Infinity ? 8 : Math.min(Math.max(maxsize, 8), 2 ** 24);
  return 2 ** Math.ceil(Math.log2(entries)) / 8;
}

function position(block: number, hash: number, i: number): number {
  return (block << 7) + (i << 5) + ((hash >>> (i << 3)) & 31);
}

/** The part of a fingerprint that the sketch looks at. */
export function fold(fingerprint: number): number {
  return (fingerprint | 0) ^ Math.floor(fingerprint / 2 ** 32);
}

function mix(value: number, shift: number, factor: number): number {
  return Math.imul(value ^ (value >>> shift), factor);
}
