import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  advise,
  adviceWords,
  ReuseCounter,
  worthOf,
  worthWords,
  type AdviceInputs,
  type Costs,
  type Reuse,
} from '../../../src/lab/index.ts';
import { curveOf, traceOf } from './support.ts';

describe('whether a function is worth caching', () => {
  const reuseOf = (keys: string, times?: readonly number[], lifetimeMs?: number): Reuse => {
    const counter = new ReuseCounter(lifetimeMs);
    const { ids } = traceOf(Array.from(keys));
    const half = keys.length >> 1;
    for (const [from, to] of [
      [0, half],
      [half, keys.length],
    ])
      // oxfmt-ignore
      counter.push({
        ids: ids.subarray(from, to),
        ...(times && { times: Float64Array.from(times.slice(from, to)) }),
      });
    return counter.counts();
  };
  const costs = { missCost: 2, lookupCost: 0.5 };

  it('depends on repeats, on what is saved, and on how long a result is good', () => {
    const verdict = (reuse: Reuse, given: Costs = costs): string => worthOf(reuse, given).verdict;
    assert.equal(verdict(reuseOf('')), 'empty');
    assert.equal(verdict(reuseOf('abc')), 'no repeats');
    assert.deepEqual(worthOf(reuseOf('aabb'), costs), {
      requests: 4,
      repeats: 2,
      hits: 2,
      saving: 0.5,
      verdict: 'worth it',
    });
    assert.equal(verdict(reuseOf('aabcdefg')), 'too quick');
    assert.equal(verdict(reuseOf('aabb'), {}), 'depends');
    assert.equal(worthOf(reuseOf('aabb'), { ...costs, isRecursive: true }).verdict, 'recursive');
    const times = [0, 10, 20, 30];
    assert.deepEqual(reuseOf('aaaa', times), { requests: 4, repeats: 3, hits: 3, ageMs: 20 });
    assert.deepEqual(reuseOf('aaaa', times, 15), { requests: 4, repeats: 3, hits: 2, ageMs: 10 });
    assert.equal(verdict(reuseOf('aaaa', times, 10)), 'too short');
  });

  it('counts what a cache counts that keeps everything for so long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (requests, lifetimeMs) => {
          const made = new Map<number, number>();
          let [now, hits] = [0, 0];
          const times = requests.map(([key, after]) => {
            now += after;
            if (now - (made.get(key) ?? -Infinity) < lifetimeMs) hits++;
            else made.set(key, now);
            return now;
          });
          const counted = reuseOf(requests.map(([key]) => key).join(''), times, lifetimeMs);
          assert.deepEqual([counted.requests, counted.hits], [requests.length, hits]);
          assert.ok((counted.ageMs ?? 0) < lifetimeMs);
        },
      ),
      { seed: 63, numRuns: 200 },
    );
  });

  it('is said in whole sentences, and the advice on the size agrees', () => {
    for (const keys of ['', 'ab', 'aa', 'aabbcc', 'aabcdefgh'])
      for (const lifetimeMs of [undefined, 1, 1e9])
        for (const given of [{}, costs, { missCost: 0 }, { missCost: 9 }] satisfies AdviceInputs[]) {
          const times = Array.from(keys, (_, at) => 7 * at);
          const reuse = reuseOf(keys, times, lifetimeMs);
          const worth = worthOf(reuse, given);
          const inputs = { ...given, lifetimeMs };
          const advice = advise(curveOf(keys), inputs, reuse);
          for (const words of [worthWords(worth, inputs), adviceWords(advice, inputs)])
            assert.doesNotMatch(Object.values(words).join(' '), /undefined|NaN|\{\d\}/);
          assert.equal(advice.kind === 'nothing', !['worth it', 'depends'].includes(worth.verdict));
        }
    const short = { lifetimeMs: 5 };
    const words = adviceWords(advise(curveOf('aa'), short, reuseOf('aa', [0, 9], 5)), short);
    assert.deepEqual(words, {
      text: 'Nothing to cache here.',
      reason:
        '1 of 2 requests ask for a key again, but each of them after the 5 ms that a result is good for.',
    });
  });

  it('of a function that calls itself neither is told by what was recorded of its calls', () => {
    const inputs = { missCost: 0.001, lookupCost: 1, nestedMisses: 3 };
    const advice = advise(curveOf('abcabc'), inputs, reuseOf('abcabc'));
    assert.deepEqual([advice.kind, advice.kind === 'enough' && advice.size], ['enough', 3]);
  });
});
