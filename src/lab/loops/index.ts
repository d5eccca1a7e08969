import { findPolicy, Optimal, optimal } from '../../engine/policies/index.ts';
import { FifoLoop } from '../compiled/fifo.ts';
import { LfuLoop } from '../compiled/lfu.ts';
import { LruLoop } from '../compiled/lru.ts';
import { SieveLoop } from '../compiled/sieve.ts';
import type { Loop, LoopSettings } from './loop.ts';
import { PolicyLoop } from './policy.ts';

export type { Loop } from './loop.ts';

/** Policies that have a compiled loop, because they are asked for most or are much quicker by themselves. */
const compiled: Readonly<Record<string, new (code: WebAssembly.Module, settings: LoopSettings) => Loop>> = {
  lru: LruLoop,
  lfu: LfuLoop,
  fifo: FifoLoop,
  sieve: SieveLoop,
};

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
  const Compiled = compiled[policy];
  if (code && Compiled) return new Compiled(code, settings);
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
