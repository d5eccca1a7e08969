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
  copyMembers(fn, cached, Object.keys(controls));
  return Object.assign(cached, controls) as unknown as Cached<F>;
}

/** Gives a function the name, length and own properties of another one, but none of those named in `but`. */
export function copyMembers(from: AnyFunction, to: AnyFunction, but: readonly string[]): void {
  const kept = ['prototype', 'arguments', 'caller', ...but];
  for (const name of Reflect.ownKeys(from)) {
    const property = Object.getOwnPropertyDescriptor(from, name);
    if (property && !kept.includes(name as string)) Object.defineProperty(to, name, property);
  }
}
