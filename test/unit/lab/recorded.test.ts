import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache, memoize, type Teller } from '../../../src/engine/index.ts';
import {
  advise,
  GrowingCurve,
  recordedTrace,
  type Advice,
  type RecordedTrace,
} from '../../../src/lab/index.ts';
import { whole } from '../../../src/recording/index.ts';
import { Studio } from '../recording/support.ts';

/** A recursion over the numbers below its argument; 0 and less are known. */
const climbing = (
  hops: readonly number[],
  maxsize: number | null,
  observer?: Teller,
): ((top: number) => number) & { misses: () => number } => {
  const steps = memoize(
    (stair: number): number => (stair <= 0 ? 1 : hops.reduce((sum, hop) => sum + steps(stair - hop), 0)),
    { policy: 'lru', maxsize, observer },
  );
  return Object.assign((top: number) => steps(top), { misses: () => steps.cacheInfo().misses });
};

function recorded(hops: readonly number[], tops: readonly number[], maxsize: number | null): RecordedTrace {
  const studio = new Studio(String);
  const observer = studio.open({ maxsize });
  const steps = climbing(hops, maxsize, observer);
  for (const top of tops) steps(top);
  return whole(recordedTrace(studio.finish(), observer.cache));
}

const curveOf = ({ trace }: RecordedTrace): ReturnType<GrowingCurve['curve']> => {
  const growing = new GrowingCurve();
  growing.push(trace);
  return growing.curve();
};

const adviceOn = (found: RecordedTrace): Advice =>
  advise(curveOf(found), found.isNested ? { nestedMisses: found.misses } : {});

describe('the requests of a recording', () => {
  it('of the stairs: 91 requests, 33 misses from size 4 on, as in truth', () => {
    const found = recorded([1, 2, 3], [30], null);
    assert.deepEqual(
      [found.trace.ids.length, found.trace.distinct, found.isNested, found.misses],
      [91, 33, true, 33],
    );
    const curve = curveOf(found);
    assert.deepEqual([curve.enough, curve.misses(4), curve.misses(3) > 33], [4, 33, true]);
    const real = climbing([1, 2, 3], 4);
    real(30);
    assert.equal(real.misses(), 33);
    const advice = adviceOn(found);
    assert.deepEqual([advice.kind, advice.kind === 'enough' && advice.size], ['enough', 4]);
  });

  it('of any recursion: the size that is enough is the one that is found by running every size', () => {
    const hops = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        hops,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
        (hops, tops) => {
          const advice = adviceOn(recorded(hops, tops, null));
          const missesAt = (maxsize: number | null): number => {
            const steps = climbing(hops, maxsize);
            for (const top of tops) steps(top);
            return steps.misses();
          };
          const least = missesAt(null);
          let size = 0;
          while (missesAt(size) > least) size++;
          if (size === 0) assert.equal(advice.kind, 'nothing');
          else assert.deepEqual([advice.kind, advice.kind === 'enough' && advice.size], ['enough', size]);
        },
      ),
      { seed: 51, numRuns: 150 },
    );
  });

  it('where the recorded cache was too small for a recursion, nothing is said of the size', () => {
    const found = recorded([1, 2, 3], [12], 3);
    assert.ok(found.misses > found.trace.distinct);
    assert.equal(adviceOn(found).kind, 'unknown');
  });

  it('of a cache with keys: in the order in which they were asked for, with their texts and fingerprints', () => {
    const studio = new Studio(String);
    const observer = studio.open({ maxsize: 2 });
    const cache = createCache<string, true>('lru', 2, { observer });
    for (const key of 'abcacbxa') if (cache.get(key) === undefined && key !== 'x') cache.set(key, true);
    const { trace, textOf, isNested, misses, isCut } = whole(recordedTrace(studio.finish(), observer.cache));
    assert.equal([...trace.ids].map(textOf).join(''), 'abcacbxa');
    assert.deepEqual([trace.distinct, isNested, misses, isCut], [4, false, cache.info().misses, false]);
    assert.equal(new Set(trace.prints).size, 4);
  });

  it('a miss has the time at which its entry went in', () => {
    const studio = new Studio(String);
    const observer = studio.open({ maxsize: null });
    const cache = createCache<number, true>('lru', null, { observer });
    const pass = (ms: number): void => {
      studio.time += ms;
      studio.turn();
    };
    for (const key of [1, 1, 2]) {
      const isMiss = cache.get(key) === undefined;
      pass(5); // It is fetched.
      if (isMiss) cache.set(key, true);
      pass(10);
    }
    const { trace } = whole(recordedTrace(studio.finish(), observer.cache));
    assert.deepEqual([...trace.times!], [5, 15, 35]);
  });

  it('tells what a call took that missed, without the calls of the same cache inside it', () => {
    const studio = new Studio(String);
    const pass = (ms: number): void => void (studio.time += ms);
    // Where the line of each event is asked for, the clock is looked at for each.
    const observer = studio.open({ maxsize: null, origin: () => undefined });
    const steps = memoize(
      (n: number): number => {
        pass(7);
        const below = n > 1 ? steps(n - 1) : 0;
        pass(3);
        if (n === 9) throw new Error('no');
        return n + below;
      },
      { maxsize: null, observer },
    );
    assert.equal(steps(4), 10);
    pass(1000);
    steps(4);
    assert.throws(() => steps(9));
    const { callMs } = whole(recordedTrace(studio.finish(), observer.cache));
    assert.equal(callMs, 10);
    const idle = new Studio(String);
    const nothing = idle.open({ maxsize: 2 });
    createCache<string, true>('lru', 2, { observer: nothing }).get('a');
    assert.equal(whole(recordedTrace(idle.finish(), nothing.cache)).callMs, undefined);
  });

  it('a call that throws, and calls of other caches, keep their order', () => {
    const studio = new Studio(String);
    const [first, second] = [
      studio.open({ name: 'a', maxsize: null }),
      studio.open({ name: 'b', maxsize: null }),
    ];
    const inner = memoize((n: number): number => n, { maxsize: null, observer: second });
    const outer = memoize(
      (n: number): number => {
        if (n > 3) outer(n - 1);
        inner(n);
        if (n === 4) throw new Error('no');
        return n;
      },
      { maxsize: null, observer: first },
    );
    for (const n of [5, 3, 1, 5])
      try {
        outer(n);
      } catch {
        // Told as a call that stored nothing.
      }
    const recording = studio.finish();
    const found = whole(recordedTrace(recording, first.cache));
    assert.deepEqual([...found.trace.ids].map(found.textOf), ['3', '4', '5', '3', '1', '3', '4', '5']);
    assert.equal(whole(recordedTrace(recording, second.cache)).isNested, false);
  });
});
