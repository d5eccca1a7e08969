import { describe } from '../options.ts';
import type { PolicySpec } from '../policy.ts';
import { arc } from './arc.ts';
import { clock } from './clock.ts';
import { fifo } from './fifo.ts';
import { lfu } from './lfu.ts';
import { lifo } from './lifo.ts';
import { lru } from './lru.ts';
import { mru } from './mru.ts';
import { random } from './random.ts';
import { s3Fifo } from './s3-fifo.ts';
import { sieve } from './sieve.ts';
import { slru } from './slru.ts';
import { twoQueues } from './2q.ts';
import { windowTinyLfu } from './w-tinylfu.ts';

/** Needs the future, so only the simulator has it. */
export { nextUses, Optimal, optimal } from './opt.ts';

/**
 * Every policy a cache can have, classics first. A new one is a file here and a line in this list.
 *
 * @example
 * const misses = policies.map(({ id }) => [id, simulate(id, 3, requests).misses]);
 */
export const policies: readonly PolicySpec[] = [
  fifo,
  lifo,
  lru,
  mru,
  lfu,
  clock,
  sieve,
  s3Fifo,
  slru,
  twoQueues,
  arc,
  windowTinyLfu,
  random,
];

/** The policy with this id. Throws a `TypeError` that lists the ids where there is none. */
export function findPolicy(id: unknown, more: readonly string[] = []): PolicySpec {
  const spec = policies.find((policy) => policy.id === id);
  if (spec) return spec;
  const known = [...policies.map((policy) => policy.id), ...more].join(', ');
  throw new TypeError(`Unknown policy ${describe(id)}. Use one of: ${known}.`);
}
