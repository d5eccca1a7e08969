import type { Teller } from './teller.ts';

/** Any function. `never[]` accepts every parameter list without giving up type checking. */
export type AnyFunction = (...args: never[]) => unknown;

/** A source of time. `now()` is in milliseconds and never runs backwards. */
export interface Clock {
  now(): number;
}

/** Why an entry left a cache. */
export type RemovalCause = 'evicted' | 'expired' | 'deleted' | 'cleared' | 'replaced';

/**
 * What happened in a cache. Everything that is drawn, counted, recorded or advised is a fold over these.
 *
 * `key` is the key of a keyed cache. Of a memoized function it is the argument itself where there is exactly one,
 * otherwise the array of arguments. A hit tells it as it was told when the entry went in.
 *
 * - `hit`, `miss`: one call or `get`. `depth` counts the calls of the same cache that are still running, so the
 *   sequence of hits and misses with their depths is the call tree in preorder.
 * - `stored`: an entry went in. `value` is what it holds.
 * - `removed`: an entry left. Entries now = `stored` events − `removed` events; an overwritten entry is
 *   `removed` (`replaced`) and then `stored`. An evicted entry is told before the `stored` it made room for.
 * - `warning`: a cached result that cannot be used twice. Told once per cache.
 */
export type CacheEvent =
  | { readonly type: 'hit' | 'miss'; readonly key: unknown; readonly depth: number }
  | { readonly type: 'stored'; readonly key: unknown; readonly value: unknown }
  | { readonly type: 'removed'; readonly key: unknown; readonly cause: RemovalCause }
  | { readonly type: 'warning'; readonly key: unknown; readonly code: 'iterator-result' };

/**
 * Is told every event, after the cache is consistent again. What it throws is dropped. Events that it causes itself,
 * by using the same cache, are not told.
 */
export type Observer = (event: CacheEvent) => void;

/** The number of entries a cache may hold: an integer, or `null` (or `Infinity`) for no limit. */
export type Maxsize = number | null;

/** What every memoized function accepts. */
export interface MemoOptions<F extends AnyFunction = AnyFunction> {
  /** The most entries to keep. Default 128. `null`: unbounded. `0` or less: nothing is kept. */
  readonly maxsize?: Maxsize | undefined;
  /** Accepted and reported as in Python. JavaScript already keeps 3, "3", 3n and true apart, so it changes nothing. */
  readonly typed?: boolean | undefined;
  /** Makes the key from the arguments. Runs once per call, before anything is counted. */
  readonly key?: ((...args: Parameters<F>) => unknown) | undefined;
  /** How arrays, plain objects, Map, Set, Date and typed arrays become keys. Without it they are refused. */
  readonly objects?: 'identity' | 'structural' | undefined;
  /** A last plain-object argument is Python's keyword arguments. Default `false`. */
  readonly namedArgs?: boolean | undefined;
  /** Where time is read. Default `performance`. */
  readonly clock?: Clock | undefined;
  /** Is told what happens in the cache: as events, or as a `Teller` by slot. */
  readonly observer?: Observer | Teller | undefined;
}

/** What a memoized function carries besides its own signature. */
export interface CacheControls<F extends AnyFunction> {
  /** A snapshot of the counters. Reading never changes the order. */
  readonly cacheInfo: () => CacheInfo;
  /** Empties the cache and zeroes the counters. */
  readonly cacheClear: () => void;
  /** A fresh `{ maxsize, typed }`. */
  readonly cacheParameters: () => { maxsize: number | null; typed: boolean };
  /** The original function: no cache, no counters. */
  readonly wrapped: F;
}

/** A function with its own parameters, overloads, `this` and result, and a cache in front of it. */
export type Cached<F extends AnyFunction> = F & CacheControls<F>;

/** Puts a cache in front of a function; also a TC39 method decorator. */
export type CacheDecorator = <F extends AnyFunction>(
  fn: F,
  context?: ClassMethodDecoratorContext,
) => Cached<F>;

/** The counters of a cache: frozen, iterable in the order of its fields, printed as Python prints it. */
export interface CacheInfo extends Iterable<number | null> {
  readonly hits: number;
  readonly misses: number;
  /** `null` when unbounded. */
  readonly maxsize: number | null;
  readonly currsize: number;
  /** For example `CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)`. */
  toString(): string;
}
