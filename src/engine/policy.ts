/**
 * Decides which entry leaves a full cache. It never sees keys or values: an entry is a slot, an integer ≥ 1, and the
 * cache tells it what happens to that slot. A slot that left may be used again for another entry.
 *
 * A new entry comes in three steps: `admit` (where the policy has it), `evict` (where the cache is full), `insert`.
 */
export interface Policy {
  /**
   * Policies that remember keys after their entry has left have this. It is told the fingerprint of each new key
   * before it goes in: a number that equal keys share.
   */
  admit?(fingerprint: number): void;
  /** A new entry went into `slot`. */
  insert(slot: number): void;
  /** The entry in `slot` was used. */
  hit(slot: number): void;
  /** Chooses the entry that leaves, forgets its slot and returns it. Only asked when full. */
  evict(): number;
  /** The entry in `slot` left for another reason: deleted, expired, replaced. */
  remove(slot: number): void;
  /** All entries left. */
  clear(): void;
  /** The slots in the order that `keys()` of a cache shows. */
  slots(): Iterable<number>;
  /**
   * What a picture of it shows, where it divides its entries or remembers more than an order. All slots in it are those
   * of `slots`. Good until the policy is told something.
   */
  layout?(): readonly Segment[];
}

/** What a policy may need to be made. */
export interface PolicySettings {
  /** The most entries the cache holds, ≥ 0; `Infinity` when unbounded. */
  readonly maxsize: number;
  /** Where a policy that rolls dice begins. The same seed gives the same run. */
  readonly seed: number;
}

/** What a policy is. Title, lesson and source are product text in English. */
export interface PolicyDescription {
  readonly id: string;
  /** Its usual name. */
  readonly title: string;
  /** What it does and when that helps, in a sentence or two. */
  readonly lesson: string;
  /** The paper or book that describes it. */
  readonly source: string;
}

/** A policy as the registry lists it. */
export interface PolicySpec extends PolicyDescription {
  /** Makes its state for one cache. */
  create(settings: PolicySettings): Policy;
}

/** A part of a policy, as its `layout` tells it. */
export interface Segment {
  /** What it is in the words of the paper: `entries`, `window`, `probation`, `small`. Product text is made from it. */
  readonly name: string;
  /** Its slots, oldest first. */
  readonly slots: Iterable<number>;
  /** Fingerprints of keys that have left, oldest first, where that is what it holds. */
  readonly ghosts?: Iterable<number> | undefined;
  /** The most it may hold, where it has a limit of its own. One that moves may be no integer. */
  readonly limit?: number | undefined;
  /** The slot that a hand points to, 0 where there is none. */
  readonly hand?: number | undefined;
  /** What the policy remembers of an entry: a bit that is 1 where it was used, or a number of uses. */
  readonly mark?: ((slot: number) => number) | undefined;
  /** Whether entries of one mark stand together: the buckets of LFU. */
  readonly inBuckets?: boolean | undefined;
}
