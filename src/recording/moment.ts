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
  /** How many entries it holds, or how many keys where only those are remembered. */
  readonly size: number;
  /** Oldest first; of a part that is larger than what was asked for, the oldest and the newest. */
  readonly entries: readonly PicturedEntry[];
  /** Where entries were left out: that many of the listed ones are older. */
  readonly cutAt?: number;
  /** The most it may hold, where it has a limit of its own; one that moves may be no integer. */
  readonly limit?: number;
  /** Whether entries of one mark stand together: the buckets of LFU. */
  readonly inBuckets?: boolean;
  /** The slot that a hand points to. */
  readonly hand?: number;
  /** Texts of keys that have left and are remembered, oldest first: the newest where there are more than was asked for. */
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

/** Where keys get their texts from: those of one cache. */
export class Names {
  constructor(
    private readonly cache: number,
    private readonly dictionary: Dictionary,
    private readonly keyOfSlot: Int32Array,
  ) {}

  ofSlot(slot: number): string {
    return this.of(this.keyOfSlot[slot]!);
  }

  ofPrint(print: number): string {
    return this.of(this.dictionary.withPrint(this.cache, print));
  }

  private of(key: number): string {
    return this.dictionary.text(this.cache, key) ?? unnamed(key);
  }
}

/** What a state looks like, with at most so many entries of each part. */
export function momentOf(state: CacheReplay, step: number, names: Names, most: number): Moment {
  const { counts, size, maxsize, policy, keyOfSlot, isKnown } = state;
  const { hits, misses, evictions, currsize } = counts;
  const isFull = isKnown && state.knowsVictims && size > 0 && size === maxsize;
  return {
    step,
    info: { hits, misses, maxsize: maxsize === Infinity ? null : maxsize, currsize },
    evictions,
    layout: segmentsOf(policy).map(({ name, slots, ghosts, limit = Infinity, hand = 0, mark, inBuckets }) => {
      const all = [...slots];
      const shown = endsOf(all, most);
      const left = ghosts && [...ghosts];
      return {
        name,
        size: left?.length ?? all.length,
        entries: shown.map((slot) => ({
          slot,
          number: keyOfSlot[slot]!,
          key: names.ofSlot(slot),
          ...(mark && { mark: mark(slot) }),
        })),
        ...(shown.length < all.length && { cutAt: Math.ceil(most / 2) }),
        ...(limit !== Infinity && { limit }),
        ...(inBuckets && { inBuckets }),
        ...(hand !== 0 && { hand }),
        ...(left && { ghosts: left.slice(-most).map((print) => names.ofPrint(print)) }),
      };
    }),
    ...(isFull && { next: nextVictim(policy) }),
    isKnown,
  };
}

/** At most so many of a list: as many from its beginning as from its end. */
function endsOf(all: readonly number[], most: number): readonly number[] {
  if (all.length <= most) return all;
  const first = Math.ceil(most / 2);
  return [...all.slice(0, first), ...all.slice(all.length - (most - first))];
}
