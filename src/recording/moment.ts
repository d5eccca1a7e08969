import type { Policy } from '../engine/index.ts';
import { cloneState } from './clone.ts';
import type { Dictionary } from './dictionary.ts';
import type { CacheReplay } from './replay.ts';

/** An entry in a picture. */
export interface PicturedEntry {
  readonly slot: number;
  /** The number of its key. */
  readonly number: number;
  readonly key: string;
  /** What the policy remembers of it: a bit that is 1 where it was used, or a number of uses. */
  readonly mark?: number;
}

/** A part of a cache as its policy divides it. */
export interface Part {
  /** The policy's own word: `entries` where it divides nothing. */
  readonly name: string;
  /** Oldest first. */
  readonly entries: readonly PicturedEntry[];
  /** The most it may hold, where it has a limit of its own; one that moves may be no integer. */
  readonly limit?: number;
  /** The slot that a hand points to. */
  readonly hand?: number;
  /** Texts of keys that have left and are remembered, oldest first. */
  readonly ghosts?: readonly string[];
}

/** A cache after an event. Plain data. */
export interface Moment {
  /** The number of the event. */
  readonly step: number;
  readonly info: {
    readonly hits: number;
    readonly misses: number;
    readonly maxsize: number | null;
    readonly currsize: number;
  };
  readonly evictions: number;
  /** Texts of the keys, in the order of the cache's own `keys()`. */
  readonly keys: readonly string[];
  readonly layout: readonly Part[];
  /** The slot that would leave if a key came that was never there; only of a full cache, and where that can be said. */
  readonly next?: number;
  /**
   * False where events are missing or cannot have happened, and before the cache was made: nothing else is true then.
   * Also after its recording went on, where the policy is no list: then only the order and who leaves next are not.
   */
  readonly isKnown: boolean;
}

/** No key has this fingerprint. */
const UNSEEN = 2 ** 60;

/**
 * The slot that would leave if a key came that was never there, 0 where the policy has no entries. The policy itself
 * is asked, on a copy.
 */
export function nextVictim(policy: Policy): number {
  const copy = cloneState(policy);
  copy.admit?.(UNSEEN);
  return copy.evict();
}

/** The segments of any policy; one that divides nothing has one. */
export const segmentsOf = (policy: Policy): ReturnType<NonNullable<Policy['layout']>> =>
  policy.layout?.() ?? [{ name: 'entries', slots: policy.slots() }];

/** The text that stands for a key that was not described. */
export const unnamed = (key: number): string => `#${key}`;

/** What a state looks like; `cache` says whose keys they are. */
export function momentOf(state: CacheReplay, step: number, cache: number, dictionary: Dictionary): Moment {
  const { counts, size, maxsize, policy, keyOfSlot, isKnown } = state;
  const { hits, misses, evictions, currsize } = counts;
  const nameOf = (key: number): string => dictionary.text(cache, key) ?? unnamed(key);
  const textOf = (slot: number): string => nameOf(keyOfSlot[slot]!);
  const ghostText = (print: number): string => nameOf(dictionary.withPrint(cache, print));
  const isFull = isKnown && state.knowsVictims && size > 0 && size === maxsize;
  return {
    step,
    info: { hits, misses, maxsize: maxsize === Infinity ? null : maxsize, currsize },
    evictions,
    keys: Array.from(policy.slots(), textOf),
    layout: segmentsOf(policy).map(({ name, slots, ghosts, limit = Infinity, hand = 0, mark }) => ({
      name,
      entries: Array.from(slots, (slot) => ({
        slot,
        number: keyOfSlot[slot]!,
        key: textOf(slot),
        ...(mark && { mark: mark(slot) }),
      })),
      ...(limit !== Infinity && { limit }),
      ...(hand !== 0 && { hand }),
      ...(ghosts && { ghosts: Array.from(ghosts, ghostText) }),
    })),
    ...(isFull && { next: nextVictim(policy) }),
    isKnown,
  };
}
