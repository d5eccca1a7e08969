import type { Trace } from './trace.ts';

/** A hash of a number, from 0 up to, not including, 2³²: the finish of MurmurHash3. */
export function hashOf(key: number, seed: number): number {
  let hash = key ^ seed;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Seeds that follow each other are to choose other keys altogether. */
export const spreadSeed = (seed: number): number => hashOf(seed, 0x9e3779b9);

/** A sample of fewer keys says too little. */
const LEAST_KEYS = 8000;

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
export const canSample = (policy: string, rate: number): boolean => rate >= (leastRates[policy] ?? 0);

/** A part of the keys of a trace with all their requests. */
export interface Miniature {
  readonly trace: Trace;
  readonly rate: number;
  /** How many requests the whole trace has. */
  readonly requests: number;
}

/**
 * A miniature of a trace: the keys that a hash chooses. A cache of the rate times as many entries misses on it about as
 * often as the whole one on all (C. A. Waldspurger et al., Cache modeling and optimization using miniature simulations,
 * USENIX ATC 2017).
 */
export function miniature({ ids, distinct, prints, times }: Trace, rate: number, seed = 1): Miniature {
  const spread = spreadSeed(seed);
  const limit = rate * 2 ** 32;
  const numbers = new Int32Array(distinct).fill(-1);
  const chosen = new Uint8Array(distinct);
  for (let id = 0; id < distinct; id++) chosen[id] = Number(hashOf(id, spread) < limit);
  let length = 0;
  for (const id of ids) length += chosen[id]!;
  const sample = new Int32Array(length);
  const when = times && new Float64Array(length);
  const its: number[] = [];
  let [known, size] = [0, 0];
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at]!;
    if (chosen[id] === 0) continue;
    if (numbers[id] === -1) {
      numbers[id] = known++;
      its.push(prints?.[id] ?? id);
    }
    if (times && when) when[size] = times[at]!;
    sample[size++] = numbers[id]!;
  }
  return {
    trace: { ids: sample, times: when, distinct: known, prints: Float64Array.from(its) },
    rate,
    requests: ids.length,
  };
}

/** The size of the cache that stands for one of `size` entries. */
export const miniatureSize = ({ rate }: Miniature, size: number): number =>
  Math.max(1, Math.round(size * rate));

/**
 * About how often the whole cache hits, from the misses of the small one. Requests that the sample has too few or too
 * many are taken for hits: they are those of popular keys.
 */
export function wholeHits({ requests, rate }: Miniature, misses: number): number {
  return Math.max(0, requests - Math.round(misses / rate));
}
