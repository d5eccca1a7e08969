import { without, type Model } from './model.ts';

/** Counts in four rows of sixteen-fold nibbles, one block of 64-bit words, with the arithmetic of Caffeine's sketch. */
class Sketch {
  private readonly words: bigint[];
  private size = 0;

  constructor(private readonly maxsize: number) {
    let length = 8;
    while (length < maxsize && maxsize !== Infinity) length *= 2;
    this.words = new Array<bigint>(length).fill(0n);
  }

  frequency(key: number): number {
    return Math.min(...this.cells(key).map(([word, shift]) => Number((this.words[word]! >> shift) & 15n)));
  }

  increment(key: number): void {
    let added = false;
    for (const [word, shift] of this.cells(key)) {
      if (((this.words[word]! >> shift) & 15n) === 15n) continue;
      this.words[word]! += 1n << shift;
      added = true;
    }
    if (added && ++this.size === 10 * this.maxsize) this.reset();
  }

  private reset(): void {
    let odd = 0;
    this.words.forEach((word, i) => {
      odd += (word & 0x1111111111111111n).toString(2).replaceAll('0', '').length;
      this.words[i] = (word >> 1n) & 0x7777777777777777n;
    });
    this.size = Math.floor((this.size - Math.floor(odd / 4)) / 2);
  }

  /** The word and the shift of the four counters of a key. */
  private cells(key: number): [number, bigint][] {
    let x = key | 0;
    x = Math.imul(x ^ (x >>> 17), 0xed5ad4bb);
    x = Math.imul(x ^ (x >>> 11), 0xac4c1b51);
    const blockHash = x ^ (x >>> 15);
    const rehashed = Math.imul(blockHash, 0x31848bab);
    const counterHash = rehashed ^ (rehashed >>> 14);
    const block = (blockHash & (this.words.length / 8 - 1)) * 8;
    return [0, 1, 2, 3].map((i) => {
      const h = counterHash >>> (8 * i);
      // A word holds 16 counters; the lowest bit chooses the word of the row. Here the row is read as 32 counters.
      const counter = h & 31;
      return [block + 2 * i + (counter >> 4), BigInt(4 * (counter & 15))];
    });
  }
}

/** W-TinyLFU as Caffeine's simulator has it: window 1 %, main SLRU with 80 % protected. */
export function windowTinyLfu(maxsize: number): Model {
  const [window, probation, guarded]: [number[], number[], number[]] = [[], [], []];
  const sketch = new Sketch(maxsize);
  const main = Math.floor(maxsize * 0.99);
  let counted = false;
  return {
    insert(key) {
      if (!counted) sketch.increment(key);
      counted = false;
      window.push(key);
      if (window.length > maxsize - main) probation.push(window.shift()!);
    },
    hit(key) {
      sketch.increment(key);
      const segment = window.includes(key) ? window : guarded;
      for (const list of [window, probation, guarded]) without(list, key);
      segment.push(key);
      while (guarded.length > Math.floor(main * 0.8)) probation.push(guarded.shift()!);
    },
    evict(incoming) {
      sketch.increment(incoming);
      counted = true;
      const candidate = window.shift()!;
      if (probation.length === 0) return candidate;
      const victim = probation.shift()!;
      if (sketch.frequency(candidate) > sketch.frequency(victim)) {
        probation.push(candidate);
        return victim;
      }
      probation.unshift(victim);
      return candidate;
    },
    remove(key) {
      for (const list of [window, probation, guarded]) without(list, key);
    },
    keys: () => [...window, ...probation, ...guarded],
  };
}

/** Random replacement with the generator mulberry32 from seed 1; a gap is filled with the last. */
export function random(): Model {
  const list: number[] = [];
  let state = 1;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const take = (at: number): number => {
    const key = list[at]!;
    const last = list.pop()!;
    if (at < list.length) list[at] = last;
    return key;
  };
  return {
    insert: (key) => void list.push(key),
    hit: () => undefined,
    evict: () => take(Math.floor(roll() * list.length)),
    remove: (key) => void take(list.indexOf(key)),
    keys: () => [...list],
  };
}
