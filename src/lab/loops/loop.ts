/**
 * A cache that is only counted, over numbered keys: it holds no values, and its keys are their numbers. A miss is
 * stored, as in every read-through cache.
 */
export interface Loop {
  /** How many entries it holds. */
  readonly size: number;
  /** Answers requests: writes 1 for each hit and 0 for each miss, and returns how many hits there were. */
  answer(ids: Int32Array, outcomes: Uint8Array): number;
  /** The keys it holds, in the order of `keys()` of the engine's cache with this policy. */
  ids(): Iterable<number>;
}

/** What a loop is made with. */
export interface LoopSettings {
  /** The most entries, from 0; `Infinity` for no limit. */
  readonly limit: number;
  /** How many keys there will be, where that is known: then nothing has to grow. */
  readonly distinct?: number | undefined;
}

/** How long an array by key is to be that must hold a key: twice as long as it was, or more. */
export const longer = (length: number, key: number): number => Math.max(1024, length * 2, key + 1);

/** The greatest key of some requests, -1 where there are none: what must fit is looked at before a loop begins. */
export function greatest(ids: Int32Array): number {
  let most = -1;
  for (const id of ids) if (id > most) most = id;
  return most;
}
