import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeWorkload, policies } from '../../../src/engine/index.ts';
import {
  advise,
  adviceWords,
  adviseOnLimit,
  loadChange,
  loadChangeWords,
  policyWords,
  recommendPolicy,
  runJob,
  windowsOf,
  type Advice,
  type AdviceInputs,
  type RunResult,
} from '../../../src/lab/index.ts';
import { curveOf, requests, traceOf } from './support.ts';

const repeated = (keys: readonly number[], times: number): number[] =>
  Array.from({ length: times }, () => keys).flat();
const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, at) => from + at);

const adviceOn = (keys: Iterable<number | string>, inputs?: AdviceInputs): Advice =>
  advise(curveOf(keys), inputs);
const sizeOf = (advice: Advice): number => ('size' in advice ? advice.size : NaN);

describe('advice on the size', () => {
  it('says that nothing is to be cached, and why', () => {
    const whyOf = (advice: Advice): string => (advice.kind === 'nothing' ? advice.why : advice.kind);
    assert.equal(whyOf(adviceOn([])), 'empty');
    assert.equal(whyOf(adviceOn(makeWorkload('scan'))), 'no repeats');
    assert.equal(whyOf(adviceOn(repeated(upTo(9), 2), { missCost: 1, lookupCost: 0.5 })), 'costs more');
    assert.equal(
      whyOf(adviceOn(repeated(upTo(9), 2), { missCost: 1, lookupCost: 0.1, entryBytes: 10, bytePrice: 1 })),
      'costs more',
    );
    const narrow = adviceOn(repeated(upTo(9), 5), { entryBytes: 100, memory: 800 });
    assert.deepEqual([whyOf(narrow), narrow.kind === 'nothing' && narrow.needs], ['no room', 9]);
    assert.equal(whyOf(adviceOn([1, 1], { memory: 10, entryBytes: 100 })), 'no room');
  });

  it('a loop needs all of it, and with one less every request misses', () => {
    const advice = adviceOn(repeated(upTo(100), 50));
    assert.deepEqual([advice.kind, sizeOf(advice)], ['enough', 100]);
    assert.equal(
      adviceWords(advice).text,
      'maxsize 100 is enough: beyond it not one more hit; with 99 every request misses.',
    );
    assert.equal(
      adviceWords(adviceOn(repeated([1, 2, 3], 4))).text,
      'maxsize 3 is enough: beyond it not one more hit; with 2 every request misses.',
    );
    assert.equal(sizeOf(adviceOn(repeated([7], 50))), 1);
  });

  it('of a large loop the cliff is not cut by the tolerance', () => {
    const advice = adviceOn([...repeated(upTo(3000), 4), ...repeated(upTo(3000, 3000), 1)]);
    assert.deepEqual([advice.kind, sizeOf(advice)], ['pays', 3000]);
    assert.ok(advice.kind === 'pays' && advice.cliff?.at.size === 3000 && advice.cliff.below.hits === 0);
    assert.match(adviceWords(advice).reason, /Do not go below 3,000/);
  });

  it('of many keys the least size that has 95 % of what can be had', () => {
    const keys = [...makeWorkload('zipf', { requests: 60_000, keys: 8000 })];
    const curve = curveOf(keys);
    const advice = advise(curve);
    assert.equal(advice.kind, 'pays');
    assert.ok(curve.hits(sizeOf(advice)) >= 0.95 * curve.repeats);
    assert.ok(curve.hits(sizeOf(advice) - 1) < 0.95 * curve.repeats);
    const bound = advise(curve, { entryBytes: 1000, memory: 500_000 });
    assert.ok(bound.kind === 'pays' && bound.isBound && bound.size <= 500);
    assert.match(adviceWords(bound).text, /The memory allows no more/);
    const free = advise(curve, { tolerance: 0 });
    assert.equal(sizeOf(free), curve.enough);
  });

  it('follows what a miss costs and what memory costs, and shows the formula', () => {
    const curve = curveOf(makeWorkload('zipf', { requests: 60_000, keys: 8000 }));
    const dear = { missCost: 50, lookupCost: 0.01, entryBytes: 1000, bytePrice: 0.001 };
    const cheap = { ...dear, missCost: 1 };
    const [large, small] = [advise(curve, dear), advise(curve, cheap)];
    assert.ok(sizeOf(small) < sizeOf(large));
    assert.match(
      adviceWords(small, cheap).formula ?? '',
      /hits × 1 a miss − 60,000 requests × 0.01 a look-up/,
    );
    assert.equal(adviceWords(advise(curve)).formula, undefined);
  });

  it('is right for any trace and any costs: no size in the memory has a benefit that is much better', () => {
    const cost = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined });
    const inputs = fc.record({
      missCost: cost,
      lookupCost: cost,
      entryBytes: fc.option(fc.nat(50), { nil: undefined }),
      memory: fc.option(fc.nat(2000), { nil: undefined }),
      bytePrice: cost,
    });
    fc.assert(
      fc.property(requests, inputs, (keys, given) => {
        const curve = curveOf(keys);
        const advice = advise(curve, given);
        for (const text of Object.values(adviceWords(advice, given)))
          assert.doesNotMatch(String(text), /undefined|NaN|Infinity|\{\d\}/);
        const most =
          given.memory !== undefined && given.entryBytes
            ? Math.floor(given.memory / given.entryBytes)
            : curve.enough;
        const benefitOf = (size: number): number =>
          (given.missCost === undefined
            ? curve.hits(size)
            : curve.hits(size) * given.missCost - keys.length * (given.lookupCost ?? 0)) -
          size * (given.entryBytes ?? 0) * (given.bytePrice ?? 0);
        const best = Math.max(...upTo(Math.min(most, curve.enough) + 1).map(benefitOf));
        if (advice.kind === 'nothing') return;
        assert.ok(advice.kind !== 'unknown' && advice.size <= most && advice.size <= curve.enough);
        assert.ok(advice.benefit >= best - Math.abs(best) * 0.05 - 1e-9);
      }),
      { seed: 61, numRuns: 300 },
    );
  });

  it('on a limit that is there: enough, more, unused, or right', () => {
    const curve = curveOf(repeated([1, 2, 3], 9));
    assert.deepEqual(adviseOnLimit(curve, 5, false), { kind: 'enough', size: 3 });
    assert.deepEqual(adviseOnLimit(curve, 2, false), { kind: 'more', saves: 24, size: 3 });
    assert.deepEqual(adviseOnLimit(curve, 2, true), { kind: 'more', saves: 24 });
    assert.deepEqual(adviseOnLimit(curveOf([1, 2]), 2, false), { kind: 'unused' });
    assert.deepEqual(
      [adviseOnLimit(curve, 3, false), adviseOnLimit(curve, 0, false), adviseOnLimit(curveOf([]), 9, false)],
      [undefined, undefined, undefined],
    );
  });

  it('says that the load changes where its quarters ask for other sizes', () => {
    const quarters = [
      repeated(upTo(100), 9),
      repeated(upTo(30), 30),
      repeated(upTo(100), 9),
      repeated(upTo(100), 9),
    ];
    const change = loadChange(quarters.map(curveOf));
    assert.deepEqual(change, [100, 30, 100, 100]);
    assert.match(loadChangeWords(change).reason, /100, 30, 100, 100/);
    assert.equal(loadChange([100, 60, 55, 80].map((size) => curveOf(repeated(upTo(size), 9)))), undefined);
    assert.equal(loadChange([curveOf(upTo(50)), curveOf(repeated(upTo(5), 9))]), undefined);
  });
});

describe('advice on the policy', () => {
  const league = (
    keys: readonly number[],
    size: number,
    policies: readonly string[],
  ): [RunResult[], Int32Array] => {
    const trace = traceOf(keys);
    const windows = windowsOf(trace, 20);
    return [policies.map((policy) => runJob(trace, { policy, size }, { now: () => 0, windows })), windows];
  };

  const all = policies.map(({ id }) => id);

  it('is another one only where that is better by more than chance', () => {
    const keys = [...makeWorkload('mixed', { requests: 40_000, keys: 2000 })];
    const [runs, ends] = league(keys, 100, ['lru', 'fifo', 'sieve', 'lfu']);
    const advice = recommendPolicy(runs, ends)!;
    assert.notEqual(advice.policy, 'lru');
    assert.ok(advice.ratio - advice.lruRatio > advice.margin);
    assert.match(policyWords(advice, String).text, /answers more than LRU here\.$/);
    assert.match(policyWords(advice, String).reason, /ahead in both halves/);
  });

  it('is the one with most hits over the whole trace, whichever did best in a part of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.array(fc.nat(80), { minLength: 1, maxLength: 60 }), { minLength: 2, maxLength: 6 }),
        (size, loads) => {
          const [runs, ends] = league(loads.flatMap((load) => repeated(load, 5)), size, all); // oxfmt-ignore
          const advice = recommendPolicy(runs, ends)!;
          const most = Math.max(...runs.map(({ hits }) => hits));
          assert.equal(runs.find(({ policy }) => policy === advice.best)?.hits, most);
          assert.ok(advice.policy === 'lru' || advice.policy === advice.best);
          assert.ok(Math.abs(advice.ratio - most / ends.at(-1)!) < 1e-12);
        },
      ),
      { seed: 62, numRuns: 60 },
    );
  });

  /** A run that has so many hits in each window of a hundred requests. */
  const runWith = (policy: string, hits: readonly number[]): RunResult => {
    const sum = hits.reduce((total, each) => total + each, 0);
    const requests = 100 * hits.length;
    const windows = Float64Array.from(hits);
    return { policy, size: 9, requests, hits: sum, misses: requests - sum, evictions: 0, ms: 0, windows };
  };
  const endsOf = (count: number): Int32Array => Int32Array.from(upTo(count, 1), (end) => 100 * end);
  const times = (value: number, count: number): number[] => upTo(count).map(() => value);

  it('says so where a policy that is ahead over all is behind in one half', () => {
    const lru = runWith('lru', times(50, 40));
    const parts = [times(80, 20), times(47, 20)];
    for (const order of [parts, [...parts].reverse()]) {
      const advice = recommendPolicy([lru, runWith('mru', order.flat())], endsOf(40))!;
      assert.equal(advice.policy, 'mru');
      assert.deepEqual(
        advice.halves.map(({ ratio, lruRatio }) => [ratio, lruRatio]),
        order.map(([hits = 0]) => [hits / 100, 0.5]),
      );
      const { text, reason } = policyWords(advice, String);
      assert.equal(text, 'mru answers more than LRU here, but not all the time.');
      assert.match(
        reason,
        /answers 63\.5 % of all requests, LRU 50 %\. The halves disagree: (80|47) % against 50 %/,
      );
    }
  });

  it('is LRU where there is no better one, or where the difference may be chance', () => {
    const [same, windows] = league(repeated([1, 2], 500), 5, ['lru', 'fifo', 'mru']);
    assert.deepEqual([recommendPolicy(same, windows)!.best, recommendPolicy(same, windows)!.policy], ['lru', 'lru']); // oxfmt-ignore
    assert.match(policyWords(recommendPolicy(same, windows)!, String).reason, /No other policy answers more/);
    assert.equal(recommendPolicy([], windows), undefined);
    const runs = [runWith('lru', times(50, 4)), runWith('fifo', [90, 48, 48, 48])];
    const lucky = recommendPolicy(runs, endsOf(4))!;
    assert.deepEqual([lucky.best, lucky.policy], ['fifo', 'lru']);
    assert.match(policyWords(lucky, String).reason, /may be chance/);
  });
});
