import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createCache,
  findWorkload,
  makeWorkload,
  memoize,
  missRatioCurve,
  simulate,
  workloads,
} from '../../../src/engine/index.ts';
import { Dice } from '../../../src/engine/dice.ts';
import { zipfRanks } from '../../../src/engine/workloads/zipf.ts';

describe('workloads made to order', () => {
  for (const { id, title, lesson } of workloads) {
    it(`${id}: so many requests, of so many keys, the same for the same seed`, () => {
      assert.ok(title.length > 1);
      assert.match(lesson, /^[A-Z].*\.$/);
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 2000 }),
          fc.integer({ min: 1, max: 300 }),
          fc.integer(),
          (requests, keys, seed) => {
            const made = [...makeWorkload(id, { requests, keys, seed })];
            assert.equal(made.length, requests);
            for (const key of made)
              if (!(Number.isSafeInteger(key) && key >= 0 && (key < keys || id === 'scan')))
                assert.fail(`${id}: ${key}`);
            assert.deepEqual([...makeWorkload(id, { requests, keys, seed })], made);
          },
        ),
        { seed: 71, numRuns: 60 },
      );
    });
  }

  it('do what they are for', () => {
    const misses = (id: string, policy: string, size: number, keys = 500): number =>
      simulate(policy, size, makeWorkload(id, { requests: 30_000, keys })).misses;
    assert.equal(misses('loop', 'lru', 499), 30_000);
    assert.equal(misses('loop', 'lru', 500), 500);
    assert.equal(misses('scan', 'opt', 500), 30_000);
    const hot =
      [...makeWorkload('hotspot', { requests: 30_000, keys: 500 })].filter((key) => key < 100).length /
      30_000;
    assert.ok(Math.abs(hot - 0.8) < 0.02);
    assert.ok(misses('shifting-hotspot', 'lru', 120) < misses('shifting-hotspot', 'lfu', 120));
    assert.ok(misses('hotspot', 'lfu', 120) < misses('hotspot', 'lru', 120));
    assert.ok(misses('mixed', 'sieve', 100) < misses('mixed', 'lru', 100));
  });

  it('Zipf asks for each rank as often as the law says', () => {
    for (const exponent of [0.7, 1, 1.3]) {
      const [keys, throws] = [50, 200_000];
      const next = zipfRanks(keys, exponent, new Dice(7));
      const counts = new Float64Array(keys);
      for (let thrown = 0; thrown < throws; thrown++) counts[next()]!++;
      const sum = Array.from(counts, (_, rank) => (rank + 1) ** -exponent).reduce((a, b) => a + b);
      for (const [rank, count] of counts.entries()) {
        const expected = (throws * (rank + 1) ** -exponent) / sum;
        assert.ok(
          Math.abs(count - expected) < 5 * Math.sqrt(expected),
          `rank ${rank}: ${count}, not ${expected}`,
        );
      }
    }
  });

  it('the stairs are what a recursion asks its cache for, in the order in which calls return', () => {
    for (const top of [1, 2, 3, 4, 5, 12, 30]) {
      const returned: number[] = [];
      const cache = createCache<number, number>('lru', null);
      const steps = (stair: number): number => {
        const known = cache.get(stair);
        const ways = known ?? (stair <= 3 ? stair : steps(stair - 3) + steps(stair - 2) + steps(stair - 1));
        if (known === undefined) cache.set(stair, ways);
        returned.push(stair - 1);
        return ways;
      };
      steps(top);
      const next = findWorkload('stairs').create({ requests: returned.length, keys: top, seed: 1 });
      assert.deepEqual(
        returned.map(() => next()),
        returned,
        `stair ${top}`,
      );
    }
    assert.equal(missRatioCurve([...makeWorkload('stairs', { requests: 82, keys: 30 })]).enough, 3);
    assert.equal([...makeWorkload('stairs', { requests: 30_000, keys: 100_000 })].length, 30_000);
    const real = memoize(
      (stair: number): number => (stair <= 3 ? stair : real(stair - 3) + real(stair - 2) + real(stair - 1)),
      { maxsize: 3 },
    );
    real(30);
    assert.equal(real.cacheInfo().misses, 30);
  });

  it('refuses what cannot be made', () => {
    assert.throws(() => [...makeWorkload('none')], { name: 'TypeError', message: /zipf, loop/ });
    assert.throws(() => [...makeWorkload('loop', { keys: 0 })], RangeError);
    assert.throws(() => [...makeWorkload('loop', { requests: 1.5 })], RangeError);
    assert.throws(() => [...makeWorkload('loop', { seed: NaN })], TypeError);
  });
});
