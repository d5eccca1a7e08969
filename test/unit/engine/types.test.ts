'use strict'; // or writing to a frozen object would pass in silence

import assert from 'node:assert/strict';
import {
  cache,
  createCache,
  lruCache,
  memoize,
  policies,
  timedLruCache,
  ttlCache,
  type Cached,
  type CacheEvent,
  type CacheInfo,
  type KeyedCache,
} from '../../../src/engine/index.ts';

/* oxlint-disable typescript/no-unnecessary-type-parameters -- these exist for their type parameters */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where the type argument is `true`. */
function holds<T extends true>(answer: T = true as T): void {
  assert.ok(answer);
}
/* oxlint-enable typescript/no-unnecessary-type-parameters */

const area = (width: number, height: number): string => `${width * height}`;
type Area = typeof area;

function parse(text: string): number;
function parse(text: string, radix: 16): bigint;
function parse(text: string, radix?: 16): number | bigint {
  return radix ? BigInt(text) : Number(text);
}

describe('types', () => {
  it('a cached function keeps its parameters, result and overloads, in every form', () => {
    holds<Same<ReturnType<typeof lruCache<Area>>, Cached<Area>>>();
    const forms = [
      lruCache(area),
      lruCache(area, { maxsize: 3 }),
      lruCache({ maxsize: 3 })(area),
      lruCache(3)(area),
      lruCache(null)(area),
      lruCache()(area),
      cache(area),
      timedLruCache(10)(area),
      timedLruCache(10, null, { typed: true })(area),
      ttlCache(10, 4)(area),
      memoize(area, { policy: 'lfu', key: (width, height) => `${width.toFixed()} ${height.toFixed()}` }),
    ];
    holds<Same<typeof forms, Cached<Area>[]>>();
    for (const form of forms) {
      const result = form(2, 3);
      holds<Same<typeof result, string>>();
      holds<Same<Parameters<typeof form>, [width: number, height: number]>>();
      assert.equal(result, '6');
    }
    // @ts-expect-error -- too few arguments
    assert.equal(forms[0]!(2), 'NaN');
    // @ts-expect-error -- the wrong type
    assert.equal(forms[0]!('2', 3), '6');
    const overloaded = lruCache(parse);
    const [small, big] = [overloaded('7'), overloaded('7', 16)];
    holds<Same<typeof small, number>>();
    holds<Same<typeof big, bigint>>();
    assert.deepEqual([small, big], [7, 7n]);
    const generic = lruCache(<T>(item: T): T => item);
    const item = generic('x' as const);
    holds<Same<typeof item, 'x'>>();
    assert.equal(item, 'x');
  });

  it('keeps this, and decorates methods', () => {
    const greet = lruCache(function (this: { name: string }, word: string) {
      return `${word}, ${this.name}`;
    });
    assert.equal(greet.call({ name: 'Ada' }, 'Hello'), 'Hello, Ada');
    // @ts-expect-error -- there is no receiver
    assert.throws(() => greet('Hello'), TypeError);
    class Shop {
      readonly rate = 2;

      @lruCache({ maxsize: 3 })
      price(amount: number): number {
        return amount * this.rate;
      }

      @lruCache
      @cache
      @ttlCache(1)
      double(text: string): string {
        return text.repeat(this.rate);
      }
    }
    const shop = new Shop();
    holds<Same<Shop['price'], (amount: number) => number>>();
    assert.deepEqual([shop.price(4), shop.double('x')], [8, 'xx']);
  });

  it('names what a cached function carries', () => {
    const cached = lruCache(area);
    holds<Same<ReturnType<typeof cached.cacheInfo>, CacheInfo>>();
    holds<Same<ReturnType<typeof cached.cacheParameters>, { maxsize: number | null; typed: boolean }>>();
    holds<Same<ReturnType<typeof cached.cacheClear>, void>>();
    holds<Same<typeof cached.wrapped, Area>>();
    const counts: (number | null)[] = [...cached.cacheInfo()];
    assert.deepEqual(counts, [0, 0, 128, 0]);
    // @ts-expect-error -- a snapshot is read-only
    assert.throws(() => (cached.cacheInfo().hits = 1), TypeError);
  });

  it('infers a recursive function from its annotations', () => {
    const fib: Cached<(n: number) => number> = cache((n: number): number =>
      n < 2 ? n : fib(n - 1) + fib(n - 2),
    );
    assert.equal(fib(20), 6765);
  });

  it('keyed caches have a type of keys and of values', () => {
    const pages = createCache<string, number>('lru', 2);
    holds<Same<typeof pages, KeyedCache<string, number>>>();
    holds<Same<ReturnType<typeof pages.get>, number | undefined>>();
    // @ts-expect-error -- the wrong type of key
    pages.set(1, 1);
    assert.deepEqual(pages.keys(), [1]);
  });

  it('events are told apart by their type', () => {
    const text = (event: CacheEvent): string => {
      switch (event.type) {
        case 'hit':
        case 'miss':
          return `${event.type} ${event.depth}`;
        case 'stored':
          return `stored ${String(event.value)}`;
        case 'removed':
          return event.cause;
        case 'warning':
          return event.code;
      }
    };
    assert.equal(text({ type: 'removed', key: 1, cause: 'expired' }), 'expired');
    // @ts-expect-error -- options are checked by name
    assert.throws(() => lruCache(area, { maxSize: 3 }), TypeError);
    // @ts-expect-error -- the registry is read-only
    assert.equal(policies.push, Array.prototype.push);
  });
});
