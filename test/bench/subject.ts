/** A cache with keys that a workload can drive. */
export interface Keyed<K = unknown> {
  get(key: K): unknown;
  set(key: K, value: unknown): unknown;
}

/** A library, or a part of one, that makes keyed caches. */
export interface KeyedSubject {
  readonly name: string;
  readonly create: (size: number) => Keyed;
}

export type Memoized = (...args: never[]) => number;

/** A library that puts a cache in front of a function. */
export interface MemoSubject {
  readonly name: string;
  /** How many arguments make its key: some libraries look at the first only. */
  readonly args: 1 | 2;
  readonly wrap: <F extends Memoized>(fn: F, size: number) => F;
  /** Empties the cache, where the library can do it and can limit the size. */
  readonly clear?: (cached: Memoized) => void;
}
