import type { Policy } from './policy.ts';

/** Any function. `never[]` accepts every parameter list without giving up type checking. */
export type AnyFunction = (...args: never[]) => unknown;

/** A source of time. `now()` is in milliseconds and never runs backwards. */
export interface Clock {
  now(): number;
}

/** Why an entry left a cache. `invalidated`: the copy of a shared entry that has changed. */
export type RemovalCause = 'evicted' | 'expired' | 'deleted' | 'cleared' | 'replaced' | 'invalidated';

/** Where the answer of a shared cache came from: this process, or the server. */
export type Where = 'near' | 'remote';

/**
 * What happened in a cache. Everything that is drawn, counted, recorded or advised is a fold over these.
 *
 * `key` is the key of a keyed cache. Of a memoized function it is the argument itself where there is exactly one,
 * otherwise the array of arguments. A hit tells it as it was told when the entry went in.
 *
 * - `hit`, `miss`: one call or `get`. `depth` counts the calls of the same cache that are still running, so the
 *   sequence of hits and misses with their depths is the call tree in preorder. A hit of a shared cache says `where`.
 * - `stored`: an entry went in. `value` is what it holds.
 * - `removed`: an entry left. Entries now = `stored` events − `removed` events; an overwritten entry is
 *   `removed` (`replaced`) and then `stored`. An evicted entry is told before the `stored` it made room for.
 * - `warning`: a cached result that cannot be used twice. Told once per cache.
 */
export type CacheEvent =
  | {
      readonly type: 'hit' | 'miss';
      readonly key: unknown;
      readonly depth: number;
      readonly where?: Where;
    }
  | { readonly type: 'stored'; readonly key: unknown; readonly value: unknown }
  | { readonly type: 'removed'; readonly key: unknown; readonly cause: RemovalCause }
  | { readonly type: 'warning'; readonly key: unknown; readonly code: 'iterator-result' };

/**
 * Is told every event, after the cache is consistent again. What it throws is dropped. Events that it causes itself,
 * by using the same cache, are not told.
 */
export type Observer = (event: CacheEvent) => void;

/**
 * Is told what happens in one cache, by slot and as calls, so that nothing is made for an event. The observer's events
 * are made by one; a recording is written by another. A slot names the entry that lives in it, so a key is told once:
 * with a miss, or when its entry goes in. Everything is told after the cache is consistent again. A teller must not
 * throw.
 */
export interface Teller {
  /** Is told first, with the cache it will hear of: through that it can leave the cache alone for a while. */
  opened?(cache: Observed): void;
  /** The entry in `slot` was used. */
  hit(slot: number): void;
  /**
   * A key was not found. It is one value, or where `isList` the parts of a list of arguments; `label` is what people
   * know it by: the key itself, the only argument, or the array of arguments. Returns a number for the key, above 0,
   * which the entry of this request brings back; 0 where none is kept.
   */
  miss(key: unknown, isList: boolean, label: unknown): number;
  /**
   * A request of a shared cache was answered, and by no entry here: `near` by a call that was under way in this process,
   * `remote` by the server. The key is told as in `miss`.
   */
  answered?(key: unknown, isList: boolean, label: unknown, where: Where): void;
  /** The cached function begins to run. */
  entered(): void;
  /** The cached function that was entered last has ended, however. */
  left(): void;
  /** An entry went into `slot`. Where `evicted`, the one that the policy chose has left it for this one. */
  stored(slot: number, evicted: boolean, entry: Entry): void;
  /** The entry in `slot` got another value, which was a use of it. */
  replaced(slot: number, value: unknown): void;
  /** A new entry for the same key took the place of the one in `slot`. */
  renewed(slot: number, entry: Entry): void;
  /** The entry in `slot` left, not to make room. */
  removed(slot: number, cause: RemovalCause): void;
  /** All entries left, if there were any, and the counters are zero. `slots` were theirs, in the order of the policy. */
  cleared(slots: Iterable<number>, cause: RemovalCause): void;
}

/** A cache for who observes it. */
export interface Observed {
  readonly teller: Teller | undefined;
  /** Tells another one from now on. While nobody is told the cache is as quick as one that was made so. */
  observe(teller: Teller | undefined): void;
  readonly policy: Policy;
  /** Of a cache whose entries expire. */
  readonly expiry?: Expiry | undefined;
  totals(): Totals;
  /** What it holds, in the order of the policy. */
  entries(): Iterable<Entry & { readonly slot: number }>;
}

/** When entries expire. Nobody but the cache itself reads its clock, so it tells how things stood when it did so last. */
export interface Expiry {
  /** Whether all entries expire together. */
  readonly isShared: boolean;
  /** How long after the last call the entry in a slot expires, in ms. */
  left(slot: number): number;
}

/** What a cache has counted. Two that are equal say that nothing has happened in between. */
export interface Totals {
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly size: number;
  /** All requests since the cache was made: no clear takes them back. */
  readonly requests: number;
  /** How often something else was changed: entries overwritten or taken out, the cache cleared. */
  readonly edits: number;
}

/** What is told of a new entry. One object for all entries of a cache: it is good until the cache is used again. */
export interface Entry {
  /** As in `miss`. */
  key: unknown;
  isList: boolean;
  label: unknown;
  value: unknown;
  /** What `miss` returned, 0 where the key was not asked for before. */
  number: number;
}

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
