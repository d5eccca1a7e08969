import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createCache,
  lruCache,
  memoize,
  policies,
  timedLruCache,
  ttlCache,
  type CacheEvent,
  type Cached,
} from '../../../src/engine/index.ts';
import { counter, counts, scribe } from './support.ts';

describe('events', () => {
  it('of a memoized function name the call by its arguments', () => {
    const { words, observer } = scribe();
    const cached = lruCache({ maxsize: 2, observer })(counter());
    cached(7);
    cached(7);
    cached();
    cached('a', 1);
    cached('a', 1);
    cached.cacheClear();
    assert.deepEqual(words, [
      'miss 7', 'stored 7', 'hit 7', 'miss []', 'stored []', 'miss ["a",1]', 'removed 7 evicted', 'stored ["a",1]', 'hit ["a",1]',
      'removed [] cleared', 'removed ["a",1] cleared',
    ]); // oxfmt-ignore
  });

  it('keep the arguments where the key is another', () => {
    const { words, observer } = scribe();
    const cached = lruCache({ maxsize: 1, observer, key: (user: { id: number }) => user.id })(
      (user: { id: number }) => user,
    );
    cached({ id: 1 });
    cached({ id: 2 });
    const structural = lruCache({ observer, objects: 'structural' })(counter());
    structural([1]);
    structural.cacheClear();
    assert.deepEqual(words, [
      'miss {"id":1}', 'stored {"id":1}', 'miss {"id":2}', 'removed {"id":1} evicted', 'stored {"id":2}',
      'miss [1]', 'stored [1]', 'removed [1] cleared',
    ]); // oxfmt-ignore
  });

  it('of a keyed cache', () => {
    const { words, observer } = scribe();
    const cache = createCache<string, number>('lru', 2, { observer });
    cache.get('a');
    cache.set('a', 1);
    cache.set('a', 2);
    cache.get('a');
    cache.delete('a');
    cache.delete('a');
    cache.set('b', 1);
    cache.clear();
    assert.deepEqual(words, [
      'miss "a"', 'stored "a"', 'removed "a" replaced', 'stored "a"', 'hit "a"', 'removed "a" deleted', 'stored "b"',
      'removed "b" cleared',
    ]); // oxfmt-ignore
  });

  it('tell the value that was stored and the depth of the call', () => {
    const seen: CacheEvent[] = [];
    const fact: Cached<(n: number) => number> = lruCache({ observer: (event) => seen.push(event) })(
      (n: number): number => (n === 0 ? 1 : n * fact(n - 1)),
    );
    fact(1);
    fact(1);
    assert.deepEqual(seen, [
      { type: 'miss', key: 1, depth: 0 },
      { type: 'miss', key: 0, depth: 1 },
      { type: 'stored', key: 0, value: 1 },
      { type: 'stored', key: 1, value: 1 },
      { type: 'hit', key: 1, depth: 0 },
    ]);
  });

  it('keep the depth right when calls throw', () => {
    const depths: number[] = [];
    const observer = (event: CacheEvent): void => {
      if (event.type === 'miss') depths.push(event.depth);
    };
    for (const maxsize of [0, 1]) {
      const cached = lruCache({ maxsize, observer })(() => {
        throw new Error('x');
      });
      for (let i = 0; i < 2; i++) assert.throws(cached);
    }
    assert.deepEqual(depths, [0, 0, 0, 0]);
  });

  it('of an unbounded overwrite are replaced and stored', () => {
    const { words, observer } = scribe();
    let inside = false;
    const cached: Cached<(n: number) => string> = lruCache({ maxsize: null, observer })((
      n: number,
    ): string => {
      if (inside) return 'inner';
      inside = true;
      return `outer ${cached(n)}`;
    });
    cached(1);
    assert.deepEqual(words, ['miss 1', 'miss 1', 'stored 1', 'removed 1 replaced', 'stored 1']);
    assert.equal(cached(1), 'outer inner');
  });

  it('are a complete account: a fold over them is the cache', () => {
    const operation = fc.tuple(fc.constantFrom('get', 'set', 'delete'), fc.nat(9));
    for (const { id } of policies) {
      fc.assert(
        fc.property(fc.nat(5), fc.array(operation, { maxLength: 80, size: 'max' }), (maxsize, program) => {
          const held = new Map<unknown, unknown>();
          let [hits, misses] = [0, 0];
          const cache = createCache<number, number>(id, maxsize, {
            observer(event) {
              if (event.type === 'hit') hits++;
              if (event.type === 'miss') misses++;
              if (event.type === 'removed') assert.ok(held.delete(event.key));
              if (event.type === 'stored') assert.equal(held.set(event.key, event.value).size, cache.size);
            },
          });
          program.forEach(([name, key], i) => {
            if (name === 'set') cache.set(key, i);
            else cache[name as 'get'](key);
          });
          assert.deepEqual([...cache.info()], [hits, misses, maxsize, held.size]);
          for (const key of cache.keys()) assert.equal(cache.peek(key), held.get(key));
        }),
        { seed: 15, numRuns: 60 },
      );
    }
  });
});

describe('an observer that misbehaves', () => {
  it('by throwing: the caller never notices', () => {
    const cached = lruCache({
      maxsize: 1,
      observer: () => {
        throw new Error('mine');
      },
    })(counter());
    assert.deepEqual([cached(1), cached(1), cached(2), cached(1)], [1, 1, 2, 3]);
    cached.cacheClear();
    assert.equal(counts(cached), '0 hits, 0 misses, 0 held');
  });

  it('by calling the function for ever: it is not told of its own doing', () => {
    let told = 0;
    const cached: Cached<(n: number) => number> = lruCache({
      maxsize: 2,
      observer: () => void (told++, cached(told % 5)),
    })((n: number) => n);
    for (let n = 0; n < 20; n++) assert.equal(cached(n % 4), n % 4);
    const { hits, misses, currsize } = cached.cacheInfo();
    assert.ok(hits + misses === 20 + told && currsize === 2);
  });

  it('by clearing in the middle of every operation', () => {
    for (const moment of ['hit', 'miss', 'stored', 'removed']) {
      const cached: Cached<(n: number) => number> = lruCache({
        maxsize: 2,
        observer: (event) => {
          if (event.type === moment) cached.cacheClear();
        },
      })((n: number) => n);
      for (const n of [1, 1, 2, 3, 3, 4, 1, 1]) assert.equal(cached(n), n);
      assert.ok(cached.cacheInfo().currsize <= 2);
      for (const n of [5, 6, 7, 7, 5]) assert.equal(cached(n), n);
    }
  });

  it('by using the cache at every event: list and map still agree', () => {
    const script = fc.array(fc.tuple(fc.constantFrom('get', 'set', 'delete', 'clear'), fc.nat(6)), {
      maxLength: 40,
    });
    for (const { id } of policies) {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 4 }), script, script, (maxsize, program, meddling) => {
          let next = 0;
          const run = ([name, key]: readonly [string, number]): void => {
            if (name === 'set') cache.set(key, key);
            else if (name === 'clear') cache.clear();
            else cache[name as 'get'](key);
          };
          const cache = createCache<number, number>(id, maxsize, {
            observer: () => {
              const step = meddling[next++ % (meddling.length || 1)];
              if (step) run(step);
            },
          });
          for (const step of program) {
            run(step);
            const keys = cache.keys();
            assert.ok(
              cache.size <= maxsize && keys.length === cache.size && new Set(keys).size === cache.size,
            );
            for (const key of keys) assert.equal(cache.peek(key), key);
          }
        }),
        { seed: 16, numRuns: 100 },
      );
    }
  });

  it('by calling the function again when it is told that a result was replaced: one key has one entry', () => {
    let calls = 0;
    const cached: Cached<(key: string) => number> = lruCache({
      maxsize: null,
      observer: (event) => {
        if (event.type === 'removed' && event.cause === 'replaced') cached(event.key as string);
      },
    })((key: string): number => {
      if (calls++ === 0) cached(key);
      return calls;
    });
    cached('a');
    assert.equal(counts(cached), '1 hits, 2 misses, 1 held');
  });

  it('by calling the function at every event: every key has one entry, and the account is complete', () => {
    const forms = fc.constantFrom(...policies.map(({ id }) => id), 'timed', 'ttl');
    const calls = fc.array(fc.nat(4), { maxLength: 30 });
    fc.assert(
      fc.property(forms, fc.constantFrom(1, 2, 3, null), calls, calls, (form, maxsize, program, meddling) => {
        let next = 0;
        let depth = 0;
        const left: unknown[] = [];
        let isOver = false;
        const clock = { now: () => next };
        const observer = (event: CacheEvent): void => {
          if (isOver) left.push(event.key);
          else if (meddling.length > 0) cached(meddling[next++ % meddling.length]!);
        };
        const fn = (n: number): number => {
          if (depth++ < 2) cached((n + meddling.length) % 3);
          depth--;
          return n;
        };
        const options = { clock, observer };
        const cached: Cached<(n: number) => number> =
          form === 'timed'
            ? timedLruCache(0.005, maxsize, options)(fn)
            : form === 'ttl'
              ? ttlCache(0.005, maxsize, options)(fn)
              : memoize(fn, { policy: form, maxsize, observer });
        for (const n of program) assert.equal(cached(n), n);
        isOver = true;
        const { currsize } = cached.cacheInfo();
        left.length = 0;
        cached.cacheClear();
        assert.deepEqual([left.length, new Set(left).size], [currsize, currsize]);
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});
