import { checkCount, checkSeed, describe } from '../options.ts';
import type { WorkloadSettings, WorkloadSpec } from '../workload.ts';
import { hotspot } from './hotspot.ts';
import { loop } from './loop.ts';
import { mixed } from './mixed.ts';
import { scan } from './scan.ts';
import { shiftingHotspot } from './shifting-hotspot.ts';
import { stairs } from './stairs.ts';
import { zipf } from './zipf.ts';

/**
 * Every workload that can be made to order. A new one is a file here and a line in this list.
 *
 * @example
 * const misses = policies.map(({ id }) => [id, simulate(id, 100, makeWorkload('zipf')).misses]);
 */
export const workloads: readonly WorkloadSpec[] = [zipf, loop, scan, hotspot, shiftingHotspot, mixed, stairs];

/** The workload with this id. Throws a `TypeError` that lists the ids where there is none. */
export function findWorkload(id: unknown): WorkloadSpec {
  const spec = workloads.find((workload) => workload.id === id);
  if (spec) return spec;
  const known = workloads.map((workload) => workload.id).join(', ');
  throw new TypeError(`Unknown workload ${describe(id)}. Use one of: ${known}.`);
}

/** The requests of a workload: 10,000 for at most 1,000 keys unless something else is asked for. */
export function* makeWorkload(id: string, settings: Partial<WorkloadSettings> = {}): Generator<number> {
  const requests = checkCount(settings.requests ?? 10_000, 'requests');
  const keys = checkCount(settings.keys ?? 1000, 'keys');
  const next = findWorkload(id).create({ requests, keys, seed: checkSeed(settings.seed) });
  for (let made = 0; made < requests; made++) yield next();
}
