import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeWorkload, policies } from '../../../src/engine/index.ts';
import {
  canSample,
  chunksOf,
  GrowingCurve,
  isEnoughToSample,
  miniature,
  miniatureSize,
  nextUsesOf,
  runJob,
  SampledCurve,
  sizesToDraw,
  wholeHits,
  type Curve,
  type Trace,
} from '../../../src/lab/index.ts';
import { bucketOf, greatestOf } from '../../../src/lab/shard.ts';
import { inParts, lengths, requests, traceOf } from './support.ts';

const exact = (trace: Trace): Curve => {
  const growing = new GrowingCurve();
  for (const some of chunksOf(trace)) growing.push(some);
  return growing.curve();
};

const sampled = (trace: Trace, options: ConstructorParameters<typeof SampledCurve>[0]): [Curve, number] => {
  const sample = new SampledCurve(options);
  for (const { ids } of chunksOf(trace)) sample.push(ids);
  return [sample.curve(), sample.rate];
};

/** The mean error of the miss ratio over sizes that are told, and the mean of the error that is stated. */
function errors(estimate: Curve, truth: Curve): [mean: number, stated: number] {
  const { sizes, error } = estimate.data;
  const places = [...sizes!.keys()].filter((place) => place > 0 && sizes![place]! <= truth.distinct);
  const mean = (of: (place: number) => number): number =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length;
  const offAt = (size: number): number => Math.abs(estimate.hits(size) - truth.hits(size)) / truth.requests;
  return [mean((place) => offAt(sizes![place]!)), mean((place) => error![place]!)];
}

describe('a sampled curve', () => {
  const trace = traceOf([...makeWorkload('zipf', { requests: 400_000, keys: 60_000 })]);
  const truth = exact(trace);

  it('is exact as long as all keys are looked at', () => {
    fc.assert(
      fc.property(requests, lengths, (keys, parts) => {
        const { ids } = traceOf(keys);
        const sample = new SampledCurve();
        for (const some of inParts(ids, parts)) sample.push(some);
        const [estimate, whole] = [sample.curve(), exact({ ids, distinct: 0 })];
        assert.deepEqual([estimate.requests, estimate.distinct], [whole.requests, whole.distinct]);
        for (let size = 0; size <= whole.distinct; size++)
          assert.equal(estimate.hits(size), whole.hits(size));
      }),
      { seed: 81, numRuns: 200 },
    );
  });

  it('holds so many keys and no more, and is off by less than it says for 19 of 20 seeds', () => {
    let within = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const [estimate, rate] = sampled(trace, { most: 8192, seed });
      assert.ok(rate > 0.05 && rate < 0.3);
      assert.ok(Math.abs(estimate.distinct - truth.distinct) < truth.distinct * 0.05);
      const [mean, stated] = errors(estimate, truth);
      assert.ok(mean < 0.02, `seed ${seed}: ${mean}`);
      if (mean <= stated) within++;
    }
    assert.ok(within >= 19, `${within} of 20`);
  });

  it('at a rate is about right, tells no size below a hundred keys of the sample, and never falls', () => {
    const [estimate] = sampled(trace, { rate: 0.2, most: Infinity, seed: 3 });
    const [mean] = errors(estimate, truth);
    assert.ok(mean < 0.01, String(mean));
    const { sizes, hits } = estimate.data;
    assert.ok(sizes![0] === 0 && sizes![1]! >= 500);
    for (let place = 1; place < hits.length; place++)
      assert.ok(hits[place]! >= hits[place - 1]! && sizes![place]! > sizes![place - 1]!);
    assert.ok(sizesToDraw(estimate).length <= 200);
  });

  it('takes keys that are two numbers and leave gaps', () => {
    const low = trace.ids.map((id) => Math.imul(id % 1000, 0x9e3779b1));
    const high = trace.ids.map((id) => Math.floor(id / 1000) - 7);
    const sample = new SampledCurve({ most: Infinity });
    sample.push(low, high);
    const estimate = sample.curve();
    assert.equal(estimate.distinct, truth.distinct);
    for (const size of [1, 100, 511]) assert.equal(estimate.hits(size), truth.hits(size));
  });

  it('has buckets that follow each other without a gap', () => {
    let expected = 1;
    for (let bucket = 1; bucket < 3000; bucket++) {
      assert.equal(bucketOf(expected), bucket);
      assert.equal(bucketOf(greatestOf(bucket)), bucket);
      expected = greatestOf(bucket) + 1;
      assert.equal(bucketOf(expected), bucket + 1);
    }
    assert.equal(bucketOf(2 ** 40), bucketOf(2 ** 31 - 1));
  });
});

describe('a miniature', () => {
  const trace = traceOf([...makeWorkload('zipf', { requests: 300_000, keys: 50_000 })]);
  const now = (): number => 0;

  it('hits about as often as the whole, for every policy that may be sampled', () => {
    const small = miniature(trace, 0.2, 2);
    assert.equal(small.requests, 300_000);
    for (const policy of [...policies.map(({ id }) => id), 'opt'].filter((id) => canSample(id, 0.2))) {
      const futureOf = ({ ids, distinct }: Trace): Int32Array | undefined =>
        policy === 'opt' ? nextUsesOf(ids, distinct) : undefined;
      const whole = runJob(trace, { policy, size: 5000 }, { now, future: futureOf(trace) });
      const { misses } = runJob(
        small.trace,
        { policy, size: miniatureSize(small, 5000) },
        { now, future: futureOf(small.trace) },
      );
      const off = Math.abs(wholeHits(small, misses) - whole.hits) / whole.requests;
      assert.ok(off < 0.02, `${policy}: ${off}`);
    }
  });

  it('is not made of few keys, nor for policies that it says nothing of', () => {
    assert.deepEqual([isEnoughToSample(20_000, 0.1), isEnoughToSample(800_000, 0.01)], [false, true]);
    assert.deepEqual(
      ['lfu', 'lifo', 'mru'].map((id) => canSample(id, 0.9)),
      [false, false, false],
    );
    assert.deepEqual(
      [canSample('w-tinylfu', 0.1), canSample('w-tinylfu', 0.01), canSample('lru', 0.001)],
      [true, false, true],
    );
  });

  it('keeps all requests of a key it has chosen, in order, with their times', () => {
    const times = Float64Array.from(trace.ids, (_, at) => at * 3);
    const { trace: small } = miniature({ ...trace, times }, 0.05, 4);
    const chosen = new Set(Array.from(small.times!, (time) => trace.ids[time / 3]!));
    const expected = Array.from(trace.ids.keys()).filter((at) => chosen.has(trace.ids[at]!));
    assert.deepEqual(
      [...small.times!],
      expected.map((at) => at * 3),
    );
    assert.equal(small.distinct, chosen.size);
    assert.equal(small.prints!.length, chosen.size);
  });
});
