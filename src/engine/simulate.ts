import { fingerprint } from './fingerprint.ts';
import { KeyIndex } from './keyIndex.ts';
import { checkMaxsize } from './options.ts';
import { findPolicy, nextUses, Optimal, optimal } from './policies/index.ts';
import type { Policy } from './policy.ts';
import type { Maxsize } from './types.ts';

/** What a run of requests did to a cache that began empty. */
export interface Simulation {
  readonly requests: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  /** Entries at the end. */
  readonly size: number;
}

/** The part of a policy that is needed where nothing is ever deleted. */
type Victims = Pick<Policy, 'admit' | 'insert' | 'hit' | 'evict'>;

/**
 * Runs requests through a cache that stores every key it misses. `policyId` is an id of `policies`, or `'opt'` for
 * Belady's clairvoyant policy: it knows the future, so no other can have fewer misses.
 * Throws a `TypeError` on an unknown policy or a wrong `maxsize`.
 *
 * @example
 * simulate('lru', 2, [7, 9, 7, 9, 8]); // { requests: 5, hits: 2, misses: 3, evictions: 1, size: 2 }
 */
export function simulate(policyId: string, maxsize: Maxsize, keys: Iterable<string | number>): Simulation {
  const limit = checkMaxsize(maxsize);
  if (policyId === optimal.id) {
    const requests = [...keys];
    return run(new Optimal(nextUses(requests)), limit, requests);
  }
  return run(findPolicy(policyId, [optimal.id]).create({ maxsize: limit, seed: 1 }), limit, keys);
}

function run(policy: Victims, limit: number, keys: Iterable<string | number>): Simulation {
  const index = new KeyIndex(limit);
  let [requests, hits, size] = [0, 0, 0];
  for (const key of keys) {
    requests++;
    const present = index.find(key);
    if (present !== 0) {
      hits++;
      policy.hit(present);
    } else if (limit > 0) {
      policy.admit?.(fingerprint(key));
      const full = size === limit;
      const slot = full ? policy.evict() : ++size;
      if (full) index.remove(slot);
      index.add(key, slot);
      policy.insert(slot);
    }
  }
  const misses = requests - hits;
  return { requests, hits, misses, evictions: limit > 0 ? misses - size : 0, size };
}
