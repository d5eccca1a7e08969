import type { Reading } from './meter.ts';
import type { Library } from './packages.ts';

/** What a method of a cache with keys does; `roles.ts` says what is counted for it. */
export type RoleName = 'get' | 'ask' | 'set' | 'memo' | 'fetch' | 'delete' | 'pop' | 'clear';

/** How the caches of a library are heard. */
export interface Way extends Reading {
  readonly library: Library;
  /** What its users call the class. */
  readonly name: string;
  /** The id of the policy, or any word where it is none of ours. */
  readonly policy: string;
  readonly methods: Readonly<Record<string, RoleName>>;
  /** Whether it has an entry for the key, without using it: an old one counts, too. */
  holds(cache: object, key: unknown): boolean;
  /** Whether a look-up would find it; otherwise what it holds is found. */
  finds?(cache: object, key: unknown): boolean;
  /** Whether undefined is never an entry's value, so that a look-up that brings it is a miss. */
  readonly keepsNoUndefined?: boolean;
  /** Whether it fetches itself what is missing. */
  fetches?(cache: object): boolean;
  /** Whether entries have weights, so that the limit does not say whether there is room for another. */
  weighs?(cache: object): boolean;
  /** Whether there are caches of this kind that are of no interest: only those that were entered are counted. */
  readonly areFew?: boolean;
  /** The keys that leave next. */
  next?(cache: object, count: number): unknown[];
  /** Whether to ask for the size takes long, so that it is not asked with every operation. */
  readonly isSizeDear?: boolean;
}
