import { ArgumentIndex } from './argument-index.ts';
import { createKeyMaker } from './keys.ts';
import type { CheckedOptions } from './options.ts';
import type { Policy } from './policy.ts';
import { isPromise } from './results.ts';
import { Store } from './store.ts';
import type { AnyFunction, Cached, CacheControls } from './types.ts';

/** What a kind of memoized function adds to the common one. */
export interface MemoKind {
  readonly policy: Policy;
  /** Runs before each call. */
  readonly beforeCall?: ((store: Store) => void) | undefined;
  /** Runs before a result is stored and before the counters are read, to take out what has expired. */
  readonly sweep?: ((store: Store) => void) | undefined;
}

/** Puts a cache in front of a function: the one mechanism under every decorator. */
export function createMemo<F extends AnyFunction>(fn: F, options: CheckedOptions, kind: MemoKind): Cached<F> {
  const { limit, observer } = options;
  const index = new ArgumentIndex();
  const store = new Store(limit, kind.policy, index, observer);
  const makeKey = createKeyMaker(options);

  function cached(this: unknown, ...args: unknown[]): unknown {
    const label = args.length === 1 ? args[0] : args;
    kind.beforeCall?.(store);
    if (limit === 0) {
      store.miss(label);
      return run(this, args);
    }
    const parts = makeKey(this, args);
    const slot = index.find(parts);
    if (slot !== 0) return store.hit(slot, label);
    store.miss(label);
    const value = run(this, args);
    keep(parts, label, value);
    return value;
  }

  function run(self: unknown, args: readonly unknown[]): unknown {
    store.depth++;
    try {
      return Reflect.apply(fn, self, args);
    } finally {
      store.depth--;
    }
  }

  function keep(parts: readonly unknown[], label: unknown, value: unknown): void {
    kind.sweep?.(store);
    const present = index.find(parts);
    if (present !== 0 && limit !== Infinity) return;
    if (present !== 0) store.remove(present, 'replaced');
    store.insert(value, label, 0, (slot) => index.add(parts, slot));
    if (isPromise(value)) {
      const forget = (): void => {
        const slot = index.find(parts);
        if (slot !== 0 && store.values[slot] === value) store.remove(slot, 'deleted');
      };
      value.then(undefined, forget);
    }
  }

  const controls: CacheControls<F> = {
    cacheInfo() {
      kind.sweep?.(store);
      return store.info();
    },
    cacheClear: () => store.clear('cleared'),
    cacheParameters: () => ({ maxsize: limit === Infinity ? null : limit, typed: options.typed }),
    wrapped: fn,
  };
  return Object.assign(dress(cached, fn), controls) as unknown as Cached<F>;
}

/** Copies name, length and own properties, as `functools.update_wrapper` does. */
function dress(wrapper: AnyFunction, fn: AnyFunction): AnyFunction {
  for (const name of Reflect.ownKeys(fn)) {
    if (name === 'prototype' || name === 'arguments' || name === 'caller') continue;
    const property = Object.getOwnPropertyDescriptor(fn, name);
    if (property) Object.defineProperty(wrapper, name, property);
  }
  return wrapper;
}
