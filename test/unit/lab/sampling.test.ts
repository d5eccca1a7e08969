import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeWorkload, policies } from '../../../src/engine/index.ts';
import {
  canSample,
  isEnoughToSample,
  nextUsesOf,
  runJob,
  SampledCurve,
  sampleSize,
  sizesToDraw,
  wholeMisses,
  type Curve,
  type Trace,
} from '../../../src/lab/index.ts';
import { estimateOf, sampleOf } from '../../support/lab/sample.ts';
import { curveOf, inParts, lengths, loadCode, requests, traceOf } from './support.ts';

interface Difference {
  readonly off: number;
  readonly stated: number;
}

/** By size that is told, how far its miss ratio is off, and how far it may be off as it is stated. */
function differences({ data: { sizes, hits, error } }: Curve, truth: Curve): Difference[] {
  return [...sizes!.keys()]
    .filter((place) => place > 0 && sizes![place]! <= truth.distinct)
    .map((place) => ({
      off: Math.abs(hits[place]! - truth.hits(sizes![place]!)) / truth.requests,
      stated: error![place]!,
    }));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

describe('a sampled curve', () => {
  const keys = [...makeWorkload('zipf', { requests: 400_000, keys: 60_000 })];
  const { ids } = traceOf(keys);
  const truth = curveOf(keys);

  it('of all keys is the exact one', () => {
    fc.assert(
      fc.property(requests, lengths, (some, parts) => {
        const { ids: all, distinct } = traceOf(some);
        const sampled = new SampledCurve({ keys: distinct, rate: 1 });
        for (const part of inParts(all, parts)) sampled.push({ ids: part });
        const [estimate, exact] = [sampled.curve(all.length), curveOf(some)];
        assert.deepEqual([estimate.requests, estimate.distinct], [exact.requests, exact.distinct]);
        for (const size of estimate.data.sizes!) assert.equal(estimate.hits(size), exact.hits(size));
        assert.equal(estimate.repeats, exact.repeats);
      }),
      { seed: 81, numRuns: 200 },
    );
  });

  it('is off by less than it says, at 19 of 20 sizes, whichever keys were chosen', () => {
    const all = Array.from({ length: 20 }, (_, seed) =>
      differences(estimateOf(sampleOf(ids, { rate: 1 / 8, seed })), truth),
    ).flat();
    const within = all.filter(({ off, stated }) => off <= stated).length;
    assert.ok(within >= 0.9 * all.length, `${within} of ${all.length}`);
    assert.ok(all.every(({ off }) => off < 0.05));
    assert.ok(mean(all.map(({ off }) => off)) < 0.01);
  });

  for (const id of ['mixed', 'shifting-hotspot'])
    it(`of ${id} is off by less than a hundredth in the mean, with so many keys and no more`, () => {
      const those = [...makeWorkload(id, { requests: 400_000, keys: 60_000 })];
      const [exact, all] = [curveOf(those), traceOf(those).ids];
      const off = [1, 2, 3].flatMap((seed) => {
        const sample = sampleOf(all, { most: 8192, seed });
        assert.ok(sample.keys <= 8192 && sample.rate >= 1 / 16 && sample.rate <= 1 / 4);
        const estimate = estimateOf(sample);
        assert.ok(Math.abs(estimate.distinct - exact.distinct) < exact.distinct * 0.05);
        return differences(estimate, exact).map((each) => each.off);
      });
      assert.ok(mean(off) < 0.01, String(mean(off)));
    });

  it('begins at a hundred keys of the sample, and never falls', () => {
    const estimate = estimateOf(sampleOf(ids, { rate: 0.2, seed: 3 }));
    const { sizes, hits, error } = estimate.data;
    assert.deepEqual([sizes![0], hits[0], error![0]], [0, 0, 0]);
    assert.equal(sizes![1], 500);
    for (let place = 1; place < hits.length; place++)
      assert.ok(hits[place]! >= hits[place - 1]! && sizes![place]! > sizes![place - 1]!);
    assert.ok(sizesToDraw(estimate).length <= 200);
  });

  it('is the same when it is counted by the compiled loops', async () => {
    const sample = sampleOf(ids, { rate: 0.2 });
    assert.deepEqual(estimateOf(sample, await loadCode()).data, estimateOf(sample).data);
  });
});

describe('policies on a sample', () => {
  const { ids, distinct } = traceOf([...makeWorkload('zipf', { requests: 300_000, keys: 50_000 })]);
  const now = (): number => 0;

  it('miss about as often as on all, for every one that may be sampled', () => {
    const sample = sampleOf(ids, { rate: 0.2, seed: 2 });
    for (const policy of [...policies.map(({ id }) => id), 'opt'].filter((id) => canSample(id, 0.2))) {
      const misses = (trace: Trace, size: number): number => {
        const future = policy === 'opt' ? nextUsesOf(trace.ids, trace.distinct) : undefined;
        return runJob(trace, { policy, size }, { now, future }).misses;
      };
      const estimate = wholeMisses(misses(sample, sampleSize(5000, 0.2)), 0.2, ids.length);
      const off = Math.abs(estimate - misses({ ids, distinct }, 5000)) / ids.length;
      assert.ok(off < 0.02, `${policy}: ${off}`);
    }
  });

  it('are not asked of few keys, nor those that a sample says nothing of', () => {
    assert.deepEqual([isEnoughToSample(20_000, 0.1), isEnoughToSample(800_000, 0.01)], [false, true]);
    assert.deepEqual(
      ['lfu', 'lifo', 'mru'].map((id) => canSample(id, 0.9)),
      [false, false, false],
    );
    assert.deepEqual(
      [canSample('w-tinylfu', 0.1), canSample('w-tinylfu', 0.01), canSample('lru', 0.001)],
      [true, false, true],
    );
    assert.ok(policies.every(({ id }) => canSample(id, 1)));
  });

  it('have a size of at least one entry, and none where the whole has none', () => {
    assert.deepEqual(
      [sampleSize(0, 0.1), sampleSize(3, 0.1), sampleSize(3, 1), sampleSize(1000, 0.1)],
      [0, 1, 3, 100],
    );
  });
});
