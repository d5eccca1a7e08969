/** A generator that gives the same numbers in every run and process: 0 up to, not including, 1. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Different random int32 numbers. */
export function randomInts(count: number, random: () => number): number[] {
  const ints = new Set<number>();
  while (ints.size < count) ints.add((random() * 2 ** 32) | 0);
  return [...ints];
}

/** Different texts that look like addresses of pages. */
export function randomUrls(count: number, random: () => number): string[] {
  return randomInts(count, random).map((n) => `https://example.com/articles/${n >>> 0}?page=${n & 7}`);
}

/** `count` picks from a list, each item as likely as the other. */
export function picks<T>(count: number, items: readonly T[], random: () => number): T[] {
  return Array.from({ length: count }, () => items[Math.floor(random() * items.length)]!);
}

/** `count` picks from a list by Zipf's law with exponent 0.99: the first items are by far the most popular. */
export function zipf<T>(count: number, items: readonly T[], random: () => number): T[] {
  const sums: number[] = [];
  let sum = 0;
  items.forEach((_, i) => sums.push((sum += 1 / (i + 1) ** 0.99)));
  const rank = (at: number): number => {
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return Array.from({ length: count }, () => items[rank(random() * sum)]!);
}
