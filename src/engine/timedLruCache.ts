import { createDecorator } from './decorate.ts';
import { createMemo } from './memo.ts';
import { checkMaxsize, checkOptions, checkSeconds, memoNames } from './options.ts';
import { lru } from './policies/lru.ts';
import type { Store } from './store.ts';
import type { CacheDecorator, Maxsize, MemoOptions } from './types.ts';

/** The options of the caches with a lifetime: those of `lruCache` without `maxsize`, which has its own place. */
export type LifetimeOptions = Omit<MemoOptions, 'maxsize'>;

/**
 * `lruCache` that forgets everything at once: one deadline for the whole cache, `seconds` after decoration. The
 * first call at or past it finds the cache empty, counters included, and sets the next deadline.
 *
 * Throws a `TypeError` or `RangeError` unless `seconds` is a finite number above 0.
 *
 * @example
 * const article = timedLruCache(10)(async (url: string) => (await fetch(url)).text());
 */
export function timedLruCache(
  seconds: number,
  maxsize?: Maxsize,
  options: LifetimeOptions = {},
): CacheDecorator {
  const lifetime = checkSeconds(seconds);
  const checked = { ...checkOptions(options, 'timedLruCache', memoNames), limit: checkMaxsize(maxsize) };
  return createDecorator('timedLruCache', (fn) => {
    let now = checked.clock.now();
    let deadline = now + lifetime;
    const sweep = (store: Store): void => {
      now = checked.clock.now();
      if (now < deadline) return;
      deadline = now + lifetime; // First, for an observer may call again when it is told.
      store.clear('expired');
    };
    return createMemo(fn, checked, {
      by: 'timedLruCache',
      policyId: 'lru',
      policy: lru.create({ maxsize: checked.limit, seed: 1 }),
      beforeCall: sweep,
      expiry: { isShared: true, left: () => deadline - now },
    });
  });
}
