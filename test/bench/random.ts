import { Dice } from '../../src/engine/dice.ts';
import { zipfRanks } from '../../src/engine/workloads/zipf.ts';

/** A generator that gives the same numbers in every run and process: 0 up to, not including, 1. */
export function createRandom(seed: number): () => number {
  const dice = new Dice(seed);
  return () => dice.roll();
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
  const rank = zipfRanks(items.length, 0.99, { roll: random });
  return Array.from({ length: count }, () => items[rank()]!);
}
