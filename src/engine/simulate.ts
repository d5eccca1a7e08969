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

/** A simulation that takes its requests bit by bit. */
export interface RunningSimulation {
  /** Takes in the next requests. */
  push(keys: Iterable<string | number>): void;
  /** What they did so far. */
  counts(): Simulation;
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
  const requests = policyId === optimal.id ? [...keys] : keys;
  const policy =
    policyId === optimal.id
      ? new Optimal(nextUses(requests as unknown[]))
      : create(policyId, limit, [optimal.id]);
  const run = new Run(policy, limit);
  run.push(requests);
  return run.counts();
}

/**
 * `simulate` of requests that come bit by bit: a stream never has to be an array. `'opt'` is none of its policies,
 * because it has to know the future.
 *
 * @example
 * const running = startSimulation('lru', 2);
 * running.push([7, 9, 7]);
 * running.push([9, 8]);
 * running.counts().misses; // 3
 */
export function startSimulation(policyId: string, maxsize: Maxsize): RunningSimulation {
  const limit = checkMaxsize(maxsize);
  return new Run(create(policyId, limit), limit);
}

const create = (policyId: string, maxsize: number, more: readonly string[] = []): Policy =>
  findPolicy(policyId, more).create({ maxsize, seed: 1 });

class Run implements RunningSimulation {
  private readonly index: KeyIndex;
  private requests = 0;
  private hits = 0;
  private size = 0;

  constructor(
    private readonly policy: Victims,
    private readonly limit: number,
  ) {
    this.index = new KeyIndex(limit);
  }

  push(keys: Iterable<string | number>): void {
    for (const key of keys) this.request(key);
  }

  counts(): Simulation {
    const { requests, hits, size, limit } = this;
    const misses = requests - hits;
    return { requests, hits, misses, evictions: limit > 0 ? misses - size : 0, size };
  }

  private request(key: string | number): void {
    const { policy, index } = this;
    this.requests++;
    const present = index.find(key);
    if (present !== 0) {
      this.hits++;
      policy.hit(present);
    } else if (this.limit > 0) {
      policy.admit?.(fingerprint(key));
      const full = this.size === this.limit;
      const slot = full ? policy.evict() : ++this.size;
      if (full) index.remove(slot);
      index.add(key, slot);
      policy.insert(slot);
    }
  }
}
