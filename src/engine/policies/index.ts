import { describe } from '../options.ts';
import type { PolicySpec } from '../policy.ts';
import { fifo } from './fifo.ts';
import { lfu } from './lfu.ts';
import { lifo } from './lifo.ts';
import { lru } from './lru.ts';
import { mru } from './mru.ts';

/** Every policy a cache can have, classics first. A new one is a file here and a line in this list. */
export const policies: readonly PolicySpec[] = [fifo, lifo, lru, mru, lfu];

/** The policy with this id. Throws a `TypeError` that lists the ids where there is none. */
export function findPolicy(id: unknown, more: readonly string[] = []): PolicySpec {
  const spec = policies.find((policy) => policy.id === id);
  if (spec) return spec;
  const known = [...policies.map((policy) => policy.id), ...more].join(', ');
  throw new TypeError(`Unknown policy ${describe(id)}. Use one of: ${known}.`);
}
