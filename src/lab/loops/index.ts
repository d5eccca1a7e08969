import { findPolicy, Optimal, optimal } from '../../engine/policies/index.ts';
import { FifoLoop } from '../compiled/fifo.ts';
import { LfuLoop } from '../compiled/lfu.ts';
import { LruLoop } from '../compiled/lru.ts';
import { QueuesLoop, type QueuesPolicy } from '../compiled/queues.ts';
import { SieveLoop } from '../compiled/sieve.ts';
import { WindowTinyLfuLoop } from '../compiled/windowTinyLfu.ts';
import type { Loop, LoopSettings } from './loop.ts';
import { PolicyLoop } from './policy.ts';

export type { Loop } from './loop.ts';

type Maker = (code: WebAssembly.Module, settings: LoopSettings, prints?: Float64Array) => Loop;

const byQueues =
  (name: QueuesPolicy): Maker =>
  (code, settings) =>
    new QueuesLoop(code, settings, name);

/** Policies that have a compiled loop. */
const compiled: Readonly<Record<string, Maker>> = {
  fifo: (code, settings) => new FifoLoop(code, settings),
  lfu: (code, settings) => new LfuLoop(code, settings),
  lru: (code, settings) => new LruLoop(code, settings),
  sieve: (code, settings) => new SieveLoop(code, settings),
  '2q': byQueues('twoQueues'),
  arc: byQueues('arc'),
  clock: byQueues('clock'),
  lifo: byQueues('lifo'),
  mru: byQueues('mru'),
  's3-fifo': byQueues('s3Fifo'),
  slru: byQueues('slru'),
  'w-tinylfu': (code, settings, prints) => new WindowTinyLfuLoop(code, settings, prints),
};

/** Ids of the policies that have a compiled loop. */
export const compiledPolicies: readonly string[] = Object.keys(compiled);

/** What a loop may be made with besides. */
export interface LoopOptions {
  readonly distinct?: number | undefined;
  /** Fingerprints of the keys. */
  readonly prints?: Float64Array | undefined;
  /** Where a policy that rolls dice begins. Default 1. */
  readonly seed?: number | undefined;
  /** When each request is made again, for OPT. */
  readonly future?: Int32Array | undefined;
  /** The compiled loops. Without them every policy is that of the engine. */
  readonly code?: WebAssembly.Module | undefined;
}

/** A loop for a policy of the engine, or OPT. Throws a `TypeError` where there is no such policy. */
export function createLoop(policy: string, limit: number, options: LoopOptions = {}): Loop {
  const { distinct, prints, seed = 1, future, code } = options;
  const settings = { limit, distinct };
  const make = compiled[policy];
  if (code && make) return make(code, settings, prints);
  if (policy !== optimal.id)
    return new PolicyLoop(
      findPolicy(policy, [optimal.id]).create({ maxsize: limit, seed }),
      settings,
      prints,
    );
  if (!future) throw new TypeError('OPT has to know when each key is asked for again.');
  return new PolicyLoop(new Optimal(future), settings);
}

/** What stands for never in the times of next requests. */
export const NEVER = 2 ** 31 - 1;

/** For each request, the place of the next one for the same key; `NEVER` where there is none. */
export function nextUsesOf(
  ids: Int32Array,
  distinct: number,
  next: Int32Array = new Int32Array(ids.length),
): Int32Array {
  const seen = new Int32Array(distinct).fill(NEVER);
  for (let at = ids.length - 1; at >= 0; at--) {
    const id = ids[at]!;
    next[at] = seen[id]!;
    seen[id] = at;
  }
  return next;
}
