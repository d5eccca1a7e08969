import { createDecorator, isDecoratorContext } from './decorate.ts';
import { createMemo } from './memo.ts';
import { checkOptions, memoNames } from './options.ts';
import { lru } from './policies/lru.ts';
import type { AnyFunction, CacheDecorator, Cached, Maxsize, MemoOptions } from './types.ts';

/**
 * Python's `functools.lru_cache`: keeps the results of a function, the least recently used leaves first.
 * Four forms: `lruCache(fn)`, `lruCache(fn, options)`, `lruCache(options)(fn)`, `lruCache(maxsize)(fn)`; the last
 * two, and the bare name, also decorate methods.
 *
 * Throws a `TypeError` where there is no function, `maxsize` is no integer or null, or an option is unknown; a
 * `RangeError` where `maxsize` is above `Number.MAX_SAFE_INTEGER`. An iterator that is cached is spent on its second
 * use: return an array instead.
 *
 * @example
 * const stepsTo = lruCache(16)((stair: number): number =>
 *   stair <= 2 ? stair : stair === 3 ? 4 : stepsTo(stair - 3) + stepsTo(stair - 2) + stepsTo(stair - 1));
 * stepsTo(30); // 53798080
 * stepsTo.cacheInfo().toString(); // CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)
 */
export function lruCache<F extends AnyFunction>(fn: F, context: ClassMethodDecoratorContext): Cached<F>;
export function lruCache<F extends AnyFunction>(fn: F, options?: MemoOptions<F>): Cached<F>;
export function lruCache(options?: Maxsize | MemoOptions): CacheDecorator;
export function lruCache(first?: unknown, second?: unknown): unknown {
  if (typeof first === 'function') {
    if (isDecoratorContext(second)) return lruDecorator({})(first as AnyFunction, second as never);
    return lruDecorator(second === undefined ? {} : second)(first as AnyFunction);
  }
  return lruDecorator(typeof first === 'object' && first !== null ? first : { maxsize: first });
}

/**
 * `lruCache` without a limit: nothing is evicted.
 *
 * @example
 * const fib = cache((n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2)));
 */
export function cache<F extends AnyFunction>(fn: F, context?: ClassMethodDecoratorContext): Cached<F> {
  return lruDecorator({ maxsize: null }, 'cache')(fn, context);
}

function lruDecorator(options: unknown, who = 'lruCache'): CacheDecorator {
  const checked = checkOptions(options, who, ['maxsize', ...memoNames]);
  return createDecorator(who, (fn) =>
    createMemo(fn, checked, {
      by: who,
      policyId: 'lru',
      policy: lru.create({ maxsize: checked.limit, seed: 1 }),
    }),
  );
}
