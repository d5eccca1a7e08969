import { ArgumentIndex } from './argument-index.ts';
import { dress } from './controls.ts';
import { createKeyMaker, refuseUnhashable } from './keys.ts';
import type { CheckedOptions } from './options.ts';
import type { Policy } from './policy.ts';
import { isPromise } from './results.ts';
import { Store } from './store.ts';
import type { AnyFunction, Cached } from './types.ts';

/** What a kind of memoized function adds to the common one. */
export interface MemoKind {
  readonly policy: Policy;
  /** Runs before each call. */
  readonly beforeCall?: ((store: Store) => void) | undefined;
  /** Runs before a result is stored and before the counters are read, to take out what has expired. */
  readonly sweep?: ((store: Store) => void) | undefined;
}

/**
 * Puts a cache in front of a function: the one mechanism under every decorator. Calls with one or two arguments that
 * are their own key take the short ways through `cached`; all others make a list of parts first. The arguments are
 * never handed on as an array from there, so that the compiler need not make one.
 */
export function createMemo<F extends AnyFunction>(fn: F, options: CheckedOptions, kind: MemoKind): Cached<F> {
  'use strict'; // without it a plain call would have globalThis as its receiver
  const { limit } = options;
  const { policy, beforeCall, sweep } = kind;
  const index = new ArgumentIndex(limit);
  const { ints } = index;
  const store = new Store(limit, policy, index, options.observer);
  const { teller } = store;
  const makeKey = createKeyMaker(options);
  const refuse = options.objects === 'refuse';
  const direct =
    limit > 0 && !beforeCall && !options.key && !options.namedArgs && options.objects !== 'structural';
  const call = fn as unknown as (this: unknown, ...args: unknown[]) => unknown;

  function cached(this: unknown, ...args: unknown[]): unknown {
    if (direct && this === undefined) {
      if (args.length === 1) {
        const a = args[0];
        const slot = typeof a === 'number' && (a | 0) === a ? ints.find(a) : index.find(a);
        if (slot === 0) return missOne(a);
        if (teller !== undefined) return store.hit(slot, a);
        store.hits++;
        policy.hit(slot);
        return store.values[slot];
      }
      if (args.length === 2) {
        const slot = index.findTwo(args[0], args[1]);
        if (slot === 0) return missTwo(args[0], args[1]);
        if (teller !== undefined) return store.hit(slot, [args[0], args[1]]);
        store.hits++;
        policy.hit(slot);
        return store.values[slot];
      }
    }
    return general.call(this, ...args);
  }

  function missOne(a: unknown): unknown {
    if (refuse && typeof a === 'object') refuseUnhashable(a, 0);
    store.miss(a);
    const value = teller === undefined ? call(a) : observed(undefined, [a]);
    const slot = claim(index.find(a));
    if (slot === 0) return value;
    index.add(a, slot);
    return keep(slot, value, a);
  }

  function missTwo(a: unknown, b: unknown): unknown {
    if (refuse && typeof a === 'object') refuseUnhashable(a, 0);
    if (refuse && typeof b === 'object') refuseUnhashable(b, 1);
    const label = teller === undefined ? undefined : [a, b];
    store.miss(label);
    const value = teller === undefined ? call(a, b) : observed(undefined, [a, b]);
    const slot = claim(index.findTwo(a, b));
    if (slot === 0) return value;
    index.addTwo(a, b, slot);
    return keep(slot, value, label);
  }

  function general(this: unknown, ...args: unknown[]): unknown {
    beforeCall?.(store);
    const label = args.length === 1 ? args[0] : args;
    const parts = limit === 0 ? [] : makeKey(this, args);
    const present = limit === 0 ? 0 : index.findList(parts);
    if (present !== 0) return store.hit(present, label);
    store.miss(label);
    const value = observed(this, args);
    const slot = limit === 0 ? 0 : claim(index.findList(parts));
    if (slot === 0) return value;
    index.addList(parts, slot);
    return keep(slot, value, label);
  }

  /** Runs the function one level deeper. */
  function observed(self: unknown, args: readonly unknown[]): unknown {
    if (teller === undefined) return Reflect.apply(call, self, args);
    teller.depth++;
    try {
      return Reflect.apply(call, self, args);
    } finally {
      teller.depth--;
    }
  }

  /** A slot for a result, 0 where it is not to be stored: an inner call has stored one, and the cache is bounded. */
  function claim(present: number): number {
    if (present !== 0 && limit !== Infinity) return 0;
    if (present !== 0) store.remove(present, 'replaced');
    if (sweep !== undefined) sweep(store);
    return store.claim(0);
  }

  function keep(slot: number, value: unknown, label: unknown): unknown {
    store.fill(slot, value, 0, label);
    if (typeof value === 'object' && isPromise(value)) forgetRejected(store, slot, value);
    return value;
  }

  return dress(cached, fn, store, options, sweep);
}

/** Takes a promise out when it rejects, if it is still in its slot. The caller's own copy of the rejection stays. */
function forgetRejected(store: Store, slot: number, promise: Promise<unknown>): void {
  promise.then(undefined, () => {
    if (store.values[slot] === promise) store.remove(slot, 'deleted');
  });
}
