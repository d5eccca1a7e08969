import assert from 'node:assert/strict';
import fc from 'fast-check';
import { policies } from '../../../src/engine/index.ts';
import {
  longestFirst,
  nextUsesOf,
  PolicyRun,
  runJob,
  slide,
  windowsOf,
  type Trace,
} from '../../../src/lab/index.ts';
import { requests, traceOf } from './support.ts';

const now = (): number => 0;

describe('a run of a policy', () => {
  const sized = requests.map((keys) => {
    const trace = traceOf(keys);
    return { ...trace, sizes: Uint32Array.from(trace.ids, (id, at) => 10 * id + (at % 3)) };
  });

  it('says why each request missed: causes add up, and OPT has no misses of a policy', () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 12 }), (keys, size) => {
        const trace = traceOf(keys);
        const best = new Uint8Array(keys.length);
        const future = nextUsesOf(trace.ids, trace.distinct);
        const opt = runJob(trace, { policy: 'opt', size }, { now, future, outcomes: best });
        for (const policy of ['opt', ...policies.map(({ id }) => id)]) {
          const run =
            policy === 'opt'
              ? runJob(trace, { policy, size }, { now, future, best })
              : runJob(trace, { policy, size }, { now, best });
          const { first, capacity, policy: its } = run.causes!;
          assert.equal(first + capacity + its, run.misses);
          assert.equal(first, trace.distinct);
          if (policy === 'opt') assert.equal(its, 0);
          // What it answers and OPT does not cannot be more than OPT is ahead in the others.
          assert.ok(its >= run.misses - opt.misses);
        }
      }),
      { seed: 91, numRuns: 60 },
    );
  });

  it('counts bytes where sizes are known, by the size of each request', () => {
    fc.assert(
      fc.property(sized, fc.integer({ min: 0, max: 12 }), (trace, size) => {
        const outcomes = new Uint8Array(trace.ids.length);
        const run = runJob(trace, { policy: 'sieve', size }, { now, outcomes });
        const sum = (take: (at: number) => boolean): number =>
          trace.sizes.reduce((all, bytes, at) => all + (take(at) ? bytes : 0), 0);
        if (trace.ids.length === 0) return;
        assert.deepEqual([run.bytes, run.hitBytes], [sum(() => true), sum((at) => outcomes[at] === 1)]);
        assert.equal(
          outcomes.reduce((all, hit) => all + hit, 0),
          run.hits,
        );
      }),
      { seed: 92, numRuns: 60 },
    );
    assert.equal(runJob(traceOf([1, 2]), { policy: 'lru', size: 1 }, { now }).bytes, undefined);
  });

  it('tells hits by window, and how far it is', () => {
    const trace = traceOf(Array.from({ length: 200_000 }, (_, at) => (at * at) % 977));
    const windows = windowsOf(trace, 7);
    const told: number[] = [];
    const run = runJob(
      trace,
      { policy: 'arc', size: 50 },
      { now, windows, onProgress: (done) => told.push(done) },
    );
    assert.equal(
      run.windows!.reduce((sum, hits) => sum + hits, 0),
      run.hits,
    );
    assert.equal(told.at(-1), 200_000);
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    );

    const whole = runJob(trace, { policy: 'arc', size: 50 }, { now });
    assert.deepEqual({ ...run, windows: undefined }, { ...whole, windows: undefined });
  });

  it('works over memory that threads share', () => {
    const { ids, distinct, prints } = traceOf(
      Array.from({ length: 5000 }, (_, at) => `key ${(at * 7) % 300}`),
    );
    const shared = {
      ids: new Int32Array(new SharedArrayBuffer(ids.byteLength)),
      distinct,
      prints: new Float64Array(new SharedArrayBuffer(prints!.byteLength)),
    };
    shared.ids.set(ids);
    shared.prints.set(prints!);
    for (const policy of ['lru', 'w-tinylfu'])
      assert.deepEqual(
        runJob(shared, { policy, size: 40 }, { now }),
        runJob({ ids, distinct, prints }, { policy, size: 40 }, { now }),
      );
  });

  it('of nothing counts nothing', () => {
    const empty: Trace = { ids: new Int32Array(0), distinct: 0 };
    for (const { id: policy } of policies) {
      const { requests, misses, evictions } = runJob(
        empty,
        { policy, size: 3 },
        { now, windows: windowsOf(empty) },
      );
      assert.deepEqual([requests, misses, evictions], [0, 0, 0]);
    }
    assert.deepEqual(
      new PolicyRun({ policy: 'lru', size: 0 }).push({ ids: Int32Array.of(0, 0) }),
      Uint8Array.of(0, 0),
    );
  });

  it('what takes long comes first', () => {
    const jobs = longestFirst(['lru', 'arc', 'fifo', 'w-tinylfu'].map((policy) => ({ policy, size: 1 })));
    assert.deepEqual(
      jobs.map(({ policy }) => policy),
      ['w-tinylfu', 'arc', 'lru', 'fifo'],
    );
  });
});

describe('windows', () => {
  it('hold as many requests each, or as much time where times are known', () => {
    const ids = new Int32Array(10);
    assert.deepEqual([...windowsOf({ ids }, 4)], [3, 5, 8, 10]);
    assert.deepEqual([...windowsOf({ ids: new Int32Array(3) }, 9)], [1, 2, 3]);
    const times = Float64Array.of(0, 1, 2, 3, 50, 51, 52, 98, 99, 100);
    assert.deepEqual([...windowsOf({ ids, times }, 2)], [4, 10]);
    assert.deepEqual([...windowsOf({ ids, times }, 4)], [4, 4, 7, 10]);
    assert.deepEqual([...windowsOf({ ids, times: new Float64Array(10) }, 2)], [5, 10]);
  });

  it('slide: the ratio of some that follow each other', () => {
    const ratios = slide(Float64Array.of(1, 2, 0, 4), Int32Array.of(2, 4, 4, 8), 2);
    assert.deepEqual([...ratios], [0.5, 0.75, 1, 1]);
    assert.deepEqual([...slide(Float64Array.of(0, 3), Int32Array.of(0, 4), 1)], [NaN, 0.75]);
  });
});
