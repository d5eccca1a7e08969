import type { CheckedOptions } from './options.ts';
import type { Store } from './store.ts';
import type { AnyFunction, Cached, CacheControls } from './types.ts';

/**
 * Makes a memoized function out of the function that callers call: it gets the name, length and own properties of
 * the original, as with Python's `functools.update_wrapper`, and the controls of its cache.
 */
export function dress<F extends AnyFunction>(
  cached: AnyFunction,
  fn: F,
  store: Store,
  { limit, typed }: CheckedOptions,
  sweep: ((store: Store) => void) | undefined,
): Cached<F> {
  const controls: CacheControls<F> = {
    cacheInfo() {
      sweep?.(store);
      return store.info();
    },
    cacheClear: () => store.clear('cleared'),
    cacheParameters: () => ({ maxsize: limit === Infinity ? null : limit, typed }),
    wrapped: fn,
  };
  const own = Object.getOwnPropertyDescriptors(fn) as PropertyDescriptorMap;
  delete own['prototype'];
  delete own['arguments'];
  delete own['caller'];
  for (const name of Object.keys(controls)) delete own[name];
  return Object.assign(Object.defineProperties(cached, own), controls) as unknown as Cached<F>;
}
