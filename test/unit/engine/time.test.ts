import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lruCache, timedLruCache, timeit, ttlCache, type Cached } from '../../../src/engine/index.ts';
import { counter, counts, scribe, Ticks } from './support.ts';

describe('lifetimes', () => {
  it('must be finite numbers of seconds above 0', () => {
    for (const make of [timedLruCache, ttlCache]) {
      for (const wrong of ['5', null, undefined, 5n, {}, true])
        assert.throws(() => make(wrong as number), {
          name: 'TypeError',
          message: /^seconds must be a number, not /,
        });
      for (const wrong of [0, -1, NaN, Infinity, -0])
        assert.throws(() => make(wrong), {
          name: 'RangeError',
          message: /^seconds must be a finite number above 0, not /,
        });
      assert.deepEqual(make(0.001)(counter()).cacheParameters(), { maxsize: 128, typed: false });
    }
  });

  it('run on the monotonic clock of the platform by default', () => {
    for (const make of [timedLruCache, ttlCache]) {
      const cached = make(1000)(counter());
      assert.deepEqual([cached(1), cached(1)], [1, 1]);
      const brief = make(1e-9)(counter());
      assert.deepEqual([brief(1), brief(1)], [1, 2]);
    }
  });
});

describe('timedLruCache', () => {
  it('forgets everything, counters too, at the first call past its deadline', () => {
    const clock = new Ticks(500);
    const { words, observer } = scribe();
    const cached = timedLruCache(10, 4, { clock, observer })(counter());
    cached(1);
    clock.time = 10499;
    assert.deepEqual([cached(1), cached(2)], [1, 2]);
    clock.time = 10500;
    assert.equal(counts(cached), '1 hits, 2 misses, 2 held');
    assert.equal(cached(2), 3);
    assert.equal(counts(cached), '0 hits, 1 misses, 1 held');
    clock.time = 20499;
    assert.equal(cached(2), 3);
    clock.time = 33000;
    assert.equal(cached(2), 4);
    clock.time = 42999;
    assert.equal(cached(2), 4);
    clock.time = 43000;
    assert.equal(cached(2), 5);
    assert.deepEqual(words.filter((word) => word.startsWith('removed')), [
      'removed 1 expired', 'removed 2 expired', 'removed 2 expired', 'removed 2 expired',
    ]); // oxfmt-ignore
  });

  it('counts its deadline from decoration, not from the first call, and reads the clock once per call', () => {
    const clock = new Ticks();
    const cached = timedLruCache(1, 2, { clock })(counter());
    assert.equal(clock.reads, 1);
    clock.time = 999;
    cached(1);
    clock.time = 1000;
    assert.equal(cached(1), 2);
    assert.equal(clock.reads, 3);
  });

  it('has a maxsize and takes all other options', () => {
    const clock = new Ticks();
    const cached = timedLruCache(1, 2, { clock, key: (n) => Number(n) % 10, typed: true })(counter());
    assert.deepEqual([cached(1), cached(11), cached(2), cached(3), cached(1)], [1, 1, 2, 3, 4]);
    assert.deepEqual(cached.cacheParameters(), { maxsize: 2, typed: true });
    cached.cacheClear();
    assert.equal(counts(cached), '0 hits, 0 misses, 0 held');
  });

  it('size 0 also starts its counters again', () => {
    const clock = new Ticks();
    const cached = timedLruCache(1, 0, { clock })(counter());
    cached([]);
    clock.time = 1000;
    cached([]);
    assert.equal(counts(cached), '0 hits, 1 misses, 0 held');
  });
});

describe('ttlCache', () => {
  it('gives every entry its own lifetime, from the end of its computation; hits do not prolong it', () => {
    const clock = new Ticks();
    const { words, observer } = scribe();
    const cached = ttlCache(1, 8, { clock, observer })((n: number) => (clock.time += 100, n)); // oxfmt-ignore
    cached(1); // until 1100
    clock.time = 600;
    cached(2); // until 1700
    clock.time = 1099;
    cached(1);
    assert.equal(counts(cached), '1 hits, 2 misses, 2 held');
    clock.time = 1100;
    assert.equal(counts(cached), '1 hits, 2 misses, 1 held');
    cached(1); // until 2200
    assert.equal(counts(cached), '1 hits, 3 misses, 2 held');
    clock.time = 5000;
    assert.equal(counts(cached), '1 hits, 3 misses, 0 held');
    assert.deepEqual(words.filter((word) => word.endsWith('expired')), ['removed 1 expired', 'removed 2 expired', 'removed 1 expired']); // oxfmt-ignore
  });

  it('takes expired entries out before it evicts a living one', () => {
    const clock = new Ticks();
    const { words, observer } = scribe();
    const cached: Cached<(n: number) => number> = ttlCache(1, 2, { clock, observer })((n: number) => {
      if (n === 3) clock.time = 1000;
      return n;
    });
    cached(1);
    clock.time = 500;
    cached(2);
    cached(1);
    cached(3); // 1 expires while 3 is computed
    assert.deepEqual(words.slice(-3), ['miss 3', 'removed 1 expired', 'stored 3']);
    assert.equal(counts(cached), '1 hits, 3 misses, 2 held');
  });

  it('is cleared as a whole, in the order of recency', () => {
    const { words, observer } = scribe();
    const clock = new Ticks();
    const cached = ttlCache(1, 3, { clock, observer })(counter());
    for (const n of [1, 2, 3, 1, 4]) cached(n);
    cached.cacheClear();
    assert.deepEqual(words.slice(-4), [
      'stored 4',
      'removed 3 cleared',
      'removed 1 cleared',
      'removed 4 cleared',
    ]);
    assert.equal(counts(cached), '0 hits, 0 misses, 0 held');
    clock.time = 5000;
    assert.equal(counts(cached), '0 hits, 0 misses, 0 held');
    assert.equal(cached(1), 5);
  });

  it('reads the clock once for a hit and twice for a miss', () => {
    const clock = new Ticks();
    const cached = ttlCache(1, 2, { clock })(counter());
    cached(1);
    assert.equal(clock.reads, 2);
    cached(1);
    assert.equal(clock.reads, 3);
  });

  it('an unbounded overwrite begins a new lifetime', () => {
    const clock = new Ticks();
    let inside = false;
    const cached: Cached<(n: number) => string> = ttlCache(1, null, { clock })((n: number): string => {
      if (inside) return 'inner';
      inside = true;
      cached(n);
      clock.time = 900;
      return 'outer';
    });
    cached(1);
    clock.time = 1899;
    assert.equal(cached(1), 'outer');
    clock.time = 1900;
    assert.equal(counts(cached), '1 hits, 2 misses, 0 held');
  });

  it('agrees with a list of entries and their times', () => {
    const step = fc.tuple(fc.nat(5), fc.nat(700));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(step, { maxLength: 100, size: 'max' }),
        (maxsize, steps) => {
          const clock = new Ticks();
          const cached = ttlCache(1, maxsize, { clock })((n: number) => n);
          let held: { n: number; expiry: number }[] = [];
          let hits = 0;
          for (const [n, wait] of steps) {
            clock.time += wait;
            held = held.filter(({ expiry }) => expiry > clock.time);
            const entry = held.find((one) => one.n === n);
            if (entry) hits++;
            else if (held.length === maxsize) held.shift();
            held = [...held.filter((one) => one !== entry), entry ?? { n, expiry: clock.time + 1000 }];
            cached(n);
            assert.deepEqual([cached.cacheInfo().hits, cached.cacheInfo().currsize], [hits, held.length]);
          }
        },
      ),
      { seed: 17, numRuns: 200 },
    );
  });
});

describe('timeit', () => {
  it('measures repeat times number calls, in seconds', () => {
    const clock = new Ticks();
    const costs = [3, 1, 2];
    let calls = 0;
    const { times, min } = timeit(() => (clock.time += costs[Math.floor(calls++ / 10)]! * 100), { clock });
    assert.deepEqual([times, min, calls], [[3, 1, 2], 1, 30]);
  });

  it('takes its counts and the clock of the platform', () => {
    let calls = 0;
    const { times, min } = timeit(() => calls++, { repeat: 2, number: 5 });
    assert.equal(calls, 10);
    assert.ok(times.length === 2 && min >= 0 && min < 10 && min === Math.min(...times));
    assert.equal(timeit(lruCache(counter()), { repeat: 1 }).times.length, 1);
  });
});
