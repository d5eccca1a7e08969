import type { Entry, Policy, Teller } from '../engine/index.ts';
import { policies } from '../engine/index.ts';
import { fingerprint, fingerprintOfList } from '../engine/fingerprint.ts';
import type { Watchable } from '../lessons/scenario.ts';
import type { CacheCounts } from '../protocol/session.ts';
import type { CacheEntry } from '../protocol/values.ts';
import type { Counts } from '../recording/index.ts';
import { nextVictim, segmentsOf } from '../recording/index.ts';

/** The largest cache whose entries are kept for a picture. */
export const SMALL = 64;

/** What stands for a key and a value where a cache is shown. */
export interface Labels {
  key(key: unknown): unknown;
  value(value: unknown): unknown;
}

interface Shown {
  readonly label: unknown;
  value: unknown;
}

/**
 * What is folded of one cache where it lives, to show it below a cell: what it has counted and, where it is small, its
 * entries. The cache itself is held weakly.
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
  private maxsize: number | null = null;
  private entries: Entries | undefined;

  constructor(
    /** Its identity in the recording. */
    readonly number: number,
    public name: string,
    readonly policy: string,
    /** The run that has made it, as a number that only grows. */
    readonly run: number,
  ) {}

  /** The cache is made with this, so it comes after. */
  begin(made: Watchable, maxsize: number | null, decides: string, seed: number, labels: Labels): void {
    this.reference = new WeakRef(made);
    this.maxsize = maxsize;
    if (maxsize !== null && maxsize <= SMALL) this.entries = new Entries(maxsize, decides, seed, labels);
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
    return this.entries?.list(inspect);
  }

  hit(slot: number): void {
    this.hits++;
    this.requests++;
    this.hasChanged = true;
    this.entries?.hit(slot);
  }

  miss(): number {
    this.misses++;
    this.requests++;
    this.hasChanged = true;
    return 0;
  }

  entered(): void {
    return;
  }

  left(): void {
    return;
  }

  stored(slot: number, evicted: boolean, entry: Entry): void {
    if (evicted) this.evictions++;
    else this.size++;
    this.hasChanged = true;
    this.entries?.stored(slot, evicted, entry);
  }

  replaced(slot: number, value: unknown): void {
    this.hasChanged = true;
    this.entries?.replaced(slot, value);
  }

  renewed(slot: number, entry: Entry): void {
    this.hasChanged = true;
    this.entries?.renewed(slot, entry);
  }

  removed(slot: number): void {
    this.size--;
    this.hasChanged = true;
    this.entries?.removed(slot);
  }

  cleared(): void {
    this.hits = this.misses = this.evictions = this.size = 0;
    this.hasChanged = true;
    this.entries?.cleared();
  }
}

/** The entries of a small cache by slot, in the order of use whatever its policy, which says who leaves next. */
class Entries {
  private readonly byUse = new Map<number, Shown>();
  private readonly policy: Policy | undefined;

  constructor(
    private readonly maxsize: number,
    decides: string,
    seed: number,
    private readonly labels: Labels,
  ) {
    this.policy = policies.find(({ id }) => id === decides)?.create({ maxsize, seed });
  }

  hit(slot: number): void {
    this.policy?.hit(slot);
    this.use(slot);
  }

  stored(slot: number, evicted: boolean, entry: Entry): void {
    this.admit(entry);
    if (evicted) {
      this.policy?.evict();
      this.byUse.delete(slot);
    }
    this.insert(slot, entry);
  }

  replaced(slot: number, value: unknown): void {
    const shown = this.byUse.get(slot);
    if (shown) shown.value = this.labels.value(value);
    this.hit(slot);
  }

  renewed(slot: number, entry: Entry): void {
    this.admit(entry);
    this.removed(slot);
    this.insert(slot, entry);
  }

  removed(slot: number): void {
    this.policy?.remove(slot);
    this.byUse.delete(slot);
  }

  cleared(): void {
    this.policy?.clear();
    this.byUse.clear();
  }

  list(inspect: (value: unknown) => string): CacheEntry[] {
    const next = this.next();
    return [...this.byUse].reverse().map(([slot, { label, value }]) => {
      const key = Array.isArray(label) ? label.map(inspect).join(', ') : inspect(label);
      return { key, value: inspect(value), ...(slot === next && { next: true }) };
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

  private insert(slot: number, { label, value }: Entry): void {
    this.policy?.insert(slot);
    this.byUse.set(slot, { label: this.labels.key(label), value: this.labels.value(value) });
  }

  private use(slot: number): void {
    const shown = this.byUse.get(slot);
    if (!shown) return;
    this.byUse.delete(slot);
    this.byUse.set(slot, shown);
  }
}
