import type { Policy } from '../engine/index.ts';
import { cloneState } from './keep.ts';
import type { Dictionary } from './dictionary.ts';
import type { CacheReplay } from './replay.ts';

/** An entry in a picture. */
export interface PicturedEntry {
  readonly slot: number;
  /** The number of its key. */
  readonly number: number;
  readonly key: string;
  /** What the policy remembers of it: a bit that is 1 where it was used, or a number of uses. */
  readonly mark?: number | undefined;
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
  readonly cutAt?: number | undefined;
  /** The most it may hold, where it has a limit of its own; one that moves may be no integer. */
  readonly limit?: number | undefined;
  /** Whether entries of one mark stand together: the buckets of LFU. */
  readonly inBuckets?: boolean | undefined;
  /** The slot that a hand points to. */
  readonly hand?: number | undefined;
  /** Texts of keys that have left and are remembered, oldest first: the newest where there are more than was asked for. */
  readonly ghosts?: readonly string[] | undefined;
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
  readonly next?: number | undefined;
  /**
   * False where events are missing or cannot have happened, and before the cache was made: nothing else is true then.
   * Also after its recording went on, where the policy is no list: then only the order and who leaves next are not.
   */
  readonly isKnown: boolean;
}

/** No key has this fingerprint. */
const UNSEEN = 2 ** 60;

/** The slot that would leave if a key came that was never there, 0 where the policy has no entries. */
export const nextVictim = (policy: Policy): number => letLeave(cloneState(policy));

/** The same, asked of the policy itself, which lets it leave. */
export function letLeave(policy: Policy): number {
  policy.admit?.(UNSEEN);
  return policy.evict();
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

/** Whether a key that came now would make an entry leave, and which can be told. */
export const isFull = (state: CacheReplay): boolean =>
  state.isKnown && state.knowsVictims && state.size > 0 && state.size === state.maxsize;

/** What a state looks like, with at most so many entries of each part; who leaves next is told by others. */
export function momentOf(state: CacheReplay, step: number, names: Names, most: number): Omit<Moment, 'next'> {
  const { counts, maxsize, policy, keyOfSlot, isKnown } = state;
  const { hits, misses, evictions, currsize } = counts;
  return {
    step,
    info: { hits, misses, maxsize: maxsize === Infinity ? null : maxsize, currsize },
    evictions,
    layout: segmentsOf(policy).map(({ name, slots, ghosts, limit = Infinity, hand = 0, mark, inBuckets }) => {
      const { size, shown } = endsOf(slots, Math.ceil(most / 2), Math.floor(most / 2));
      const left = ghosts && endsOf(ghosts, 0, most);
      return {
        name,
        size: left?.size ?? size,
        entries: shown.map((slot) => ({
          slot,
          number: keyOfSlot[slot]!,
          key: names.ofSlot(slot),
          ...(mark && { mark: mark(slot) }),
        })),
        ...(shown.length < size && { cutAt: Math.ceil(most / 2) }),
        ...(limit !== Infinity && { limit }),
        ...(inBuckets && { inBuckets }),
        ...(hand !== 0 && { hand }),
        ...(left && { ghosts: left.shown.map((print) => names.ofPrint(print)) }),
      };
    }),
    isKnown,
  };
}

/** What the engine's lists can be asked for: both ends, without going through all that lies between. */
interface Order extends Iterable<number> {
  readonly size: number;
  backwards(): Iterable<number>;
}

/** How many there are; and all of them, or where that is too many so many from the beginning and from the end. */
function endsOf(
  items: Iterable<number>,
  first: number,
  last: number,
): { readonly size: number; readonly shown: readonly number[] } {
  const order = isOrder(items) ? items : orderOf([...items]);
  const { size } = order;
  if (size <= first + last) return { size, shown: [...order] };
  return { size, shown: [...taken(order, first), ...taken(order.backwards(), last).reverse()] };
}

const isOrder = (items: Iterable<number>): items is Order => 'backwards' in items;

const orderOf = (all: readonly number[]): Order => ({
  size: all.length,
  [Symbol.iterator]: () => all[Symbol.iterator](),
  *backwards() {
    for (let at = all.length - 1; at >= 0; at--) yield all[at]!;
  },
});

/** The first so many. */
function taken(items: Iterable<number>, most: number): number[] {
  const found: number[] = [];
  if (most === 0) return found;
  for (const item of items) if (found.push(item) === most) break;
  return found;
}
