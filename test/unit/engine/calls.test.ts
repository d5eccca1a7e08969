'use strict'; // or a plain function would get globalThis as its receiver

import assert from 'node:assert/strict';
import { createCache, lruCache, memoize, type Cached } from '../../../src/engine/index.ts';
import { counter, counts, ignoring, scribe } from './support.ts';

type Numeric = Cached<(n: number) => unknown>;

/** A cached function whose body is decided later, so that it can use the cache itself. */
function scripted(maxsize: number | null, body: (n: number, cached: Numeric) => unknown): Numeric {
  const cached: Numeric = lruCache(maxsize)((n: number): unknown => body(n, cached));
  return cached;
}

const sizes = [1, 2, 3, null];

describe('calling a cached function', () => {
  it('gives back the stored object itself and caches falsy results', () => {
    const results: unknown[] = [undefined, null, 0, '', false, NaN, -0, 0n, { a: 1 }, [1]];
    for (const result of results) {
      let calls = 0;
      const cached = ignoring(() => (calls++, result));
      assert.ok(Object.is(cached(1), result) && Object.is(cached(1), result));
      assert.equal(calls, 1);
    }
  });

  it('hands the function exactly its arguments and this', () => {
    const seen: unknown[] = [];
    const cached = lruCache({ objects: 'identity' })(function (this: unknown, ...args: unknown[]) {
      seen.push([this, args]);
    });
    const receiver = { cached };
    for (const args of [[], [undefined], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]) {
      cached(...args);
      cached.apply(receiver, args);
      assert.deepEqual(seen.splice(0), [[undefined, args], [receiver, args]]); // oxfmt-ignore
    }
    const none = lruCache({ maxsize: 0 })(function (this: unknown, ...args: unknown[]) {
      return [this, args];
    });
    assert.deepEqual(none.call(receiver, 1, [2]), [receiver, [1, [2]]]);
  });

  it('counts the miss before the function runs', () => {
    for (const size of [0, ...sizes]) {
      const cached = scripted(size, (_, self) => counts(self));
      assert.equal(cached(1), '0 hits, 1 misses, 0 held');
    }
  });

  it('passes on whatever is thrown, keeps nothing and evicts nothing', () => {
    for (const thrown of [new Error('x'), undefined, null, 'text', 0]) {
      const cached = scripted(2, (n) => {
        if (n < 0) throw thrown; // oxlint-disable-line typescript/only-throw-error -- any value can be thrown
        return n;
      });
      cached(1);
      cached(2);
      for (let i = 0; i < 3; i++) {
        let caught: unknown = 'nothing';
        try {
          cached(-1);
        } catch (error) {
          caught = error;
        }
        assert.equal(caught, thrown);
      }
      assert.equal(counts(cached), '0 hits, 5 misses, 2 held');
      cached(1);
      cached(2);
      assert.equal(counts(cached), '2 hits, 5 misses, 2 held');
    }
  });

  it('called for its own key: the inner result is kept when bounded, the outer one when not', () => {
    for (const [size, kept] of [[1, 'inner'], [5, 'inner'], [null, 'outer']] as const) {
      let inside = false;
      const cached = scripted(size, (n, self) => {
        if (inside) return 'inner';
        inside = true;
        assert.equal(self(n), 'inner');
        return 'outer';
      });
      assert.equal(cached(1), 'outer');
      assert.equal(counts(cached), '0 hits, 2 misses, 1 held');
      assert.equal(cached(1), kept);
    }
  }); // oxfmt-ignore

  it('called for its own key, whatever the arguments: one entry comes of it', () => {
    for (const args of [[], [1], [1, 2], ['a', 'b'], [1, 2, 3]]) {
      for (const maxsize of [2, null]) {
        let inside = false;
        const cached: Cached<(...list: unknown[]) => string> = lruCache({ maxsize })((
          ...list: unknown[]
        ): string => {
          if (inside) return 'inner';
          inside = true;
          return cached(...list) === 'inner' ? 'outer' : 'wrong';
        });
        assert.equal(cached(...args), 'outer');
        assert.equal(cached(...args), maxsize === null ? 'outer' : 'inner');
        assert.equal(counts(cached), '1 hits, 2 misses, 1 held');
      }
    }
  });

  it('cleared while it runs: the result is still kept, its miss is gone', () => {
    for (const size of sizes) {
      const cached = scripted(size, (n, self) => {
        self.cacheClear();
        return n;
      });
      cached(1);
      assert.equal(counts(cached), '0 hits, 0 misses, 1 held');
      cached(1);
      assert.equal(counts(cached), '1 hits, 0 misses, 1 held');
    }
  });

  it('orders entries by completion: inner calls are older', () => {
    const cached = scripted(2, (n, self) => (n < 2 ? self(n + 1) : n));
    cached(0); // completes 2, 1, 0: 2 leaves
    cached(1);
    cached(0);
    assert.equal(counts(cached), '2 hits, 3 misses, 2 held');
    cached(2);
    assert.equal(counts(cached), '2 hits, 4 misses, 2 held');
  });

  it('never holds more than maxsize, whatever inner calls do', () => {
    for (const policy of ['fifo', 'lifo', 'lru', 'mru', 'lfu']) {
      const { words, observer } = scribe();
      const cached: Numeric = memoize(
        (n: number): unknown => {
          for (let inner = n - 1; inner > 0; inner--) cached(inner);
          assert.ok(cached.cacheInfo().currsize <= 3);
          return n;
        },
        { policy, maxsize: 3, observer },
      );
      for (const n of [5, 4, 3, 2, 1, 6]) cached(n);
      const held = words.filter((word) => word.startsWith('stored')).length;
      const gone = words.filter((word) => word.startsWith('removed')).length;
      assert.equal(held - gone, 3);
    }
  });

  it('a use by a hit is what keeps an entry', () => {
    const cached = lruCache(2)(counter());
    assert.deepEqual([cached(1), cached(2), cached(1), cached(3), cached(1), cached(2)], [1, 2, 1, 3, 1, 4]);
  });
});

describe('caching promises', () => {
  it('shares one promise among overlapping calls', async () => {
    const fn = counter();
    const cached = lruCache(async (n: number) => (await Promise.resolve(), fn(n)));
    const [a, b] = [cached(1), cached(1)];
    assert.equal(a, b);
    assert.deepEqual([await a, await b, await cached(1)], [1, 1, 1]);
    assert.equal(counts(cached), '2 hits, 1 misses, 1 held');
  });

  it('forgets a promise that rejects, keeps the miss, and lets the caller handle it', async () => {
    const { words, observer } = scribe();
    for (const call of [[1], [1, 'a'], []]) {
      const cached = lruCache({ observer })(async (...args: unknown[]) =>
        Promise.reject(new Error(`down ${args.length}`)),
      );
      const first = cached(...call);
      assert.equal(counts(cached), '0 hits, 1 misses, 1 held');
      await assert.rejects(first, { message: `down ${call.length}` });
      assert.equal(counts(cached), '0 hits, 1 misses, 0 held');
      await assert.rejects(cached(...call), { message: `down ${call.length}` });
      assert.equal(counts(cached), '0 hits, 2 misses, 0 held');
    }
    assert.deepEqual(words.slice(0, 3), ['miss 1', 'stored 1', 'removed 1 deleted']);
  });

  it('leaves alone what took its place', async () => {
    const outcomes = [Promise.reject(new Error('late')), Promise.resolve('new')];
    const cached = ignoring(() => outcomes.shift(), { maxsize: 1 });
    const late = cached(1);
    cached.cacheClear();
    assert.equal(await cached(1), 'new');
    await assert.rejects(late!);
    assert.equal(await cached(1), 'new');
    assert.equal(counts(cached), '1 hits, 1 misses, 1 held');
  });

  it('after eviction the slot of a rejected promise belongs to another', async () => {
    let fail: (error: Error) => void = () => undefined;
    const cached = lruCache(1)((n: number) => (n === 1 ? new Promise((_, reject) => (fail = reject)) : n));
    const pending = cached(1) as Promise<unknown>;
    void cached(2);
    fail(new Error('late'));
    await assert.rejects(pending);
    void cached(2);
    assert.equal(counts(cached), '1 hits, 2 misses, 1 held');
  });

  it('does not touch thenables that are no promises', () => {
    let asked = 0;
    const lazy = { then: () => asked++ };
    const cached = ignoring(() => lazy);
    assert.equal(cached(1), lazy);
    assert.equal(asked, 0);
  });

  it('survives a result that only claims to be a promise', () => {
    const claims = [{ [Symbol.toStringTag]: 'Promise' }, { [Symbol.toStringTag]: 'Promise', then: 1 }];
    for (const claim of claims) assert.equal(ignoring((): unknown => claim)(1), claim);
  });
});

describe('caching iterators', () => {
  it('warns once, through the observer', () => {
    const { words, observer } = scribe();
    const cached = lruCache({ observer })(function* (n: number) {
      yield n;
    });
    assert.deepEqual([...cached(1), ...cached(1), ...cached(2)], [1, 2]);
    assert.deepEqual(words, [
      'miss 1',
      'stored 1',
      'warning 1 iterator-result',
      'hit 1',
      'miss 2',
      'stored 2',
    ]);
  });

  it('warns of asynchronous ones and of replaced ones, not of what can be read again', () => {
    const { words, observer } = scribe();
    const hostile = Object.defineProperty({}, 'next', { get: () => assert.fail('hostile') });
    const results = [
      [1],
      new Map(),
      null,
      undefined,
      'text',
      { next: () => 1 },
      { [Symbol.iterator]: 1 },
      hostile,
    ];
    const cached = lruCache({ observer })((i: number): unknown => results[i]);
    results.forEach((_, i) => cached(i));
    assert.equal(words.filter((word) => word.startsWith('warning')).length, 0);
    results.push((async function* () {})()); // oxlint-disable-line typescript/no-empty-function -- only its kind counts
    cached(8);
    assert.equal(words.at(-1), 'warning 8 iterator-result');
    words.length = 0;
    const keyed = createCache<number>('lru', 2, { observer });
    keyed.set(1, 'text');
    keyed.set(1, [1].values());
    assert.equal(words.at(-1), 'warning 1 iterator-result');
  });
});
