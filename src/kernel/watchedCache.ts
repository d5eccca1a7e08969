import type { Entry, Observed, Policy, RemovalCause, Teller, Totals, Where } from '../engine/index.ts';
import { policies } from '../engine/index.ts';
import { fingerprint, fingerprintOfList } from '../engine/fingerprint.ts';
import type { Watchable } from '../lessons/scenario.ts';
import type { CacheCounts } from '../protocol/session.ts';
import type { CacheEntry } from '../protocol/values.ts';
import { MOST_ENTRIES } from '../protocol/values.ts';
import type { CacheWriter, Counts } from '../recording/index.ts';
import { cloneState, isOneList, nextVictim, ownOf, segmentsOf } from '../recording/index.ts';

/** What stands for a key and a value where a cache is shown. */
export interface Labels {
  key(key: unknown): unknown;
  value(value: unknown): unknown;
}

interface Shown {
  /** The number of its key in the recording. */
  readonly number: number;
  readonly label: unknown;
  value: unknown;
}

/** A cache that is left alone for a while. */
interface LeftAlone {
  readonly cache: Observed;
  readonly teller: Teller | undefined;
  readonly before: Totals;
}

/**
 * What is told of one cache, where it lives. Gives it to the recording, and folds what is shown below a cell: what it
 * has counted and, where it is small, its entries. The cache itself is held weakly.
 */
export class WatchedCache implements Teller {
  /** All since it was made: unlike the counters, no clear takes them back. */
  requests = 0;
  hits = 0;
  misses = 0;
  evictions = 0;
  size = 0;
  /** Whether it was shown since it has last changed. */
  hasChanged = true;
  /** Without one it may still get the name of a variable. */
  isNamed = false;
  /** Whether a later run has made another of its name: when nothing can reach it any more, it need not be shown. */
  isReplaced = false;
  private reference: WeakRef<Watchable & object> | undefined;
  private observed: WeakRef<Observed> | undefined;
  private leftAlone: LeftAlone | undefined;
  private maxsize: number | null = null;
  private entries: Entries | undefined;

  constructor(
    readonly writer: CacheWriter,
    public name: string,
    readonly policy: string,
    /** The run that has made it, as a number that only grows. */
    readonly run: number,
  ) {}

  /** The cache is made with this, so it comes after. */
  begin(made: Watchable, maxsize: number | null, decides: string, seed: number, labels: Labels): void {
    this.reference = new WeakRef(made);
    this.maxsize = maxsize;
    if (maxsize !== null && maxsize <= MOST_ENTRIES)
      this.entries = new Entries(maxsize, decides, seed, labels);
  }

  /** Its identity in the recording. */
  get number(): number {
    return this.writer.cache;
  }

  /** Whether the cache itself is still there. */
  get isAlive(): boolean {
    return this.reference?.deref() !== undefined;
  }

  clear(): void {
    const made = this.reference?.deref();
    if (!made) return;
    if ('cacheClear' in made) made.cacheClear();
    else made.clear();
  }

  counts(): Counts & { readonly cache: number } {
    const { number, hits, misses, evictions, size, requests } = this;
    return { cache: number, hits, misses, evictions, currsize: size, requests };
  }

  info(): CacheCounts {
    const { hits, misses, maxsize, size } = this;
    return { hits, misses, maxsize, currsize: size };
  }

  /** As texts, the most recently used first; undefined where it is not small. */
  list(inspect: (value: unknown) => string): CacheEntry[] | undefined {
    const expiry = this.observed?.deref()?.expiry;
    const left = expiry && !expiry.isShared ? (slot: number) => expiry.left(slot) : () => undefined;
    return this.entries?.list(inspect, left);
  }

  /** How long after the last call all entries expire, in ms, where they do so together. */
  expiresIn(): number | undefined {
    const expiry = this.observed?.deref()?.expiry;
    return expiry?.isShared ? finite(expiry.left(0)) : undefined;
  }

  opened(cache: Observed): void {
    this.observed = new WeakRef(cache);
  }

  /** Hears nothing more, so that the cache is as quick as one that nobody watches. */
  leaveAlone(): void {
    const cache = this.observed?.deref();
    if (!cache || this.leftAlone) return;
    const { teller } = cache;
    this.leftAlone = { cache, teller, before: cache.totals() };
    cache.observe(ownOf(teller));
  }

  /** Hears of it again. Gives the cache if something has happened to it meanwhile. */
  comeBack(): Observed | undefined {
    if (!this.leftAlone) return undefined;
    const { cache, teller, before } = this.leftAlone;
    this.leftAlone = undefined;
    cache.observe(teller);
    const now = cache.totals();
    const names = Object.keys(now) as (keyof Totals)[];
    return names.some((name) => now[name] !== before[name]) ? cache : undefined;
  }

  /** Looks at it anew, once the recording has gone on. */
  lookAnew(cache: Observed): void {
    const { hits, misses, evictions, size, requests } = cache.totals();
    Object.assign(this, { hits, misses, evictions, size, requests });
    this.hasChanged = true;
    this.entries?.lookAnew(cache, this.writer);
  }

  hit(slot: number): void {
    this.hits++;
    this.requests++;
    this.hasChanged = true;
    this.entries?.hit(slot);
    this.writer.hit(slot);
  }

  miss(key: unknown, isList: boolean, label: unknown): number {
    this.misses++;
    this.requests++;
    this.hasChanged = true;
    return this.writer.miss(key, isList, label);
  }

  answered(key: unknown, isList: boolean, label: unknown, where: Where): void {
    this.hits++;
    this.requests++;
    this.hasChanged = true;
    this.writer.answered(key, isList, label, where);
  }

  entered(): void {
    this.writer.entered();
  }

  left(): void {
    this.writer.left();
  }

  stored(slot: number, evicted: boolean, entry: Entry): void {
    this.writer.stored(slot, evicted, entry);
    if (evicted) this.evictions++;
    else this.size++;
    this.hasChanged = true;
    this.entries?.stored(slot, evicted, entry, this.writer.keyOf(slot));
  }

  replaced(slot: number, value: unknown): void {
    this.writer.replaced(slot);
    this.hasChanged = true;
    this.entries?.replaced(slot, value);
  }

  renewed(slot: number, entry: Entry): void {
    this.writer.renewed(slot, entry);
    this.hasChanged = true;
    this.entries?.renewed(slot, entry, this.writer.keyOf(slot));
  }

  removed(slot: number, cause: RemovalCause): void {
    this.writer.removed(slot, cause);
    this.size--;
    this.hasChanged = true;
    this.entries?.removed(slot);
  }

  cleared(slots: Iterable<number>, cause: RemovalCause): void {
    this.writer.cleared(slots, cause);
    this.hits = this.misses = this.evictions = this.size = 0;
    this.hasChanged = true;
    this.entries?.cleared();
  }
}

/** A clock of a cell may say anything. */
const finite = (time: number | undefined): number | undefined => (Number.isFinite(time) ? time : undefined);

/** The entries of a small cache by slot, in the order of use whatever its policy, which says who leaves next. */
class Entries {
  private byUse = new Map<number, Shown>();
  private policy: Policy | undefined;

  constructor(
    private readonly maxsize: number,
    private readonly decides: string,
    private readonly seed: number,
    private readonly labels: Labels,
  ) {
    this.policy = this.newPolicy();
  }

  /** Takes in what a cache holds now. Who has stayed keeps the label that its arguments had. */
  lookAnew(cache: Observed, writer: CacheWriter): void {
    const before = this.byUse;
    const fresh = this.newPolicy();
    this.byUse = new Map();
    const isOrder = fresh && isOneList(fresh);
    this.policy = fresh && (isOrder ? fresh : cloneState(cache.policy));
    for (const { slot, ...entry } of cache.entries()) {
      if (isOrder) fresh.insert(slot);
      const [number, known] = [writer.keyOf(slot), before.get(slot)];
      if (known?.number === number) this.byUse.set(slot, { ...known, value: this.labels.value(entry.value) });
      else this.show(slot, entry, number);
    }
  }

  hit(slot: number): void {
    this.policy?.hit(slot);
    this.use(slot);
  }

  stored(slot: number, evicted: boolean, entry: Entry, number: number): void {
    this.admit(entry);
    if (evicted) {
      this.policy?.evict();
      this.byUse.delete(slot);
    }
    this.policy?.insert(slot);
    this.show(slot, entry, number);
  }

  replaced(slot: number, value: unknown): void {
    const shown = this.byUse.get(slot);
    if (shown) shown.value = this.labels.value(value);
    this.hit(slot);
  }

  renewed(slot: number, entry: Entry, number: number): void {
    this.admit(entry);
    this.removed(slot);
    this.policy?.insert(slot);
    this.show(slot, entry, number);
  }

  removed(slot: number): void {
    this.policy?.remove(slot);
    this.byUse.delete(slot);
  }

  cleared(): void {
    this.policy?.clear();
    this.byUse.clear();
  }

  list(inspect: (value: unknown) => string, left: (slot: number) => number | undefined): CacheEntry[] {
    const next = this.next();
    return [...this.byUse].reverse().map(([slot, { label, value }]) => {
      const key = Array.isArray(label) ? label.map(inspect).join(', ') : inspect(label);
      const expiresIn = finite(left(slot));
      return {
        key,
        value: inspect(value),
        ...(slot === next && { next: true }),
        ...(expiresIn !== undefined && { expiresIn }),
      };
    });
  }

  /** The slot of who leaves next, 0 where nobody can say: before it is full, only a policy that divides nothing can. */
  private next(): number {
    const { policy, maxsize, byUse } = this;
    if (!policy || maxsize === 0 || byUse.size === 0) return 0;
    return byUse.size === maxsize || segmentsOf(policy).length === 1 ? nextVictim(policy) : 0;
  }

  private admit({ key, isList }: Entry): void {
    if (!this.policy?.admit) return;
    this.policy.admit(isList ? fingerprintOfList(key as unknown[]) : fingerprint(key));
  }

  private newPolicy(): Policy | undefined {
    const { decides, maxsize, seed } = this;
    return policies.find(({ id }) => id === decides)?.create({ maxsize, seed });
  }

  private show(slot: number, { label, value }: Entry, number: number): void {
    this.byUse.set(slot, { number, label: this.labels.key(label), value: this.labels.value(value) });
  }

  private use(slot: number): void {
    const shown = this.byUse.get(slot);
    if (!shown) return;
    this.byUse.delete(slot);
    this.byUse.set(slot, shown);
  }
}
