import { createCacheInfo } from './cacheInfo.ts';
import { EventTeller } from './eventTeller.ts';
import { firstLength, grownLength } from './growth.ts';
import { labelOf } from './keys.ts';
import type { Policy } from './policy.ts';
import type {
  CacheInfo,
  Entry,
  Expiry,
  Observed,
  Observer,
  RemovalCause,
  Teller,
  Totals,
  Where,
} from './types.ts';

/** What the store needs of the index that finds slots by key. */
export interface SlotIndex {
  remove(slot: number): void;
  clear(): void;
  /** The key in a slot as a list of parts; a key that is one value has one. */
  parts(slot: number): readonly unknown[];
}

/** Longer arrays of values are given back when they are cleared, unless they began so long; shorter ones are wiped. */
const keepUpTo = 4096;

/**
 * Entries and counters of one cache. An entry lives in a slot, an integer ≥ 1. The index knows which key has which
 * slot, the policy in which order slots leave. To put an entry in is three steps: `claim` a slot, add the key to the
 * index, `fill` the slot. The observer is told when they are done, so whatever it does it finds a consistent store.
 */
export class Store implements Observed {
  hits = 0;
  misses = 0;
  size = 0;
  values: unknown[];
  teller: Teller | undefined;
  expiry?: Expiry | undefined;
  /** Whether a miss is only a result to keep: nobody is told of it, and the policy remembers no keys. */
  isPlain: boolean;
  private evictions = 0;
  /** Requests that a clear has taken out of the counters. */
  private requestsBefore = 0;
  private edits = 0;
  /** Whether the slot that was claimed last was another entry's. */
  private hasEvicted = false;
  private readonly entry: Entry = {
    key: undefined,
    isList: false,
    label: undefined,
    value: undefined,
    number: 0,
  };
  private top = 0;
  private readonly free: number[] = [];

  constructor(
    readonly limit: number,
    readonly policy: Policy,
    private readonly index: SlotIndex,
    observer: Observer | Teller | undefined,
  ) {
    this.values = new Array<unknown>(firstLength(limit)).fill(undefined);
    this.teller = typeof observer === 'function' ? new EventTeller(observer) : observer;
    this.isPlain = this.teller === undefined && policy.admit === undefined;
    this.teller?.opened?.(this);
  }

  /** Counts a hit and returns the value. */
  hit(slot: number): unknown {
    this.hits++;
    this.policy.hit(slot);
    const value = this.values[slot];
    if (this.teller !== undefined) this.teller.hit(slot);
    return value;
  }

  /** Counts a hit that no entry here has answered. */
  answered(key: unknown, isList: boolean, label: unknown, where: Where): void {
    this.hits++;
    this.teller?.answered?.(key, isList, label, where);
  }

  /** Counts a miss. Returns the number of the key where one is kept. */
  miss(key: unknown, isList: boolean, label: unknown): number {
    this.misses++;
    return this.teller === undefined ? 0 : this.teller.miss(key, isList, label);
  }

  /** A slot for a new entry. Where the store is full, the entry that the policy chooses leaves before. */
  claim(): number {
    return this.size < this.limit ? this.fresh() : this.evict();
  }

  /** Puts the entry into the slot that was claimed for it, and tells so. */
  fill(slot: number, value: unknown, key: unknown, isList: boolean, label: unknown, number: number): void {
    this.put(slot, value);
    if (this.teller === undefined) return;
    const evicted = this.hasEvicted;
    this.hasEvicted = false;
    this.teller.stored(slot, evicted, this.describe(value, key, isList, label, number));
    this.forgetEntry();
  }

  /** `fill` where nobody is to be told. */
  put(slot: number, value: unknown): void {
    this.values[slot] = value;
    this.policy.insert(slot);
  }

  /** Gives a present entry another value; a use, as the policy sees it. */
  replace(slot: number, value: unknown): void {
    this.values[slot] = value;
    this.policy.hit(slot);
    this.edits++;
    this.teller?.replaced(slot, value);
  }

  /** Puts a new entry for the same key in the place of a present one, at once: nobody finds the key twice or not at all. */
  renew(slot: number, value: unknown, key: unknown, isList: boolean, label: unknown, number: number): void {
    this.policy.remove(slot);
    this.put(slot, value);
    if (this.teller === undefined) return;
    this.teller.renewed(slot, this.describe(value, key, isList, label, number));
    this.forgetEntry();
  }

  /** Takes an entry out. */
  remove(slot: number, cause: RemovalCause): void {
    this.policy.remove(slot);
    this.index.remove(slot);
    this.values[slot] = undefined;
    this.free.push(slot);
    this.size--;
    this.edits++;
    this.teller?.removed(slot, cause);
  }

  /** Takes all entries out and zeroes the counters. */
  clear(cause: RemovalCause): void {
    const slots = this.teller ? [...this.policy.slots()] : [];
    this.requestsBefore += this.hits + this.misses;
    this.edits++;
    this.hits = this.misses = this.size = this.evictions = 0;
    if (this.values.length > Math.max(keepUpTo, firstLength(this.limit))) this.values = [undefined];
    else this.values.fill(undefined, 0, this.top + 1);
    if (this.free.length > 0) this.free.length = 0;
    this.top = 0;
    this.index.clear();
    this.policy.clear();
    this.teller?.cleared(slots, cause);
  }

  info(): CacheInfo {
    return createCacheInfo(this.hits, this.misses, this.limit, this.size);
  }

  observe(teller: Teller | undefined): void {
    this.teller = teller;
    this.isPlain = teller === undefined && this.policy.admit === undefined;
    this.hasEvicted = false; // Where nobody is told, nobody resets it.
  }

  totals(): Totals {
    const { hits, misses, evictions, size, requestsBefore, edits } = this;
    return { hits, misses, evictions, size, requests: requestsBefore + hits + misses, edits };
  }

  *entries(): Generator<Entry & { readonly slot: number }> {
    for (const slot of this.policy.slots()) {
      const parts = this.index.parts(slot);
      const isList = parts.length !== 1;
      const key = isList ? parts : parts[0];
      yield { slot, key, isList, label: labelOf(parts), value: this.values[slot], number: 0 };
    }
  }

  private fresh(): number {
    this.size++;
    const slot = this.free.length > 0 ? this.free.pop()! : ++this.top;
    if (slot >= this.values.length) this.values.length = grownLength(this.values.length, slot, this.limit);
    return slot;
  }

  /** Fills the one object that tells of entries. */
  private describe(value: unknown, key: unknown, isList: boolean, label: unknown, number: number): Entry {
    const { entry } = this;
    entry.key = key;
    entry.isList = isList;
    entry.label = label;
    entry.value = value;
    entry.number = number;
    return entry;
  }

  /** Otherwise it would keep alive what leaves the cache later. */
  private forgetEntry(): void {
    this.entry.key = this.entry.label = this.entry.value = undefined;
  }

  private evict(): number {
    const slot = this.policy.evict();
    this.index.remove(slot);
    this.evictions++;
    this.hasEvicted = true;
    return slot;
  }
}
