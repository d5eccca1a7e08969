import assert from 'node:assert/strict';
import type { ScenarioResult } from '../../src/protocol/session.ts';
import { liveKernels } from './support/kernels.ts';
import { runScenario } from './support/scenarios.ts';

/** One scenario: its parameters, and what its result must show. */
const CASES: readonly [string, object | undefined, (result: ScenarioResult) => void][] = [
  [
    'dictionary',
    { articles: 12 },
    ({ output, counts, caches }) => {
      assert.deepEqual(output.slice(0, 3), [
        'Getting article...',
        'Fetching article from server...',
        'Getting article...',
      ]);
      assert.deepEqual([counts['fetches'], counts['entries']], [12, 12]);
      assert.equal(caches[0]?.info.maxsize, null);
    },
  ],
  [
    'strategies',
    undefined,
    ({ caches }) => {
      const hits = caches.map(({ policy, info }) => [policy, info.hits, info.misses]);
      assert.deepEqual(hits, [
        ['fifo', 3, 6],
        ['lifo', 4, 5],
        ['lru', 2, 7],
        ['mru', 3, 6],
        ['lfu', 3, 6],
      ]);
    },
  ],
  ['recency', { requests: 'A B A C', maxsize: 2 }, ({ output }) => assert.equal(output.length, 4)],
  [
    'stairs',
    { stair: 18, repeat: 2, number: 2 },
    ({ value, counts, timings }) => {
      assert.deepEqual([value, counts['calls']], ['35890', 20_617]);
      assert.equal(timings[0]?.times.length, 2);
    },
  ],
  [
    'stairs-memoized',
    { stair: 100 },
    ({ value, timings }) => {
      assert.equal(value, '180396380815100901214157639');
      assert.deepEqual(timings.map(({ label }) => label).sort(), ['cold', 'plain', 'warm']);
    },
  ],
  [
    'cache-info',
    undefined,
    ({ output, caches }) => {
      assert.deepEqual(output, ['53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)']);
      assert.deepEqual(caches[0]?.info, { hits: 52, misses: 30, maxsize: 16, currsize: 16 });
    },
  ],
  [
    'monitor',
    { intervalSeconds: 0.05, passes: 2 },
    ({ output, counts }) => {
      assert.equal(output.filter((line) => line === 'Checking feed...').length, 2);
      assert.equal(counts['fetches'], counts['matches']);
    },
  ],
  [
    'monitor-timed',
    { intervalSeconds: 0.05, passes: 3, seconds: 60 },
    ({ counts, caches }) => {
      assert.equal(counts['matches'], 3 * (counts['fetches'] ?? 0));
      assert.equal(counts['saved'], caches[0]?.info.hits);
    },
  ],
];

describe('every scenario', () => {
  for (const [id, params, check] of CASES) {
    it(`${id} shows what it is for, and leaves no process behind`, async () => {
      const result = await runScenario(id, params);
      assert.equal(result.scenario, id);
      check(result);
      assert.deepEqual(liveKernels(), []);
    });
  }

  it('two at once finish, each with its own result', async () => {
    const [small, large] = await Promise.all([
      runScenario('cache-info', { stair: 7 }),
      runScenario('cache-info', { stair: 30 }),
    ]);
    assert.deepEqual([small.value, large.value], ['44', '53798080']);
  });
});
