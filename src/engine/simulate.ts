import { createCache } from './create-cache.ts';
import { checkMaxsize } from './options.ts';
import { findPolicy } from './policies/index.ts';
import { simulateOptimal } from './optimal.ts';
import type { CacheEvent, Maxsize } from './types.ts';

/** What a run of requests did to a cache that began empty. */
export interface Simulation {
  readonly requests: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  /** Entries at the end. */
  readonly size: number;
}

/**
 * Runs requests through a cache that stores every key it misses. `'opt'` is Belady's clairvoyant policy: it knows the
 * future, so no other can have fewer misses.
 *
 * @example
 * simulate('lru', 2, [7, 9, 7, 9, 8]); // { requests: 5, hits: 2, misses: 3, evictions: 1, size: 2 }
 */
export function simulate(policyId: string, maxsize: Maxsize, keys: Iterable<string | number>): Simulation {
  if (policyId === 'opt') return simulateOptimal(checkMaxsize(maxsize), keys);
  findPolicy(policyId, ['opt']);
  let evictions = 0;
  const observer = (event: CacheEvent): void => {
    if (event.type === 'removed') evictions++;
  };
  const cache = createCache<string | number, true>(policyId, maxsize, { observer });
  for (const key of keys) if (!cache.get(key)) cache.set(key, true);
  const { hits, misses, currsize } = cache.info();
  return { requests: hits + misses, hits, misses, evictions, size: currsize };
}
