import type { Reuse } from './worth.ts';

/** A sample of fewer keys says too little. */
const LEAST_KEYS = 8000;

/** A cache with fewer entries in the sample says nothing of the one that it stands for. */
export const LEAST_SIZE = 100;

/** Whether a part of the keys is enough to look at. Where it is not, all requests are looked at: they are few. */
export const isEnoughToSample = (distinct: number, rate: number): boolean => distinct * rate >= LEAST_KEYS;

/**
 * Policies that are never sampled: what they keep depends on single keys, so a sample is off by a tenth and more. Of
 * W-TinyLFU a tenth of the keys is the least.
 */
const leastRates: Readonly<Record<string, number>> = {
  lfu: Infinity,
  lifo: Infinity,
  mru: Infinity,
  'w-tinylfu': 0.1,
};

/** Whether a policy may be simulated on so small a part of the keys. */
export const canSample = (policy: string, rate: number): boolean =>
  rate === 1 || rate >= (leastRates[policy] ?? 0);

/**
 * The size of the cache that stands for one of `size` entries: with the rate times as many it misses on the requests of a
 * sample about as often as the whole one on all (C. A. Waldspurger et al., Cache modeling and optimization using miniature
 * simulations, USENIX ATC 2017).
 */
export const sampleSize = (size: number, rate: number): number =>
  rate === 1 || size === 0 ? size : Math.max(1, Math.round(size * rate));

/**
 * About how often the whole cache misses, from the misses of the small one. Requests that the sample has too few or too
 * many are taken for hits: they are those of popular keys.
 */
export const wholeMisses = (misses: number, rate: number, requests: number): number =>
  Math.min(requests, Math.round(misses / rate));

/** The same for what is asked for again. */
export function wholeReuse(reuse: Reuse, rate: number, requests: number): Reuse {
  const whole = (hits: number): number => requests - wholeMisses(reuse.requests - hits, rate, requests);
  return { ...reuse, requests, repeats: whole(reuse.repeats), hits: whole(reuse.hits) };
}

/** How far a ratio of a run over a sample may be off by chance: two standard errors of a share of so many keys, at most. */
export const sampleError = (keys: number): number => 1 / Math.sqrt(Math.max(1, keys));
