import { createMemo } from './memo.ts';
import { checkFunction, checkOptions, checkSeed, memoNames } from './options.ts';
import { findPolicy } from './policies/index.ts';
import type { AnyFunction, Cached, MemoOptions } from './types.ts';

/** The options of `memoize`: those of `lruCache`, and the policy. */
export interface MemoizeOptions<F extends AnyFunction = AnyFunction> extends MemoOptions<F> {
  /** The id of a policy in `policies`. Default `'lru'`. */
  readonly policy?: string | undefined;
  /** Where policies that roll dice begin. Default 1. */
  readonly seed?: number | undefined;
}

/**
 * Puts a cache with any policy in front of a function: the general form of all decorators here. Throws a `TypeError`
 * that names what is wrong: no function, an unknown policy or option, a `maxsize` that is no integer or null.
 *
 * @example
 * const area = memoize((width: number, height: number) => width * height, { policy: 'lfu', maxsize: 2 });
 * area(3, 4);
 * area(3, 4);
 * area.cacheInfo().toString(); // CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
 */
export function memoize<F extends AnyFunction>(fn: F, options: MemoizeOptions<F> = {}): Cached<F> {
  checkFunction(fn, 'memoize');
  const checked = checkOptions(options, 'memoize', ['policy', 'maxsize', 'seed', ...memoNames]);
  const spec = findPolicy(options.policy ?? 'lru');
  return createMemo(fn, checked, {
    by: 'memoize',
    policyId: spec.id,
    policy: spec.create({ maxsize: checked.limit, seed: checkSeed(options.seed) }),
  });
}
