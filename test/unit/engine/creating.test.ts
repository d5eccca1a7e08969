import assert from 'node:assert/strict';
import {
  cache,
  createCache,
  lruCache,
  memoize,
  timedLruCache,
  timeit,
  ttlCache,
  type Cached,
} from '../../../src/engine/index.ts';
import { counter, counts } from './support.ts';

type Anything = (...args: unknown[]) => unknown;
const identity = (x?: unknown): unknown => x;
const loose = lruCache as unknown as (
  first?: unknown,
  second?: unknown,
) => ((fn: unknown) => Cached<Anything>) & Cached<Anything>;

/** Every way to make a cache with a maxsize. */
const makers: Record<string, (maxsize?: unknown) => Cached<Anything>> = {
  'lruCache(fn, options)': (maxsize) => loose(identity, { maxsize }),
  'lruCache(options)(fn)': (maxsize) => loose({ maxsize })(identity),
  'lruCache(maxsize)(fn)': (maxsize) => loose(maxsize)(identity),
  timedLruCache: (maxsize) => timedLruCache(1, maxsize as number)(identity),
  ttlCache: (maxsize) => ttlCache(1, maxsize as number)(identity),
  memoize: (maxsize) => memoize(identity, { maxsize: maxsize as number }),
};

describe('creating a cache', () => {
  for (const [name, make] of Object.entries(makers)) {
    it(`${name} takes what Python takes as maxsize`, () => {
      const reported: [unknown, number | null][] = [
        [undefined, 128],
        [16, 16],
        [1, 1],
        [0, 0],
        [-0, 0],
        [-1, 0],
        [-1e300, 0],
        [null, null],
        [Infinity, null],
        [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
      ];
      for (const [given, maxsize] of reported) {
        assert.deepEqual(make(given).cacheParameters(), { maxsize, typed: false });
        assert.equal(make(given).cacheInfo().maxsize, maxsize);
      }
    });

    it(`${name} refuses every other maxsize`, () => {
      for (const wrong of [2.5, '8', NaN, true, false, 8n, Symbol('s'), -Infinity])
        assert.throws(() => make(wrong), {
          name: 'TypeError',
          message: /^maxsize must be an integer or null, not /,
        });
      assert.throws(() => make(Number.MAX_SAFE_INTEGER + 1), { name: 'RangeError', message: /maxsize/ });
      if (!name.startsWith('lruCache(max'))
        for (const wrong of [[], {}]) assert.throws(() => make(wrong), TypeError);
    });
  }

  it('keeps nothing at size 0 and accepts any argument, without making a key', () => {
    for (const make of Object.values(makers)) {
      const cached = make(0);
      cached([1]);
      cached({}, new Map());
      assert.equal(counts(cached), '0 hits, 2 misses, 0 held');
    }
    const refuse = (): never => assert.fail('no key is needed');
    const keyed = lruCache({ maxsize: 0, key: refuse })(counter());
    keyed(1);
    assert.equal(keyed(1), 2);
  });

  it('keeps everything without a limit', () => {
    const cached = cache((n: number) => n);
    for (let n = 0; n < 5000; n++) cached(n);
    assert.equal(counts(cached), '0 hits, 5000 misses, 5000 held');
    for (let n = 0; n < 5000; n++) assert.equal(cached(n), n);
    assert.equal(
      String(cached.cacheInfo()),
      'CacheInfo(hits=5000, misses=5000, maxsize=None, currsize=5000)',
    );
  });

  it('takes all four forms, with the same defaults', () => {
    for (const cached of [
      loose(identity),
      loose(identity, {}),
      loose({})(identity),
      loose()(identity),
      loose(identity, undefined),
    ])
      assert.deepEqual(cached.cacheParameters(), { maxsize: 128, typed: false });
    assert.deepEqual(loose(null)(identity).cacheParameters(), { maxsize: null, typed: false });
    assert.deepEqual(cache(identity).cacheParameters(), { maxsize: null, typed: false });
    assert.deepEqual(loose({ typed: true, maxsize: 3 })(identity).cacheParameters(), {
      maxsize: 3,
      typed: true,
    });
    assert.deepEqual(
      loose({ typed: undefined, objects: undefined, key: undefined })(identity).cacheParameters().typed,
      false,
    );
  });

  it('names the option that is wrong', () => {
    const wrong: [object, RegExp][] = [
      [{ typed: 1 }, /^typed must be a boolean, not 1\.$/],
      [{ key: 'id' }, /^key must be a function, not "id"\.$/],
      [{ objects: 'deep' }, /^objects must be 'identity' or 'structural', not "deep"\.$/],
      [{ objects: 'refuse' }, /objects/],
      [{ namedArgs: null }, /^namedArgs must be a boolean, not null\.$/],
      [{ clock: {} }, /^clock must be an object with now\(\), not an object\.$/],
      [{ clock: null }, /clock/],
      [{ clock: 3n }, /not 3n\.$/],
      [{ observer: [] }, /^observer must be a function, not an array\.$/],
      [{ observer: Symbol.iterator }, /not a symbol\.$/],
      [{ maxSize: 3 }, /^Unknown option "maxSize" for lruCache\. It takes: maxsize, typed, /],
      [{ maxsize: identity }, /not a function\.$/],
    ];
    for (const [options, message] of wrong) {
      assert.throws(() => loose(identity, options), { name: 'TypeError', message });
      assert.throws(() => loose(options), { name: 'TypeError', message });
      assert.throws(() => timedLruCache(1, 8, options), { name: 'TypeError' });
      assert.throws(() => ttlCache(1, 8, options), { name: 'TypeError' });
      assert.throws(() => memoize(identity, options), { name: 'TypeError' });
    }
    for (const options of [3, 'x', null, []])
      assert.throws(() => loose(identity, options), {
        name: 'TypeError',
        message: /^The options of lruCache must be an object/,
      });
    assert.throws(
      () => timedLruCache(1, 8, { maxsize: 3 } as object),
      /Unknown option "maxsize" for timedLruCache/,
    );
    assert.throws(() => ttlCache(1, 8, { policy: 'lru' } as object), /Unknown option "policy" for ttlCache/);
    assert.throws(
      () => lruCache(identity, { policy: 'lru' } as object),
      /Unknown option "policy" for lruCache/,
    );
  });

  it('refuses to decorate what is no function', () => {
    for (const wrong of [undefined, null, 3, 'f', {}, []]) {
      assert.throws(() => loose({})(wrong), {
        name: 'TypeError',
        message: /^lruCache needs a function, not /,
      });
      assert.throws(() => cache(wrong as never), {
        name: 'TypeError',
        message: /^cache needs a function, not /,
      });
      assert.throws(() => memoize(wrong as never), {
        name: 'TypeError',
        message: /^memoize needs a function, not /,
      });
      assert.throws(() => timedLruCache(1)(wrong as never), {
        name: 'TypeError',
        message: /^timedLruCache needs /,
      });
      assert.throws(() => ttlCache(1)(wrong as never), { name: 'TypeError', message: /^ttlCache needs / });
    }
  });

  it('refuses an unknown policy and lists the known ones', () => {
    for (const make of [() => memoize(identity, { policy: 'lur' }), () => createCache('lur', 2)])
      assert.throws(make, {
        name: 'TypeError',
        message: /^Unknown policy "lur"\. Use one of: fifo, lifo, lru, mru, lfu/,
      });
    assert.throws(() => memoize(identity, { policy: 3 as never }), { name: 'TypeError', message: /policy/ });
    assert.throws(() => createCache('lru', 2, { seed: 0.5 }), {
      name: 'TypeError',
      message: /^seed must be an integer/,
    });
    assert.throws(() => memoize(identity, { seed: '1' as never }), {
      name: 'TypeError',
      message: /^seed must be an integer/,
    });
    assert.throws(() => createCache('lru', 2, { ttl: 3 } as object), {
      name: 'TypeError',
      message: /"ttl" for createCache/,
    });
    assert.throws(() => createCache('lru', 2, { observer: 1 as never }), {
      name: 'TypeError',
      message: /^observer/,
    });
    assert.throws(() => createCache('lru', 2.5), { name: 'TypeError', message: /^maxsize/ });
    assert.throws(() => createCache('opt', 2), { name: 'TypeError' });
  });

  it('timeit refuses counts that measure nothing', () => {
    for (const wrong of [0, -1, 1.5, NaN, '3']) {
      assert.throws(() => timeit(identity, { repeat: wrong as number }), {
        message: /^repeat must be an integer above 0/,
      });
      assert.throws(() => timeit(identity, { number: wrong as number }), {
        message: /^number must be an integer above 0/,
      });
    }
    assert.throws(() => timeit(3 as never), { name: 'TypeError', message: /^timeit needs a function/ });
    assert.throws(() => timeit(identity, { times: 3 } as object), {
      name: 'TypeError',
      message: /"times" for timeit/,
    });
  });
});
