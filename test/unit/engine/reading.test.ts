'use strict'; // or writing to a frozen object would pass in silence

import assert from 'node:assert/strict';
import { createCache, lruCache } from '../../../src/engine/index.ts';
import { counter, counts } from './support.ts';

describe('reading a cache', () => {
  it('cacheInfo is a frozen snapshot, iterable, printed as Python prints it', () => {
    const cached = lruCache(16)((n: number) => n);
    cached(1);
    const info = cached.cacheInfo();
    cached(1);
    const { hits, misses, maxsize, currsize } = info;
    assert.deepEqual(Object.keys(info), ['hits', 'misses', 'maxsize', 'currsize']);
    assert.deepEqual({ hits, misses, maxsize, currsize }, { hits: 0, misses: 1, maxsize: 16, currsize: 1 });
    assert.deepEqual([...info], [0, 1, 16, 1]);
    assert.equal(String(info), 'CacheInfo(hits=0, misses=1, maxsize=16, currsize=1)');
    assert.ok(Object.isFrozen(info));
    assert.throws(() => ((info as { hits: number }).hits = 5), TypeError);
    assert.equal(JSON.stringify(info), '{"hits":0,"misses":1,"maxsize":16,"currsize":1}');
    assert.deepEqual([...lruCache(null)(counter()).cacheInfo()], [0, 0, null, 0]);
  });

  it('never changes the order', () => {
    const cached = lruCache(2)(counter());
    cached(1);
    cached(2);
    for (let i = 0; i < 3; i++) cached.cacheInfo();
    cached(3);
    cached(2);
    assert.equal(counts(cached), '1 hits, 3 misses, 2 held');
  });

  it('cacheClear empties and zeroes', () => {
    const cached = lruCache(3)(counter());
    for (const n of [1, 2, 2, 'a', [][0]]) cached(n, 1);
    const clear: () => unknown = cached.cacheClear;
    assert.equal(clear(), undefined);
    assert.equal(counts(cached), '0 hits, 0 misses, 0 held');
    assert.equal(cached(1, 1), 5);
    for (let n = 0; n < 9; n++) cached(n);
    assert.equal(counts(cached), '0 hits, 10 misses, 3 held');
  });

  it('cacheParameters is fresh each time', () => {
    const cached = lruCache({ maxsize: 2, typed: true })(counter());
    cached.cacheParameters().maxsize = 9;
    assert.deepEqual(cached.cacheParameters(), { maxsize: 2, typed: true });
  });

  it('wrapped bypasses cache and counters', () => {
    const fn = counter();
    const cached = lruCache(fn);
    assert.equal(cached.wrapped, fn);
    assert.deepEqual([cached(1), cached.wrapped(1), cached(1)], [1, 2, 1]);
    assert.equal(counts(cached), '1 hits, 1 misses, 1 held');
  });

  it('keeps name, length and own properties of the function', () => {
    const mark = Symbol('mark');
    const multiply = (width: number, height: number): number => width * height;
    const area = Object.assign(multiply, { unit: 'm²', [mark]: 1 });
    const cached = lruCache(area);
    assert.deepEqual([cached.name, cached.length, cached.unit, cached[mark]], ['multiply', 2, 'm²', 1]);
    function old(this: unknown, a: number): number {
      return a;
    }
    const prototype: unknown = old.prototype;
    assert.notEqual(lruCache(old).prototype, prototype);
    assert.equal(lruCache(lruCache(area)).wrapped.wrapped, area);
    const sealed = Object.freeze((n: number) => n);
    assert.equal(lruCache(sealed)(3), 3);
    assert.equal(lruCache(lruCache(sealed)).cacheInfo().misses, 0);
  });

  it('size, has and peek of a keyed cache are no uses', () => {
    const cache = createCache<string, number>('lru', 2);
    cache.set('a', 1);
    cache.set('b', 2);
    assert.ok(cache.has('a') && cache.peek('a') === 1 && cache.size === 2 && !cache.has('c'));
    assert.equal(cache.peek('c'), undefined);
    cache.set('c', 3);
    assert.deepEqual(cache.keys(), ['b', 'c']);
    assert.deepEqual([...cache.info()], [0, 0, 2, 2]);
  });

  it('a keyed cache takes every key and value a Map takes', () => {
    const cache = createCache('fifo', 128);
    const keys = [0, NaN, '', '0', null, undefined, false, 1n, Symbol('s'), [], {}, 2 ** 31, -5, 1.5];
    keys.forEach((key, i) => cache.set(key, i));
    keys.forEach((key, i) => assert.equal(cache.get(key), i));
    assert.deepEqual(cache.keys(), keys);
    cache.set('nothing', undefined);
    assert.ok(cache.has('nothing') && !cache.has([]));
    assert.equal(cache.get(-0), 0);
    assert.equal(cache.delete('nothing') && cache.delete('nothing'), false);
  });
});
