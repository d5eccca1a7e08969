import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache, policies, simulate } from '../../../src/engine/index.ts';
import {
  compiledPolicies,
  createLoop,
  nextUsesOf,
  PolicyRun,
  type LoopOptions,
} from '../../../src/lab/index.ts';
import { NaiveCache } from '../engine/models/naive-cache.ts';
import { inParts, lengths, loadCode, requests, traceOf } from './support.ts';

const size = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(40, 1500, Infinity));

describe('loops over numbered keys', () => {
  let compiled: WebAssembly.Module;
  before(async () => (compiled = await loadCode()));

  for (const { id: policy, isCompiled } of [
    ...policies.map(({ id }) => ({ id, isCompiled: false })),
    ...compiledPolicies.map((id) => ({ id, isCompiled: true })),
  ]) {
    const name = isCompiled ? `${policy}, compiled` : policy;
    const options = (): LoopOptions => (isCompiled ? { code: compiled } : {});

    it(`${name}: the keys it holds are those of the cache with keys, in its order, after every request`, () => {
      fc.assert(
        fc.property(requests, size, fc.boolean(), (keys, limit, isKnown) => {
          const { ids, distinct } = traceOf(keys);
          const cache = createCache<number, true>(policy, limit);
          const loop = createLoop(policy, limit, { ...options(), ...(isKnown && { distinct }) });
          const outcome = new Uint8Array(1);
          for (const [at, id] of ids.entries()) {
            const isHit = cache.get(id) !== undefined;
            if (!isHit) cache.set(id, true);
            const hits = loop.answer(ids.subarray(at, at + 1), outcome);
            const [held, expected] = [[...loop.ids()].join(), cache.keys().join()];
            // Only now, for this is asked a million times.
            if (hits === Number(isHit) && outcome[0] === hits && held === expected) continue;
            assert.deepEqual([at, hits, outcome[0], held], [at, Number(isHit), Number(isHit), expected]);
          }
        }),
        { seed: 31, numRuns: 120 },
      );
    });

    it(`${name}: in parts of any length it counts what the cache with keys counts, whatever its keys are`, () => {
      fc.assert(
        fc.property(requests, size, lengths, (numbers, limit, parts) => {
          const keys = numbers.map((key) => (key % 3 === 0 ? key - 9 : `key ${key}`));
          const { ids, prints } = traceOf(keys);
          const run = new PolicyRun({ policy, size: limit }, { ...options(), prints });
          for (const some of inParts(ids, parts)) run.push({ ids: some });
          const { requests, hits, misses, evictions } = simulate(policy, limit, keys);
          assert.deepEqual(run.counts(), { requests, hits, misses, evictions });
        }),
        { seed: 32, numRuns: 120 },
      );
    });
  }

  it('OPT answers what the simulator answers', () => {
    fc.assert(
      fc.property(requests, size, lengths, (keys, limit, parts) => {
        const { ids, distinct } = traceOf(keys);
        const run = new PolicyRun({ policy: 'opt', size: limit }, { future: nextUsesOf(ids, distinct) });
        for (const some of inParts(ids, parts)) run.push({ ids: some });
        const { requests, hits, misses, evictions } = simulate('opt', limit, keys);
        assert.deepEqual(run.counts(), { requests, hits, misses, evictions });
      }),
      { seed: 33, numRuns: 200 },
    );
    assert.throws(() => createLoop('opt', 3), /has to know/);
    assert.throws(() => createLoop('none', 3), { name: 'TypeError', message: /Unknown policy/ });
  });

  it('LFU: the victims of its model, in order, in 1,500 random runs', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 30 }), (keys, limit) => {
        const naive = new NaiveCache('lfu', limit);
        const evicted: unknown[] = [];
        const cache = createCache<number, true>('lfu', limit, {
          observer: (event) => event.type === 'removed' && evicted.push(event.key),
        });
        for (const key of keys) {
          if (naive.get(key) === undefined) naive.set(key, 1);
          if (cache.get(key) === undefined) cache.set(key, true);
        }
        assert.deepEqual(evicted, naive.evicted);
      }),
      { seed: 34, numRuns: 1500 },
    );
  });
});
