import type { RemovalCause } from './types.ts';

/**
 * Is told what happens in one cache, by slot and as calls, so that nothing is made for an event. The observer's events
 * are made by one; a recording is written by another. A slot names the entry that lives in it, so a key is told once:
 * with a miss, or when its entry goes in. Everything is told after the cache is consistent again. A teller must not
 * throw.
 */
export interface Teller {
  /** The entry in `slot` was used. */
  hit(slot: number): void;
  /**
   * A key was not found. It is one value, or where `isList` the parts of a list of arguments; `label` is what people
   * know it by: the key itself, the only argument, or the array of arguments. Returns a number for the key, above 0,
   * which the entry of this request brings back; 0 where none is kept.
   */
  miss(key: unknown, isList: boolean, label: unknown): number;
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
