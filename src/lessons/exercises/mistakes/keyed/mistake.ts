import type { KeyedTrial } from '../../play/keyed.ts';
import type { Plain, PlainCache } from './plainCache.ts';

/** A mistake that people make in a cache with `get` and `put`: one file each in this folder, one line in `index.ts`. */
export interface KeyedMistake {
  /** The rule that is broken, in a sentence or two. */
  readonly rule: () => string;
  /** The exercises in which it can be made; all where it is left out. */
  readonly of?: 'lru' | 'lfu';
  /**
   * Caches that make this mistake and no other, each in a way of its own. They are made anew for each sequence that is
   * played. `trial`: the sequence that shows the mistake of the answer.
   */
  readonly models: (Base: Plain, trial: KeyedTrial) => readonly MakeCaches[];
}

/** Makes a cache for each capacity. */
export type MakeCaches = (capacities: readonly number[]) => readonly Pick<PlainCache, 'get' | 'put'>[];

/** Caches of one class, each with a state of its own. */
export function each(Class: Plain): MakeCaches {
  return (capacities) => capacities.map((capacity) => new Class(capacity));
}
