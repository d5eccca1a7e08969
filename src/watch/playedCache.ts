import { fingerprint } from '../engine/fingerprint.ts';
import type { Entry, Observed, RemovalCause, Teller } from '../engine/index.ts';
import { findPolicy, policies } from '../engine/policies/index.ts';
import { KeyIndex } from '../engine/keyIndex.ts';
import { Store } from '../engine/store.ts';
import type { CacheWriter, Counts } from '../recording/index.ts';
import { Usage } from './advice.ts';
import type { ProbeKey } from './messages.ts';

/** The order of arrival, for a policy that nobody here knows. */
const anyOrder = findPolicy('fifo');

/** From here on a limit is as good as none: a policy may lay out its memory by it. */
const MOST_PLAYED = 2 ** 22;

/** So many entries can be told anew at any time. */
const FEW = 64;

/** A miss whose value is not there yet. */
export interface OpenMiss {
  readonly key: ProbeKey;
  /** Of the key in the recording. */
  readonly number: number;
}

/**
 * A cache of the engine that does what one of a watched program is told to have done, so that it is recorded like any
 * other. It holds keys and no values. Where it finds another thing than what is told, something was not heard: it takes
 * the program's word, and says no more until it can go on with what the program has counted.
 */
export class PlayedCache {
  readonly usage = new Usage();
  private readonly teller: CountingTeller;
  private readonly store: Store;
  private readonly index: KeyIndex;
  private readonly limit: number;
  /** Whether the policy is one of ours and has a limit: then it knows who leaves. */
  private readonly chooses: boolean;
  /** Entries that are told to have made room for the one that comes next. */
  private readonly due = new Set<ProbeKey>();
  /** An entry that waits for one to make room for it, as its policy is not known. */
  private late: OpenMiss | undefined;
  /** Operations since it has parted. */
  private silent = 0;

  constructor(
    private readonly writer: CacheWriter,
    private readonly policy: string,
    private readonly maxsize: number | null,
  ) {
    const spec = policies.find(({ id }) => id === policy);
    this.limit = maxsize === null || maxsize > MOST_PLAYED ? Infinity : maxsize;
    this.chooses = spec !== undefined && this.limit !== Infinity;
    this.index = new KeyIndex(this.limit);
    this.teller = new CountingTeller(writer);
    const order = (spec ?? anyOrder).create({ maxsize: this.limit, seed: 1 });
    this.store = new Store(this.limit, order, this.index, this.teller);
  }

  /** What it has counted since the last clear. */
  get counts(): Readonly<Counts> {
    return this.teller.counts;
  }

  /** Whether what it does is not told at the moment. */
  get isParted(): boolean {
    return this.teller.isSilent;
  }

  /** How many entries it holds. */
  get size(): number {
    return this.store.size;
  }

  /** Whether telling all that it holds is little, or no more than what it has done since it has parted. */
  get isWorthTelling(): boolean {
    return this.store.size <= Math.max(FEW, this.silent);
  }

  advice(): ReturnType<Usage['advice']> {
    return this.usage.advice(this.policy, this.maxsize);
  }

  /** Something was not heard, or is not what it would be here. */
  part(): void {
    if (!this.isParted) this.silent = 0;
    this.teller.isSilent = true;
  }

  hit(key: ProbeKey): void {
    this.goOn();
    this.usage.request(key);
    if (this.index.find(key) === 0) {
      this.part();
      this.put(key, 0);
    }
    const slot = this.index.find(key);
    if (slot !== 0) this.store.hit(slot);
    else this.teller.hit(0);
  }

  /** A look-up in a cache with keys that has found nothing. */
  lookUpInVain(key: ProbeKey): void {
    this.miss(key);
    this.usage.request(key);
  }

  /** A call that has to run its function. It is a request of the advice when that returns. */
  miss(key: ProbeKey): OpenMiss {
    this.goOn();
    const slot = this.index.find(key);
    if (slot !== 0) {
      this.part();
      this.store.remove(slot, 'deleted');
    }
    return { key, number: this.store.miss(key, false, key) };
  }

  /** The function of a miss has returned. As in Python the first result stays, unless there is no limit. */
  keep({ key, number }: OpenMiss): void {
    this.goOn();
    this.usage.request(key);
    const slot = this.index.find(key);
    if (slot === 0) this.put(key, number);
    else if (this.limit === Infinity) this.store.renew(slot, undefined, key, false, key, number);
  }

  /** An entry of a cache with keys, new or in the place of one. */
  set(key: ProbeKey): void {
    this.goOn();
    const slot = this.index.find(key);
    if (slot === 0) this.put(key, 0);
    else this.store.replace(slot, undefined);
  }

  /** An entry has made room. Where the policy is known, so is which one: that is told when the new one comes. */
  evict(key: ProbeKey): void {
    const slot = this.index.find(key);
    if (slot === 0) return;
    if (this.chooses) this.due.add(key);
    else this.store.remove(slot, 'evicted');
    this.goOn();
  }

  remove(key: ProbeKey, cause: RemovalCause): void {
    this.goOn();
    this.usage.forget(key);
    this.due.delete(key);
    const slot = this.index.find(key);
    if (slot !== 0) this.store.remove(slot, cause);
  }

  clear(): void {
    this.goOn();
    this.usage.clear();
    this.due.clear();
    this.store.clear('cleared');
  }

  /** To be called after what was told at once: who was to leave and has not shows that this is another order. */
  settle(): void {
    this.goOn();
    for (const key of this.due) {
      const slot = this.index.find(key);
      if (slot === 0) continue;
      this.part();
      this.store.remove(slot, 'evicted');
    }
    this.due.clear();
  }

  /** Goes on with what the program has counted. Gives what a recorder resumes with. */
  resume(told: Readonly<Counts>): { readonly writer: CacheWriter; readonly cache: Observed } {
    this.goOn();
    const { writer, teller, store } = this;
    Object.assign(teller.counts, told);
    teller.isSilent = false;
    const { hits, misses, evictions, requests } = told;
    const size = Math.max(told.currsize, store.size);
    teller.counts.currsize = size;
    const totals = { hits, misses, evictions, size, requests, edits: 0 };
    const { policy } = store;
    return {
      writer,
      cache: {
        teller,
        policy,
        observe: () => undefined,
        totals: () => totals,
        entries: () => store.entries(),
      },
    };
  }

  private put(key: ProbeKey, number: number): void {
    const { store, index, limit } = this;
    if (limit === 0) return;
    if (store.size >= limit && !this.chooses) {
      this.late = { key, number };
      return;
    }
    store.policy.admit?.(fingerprint(key));
    const slot = store.claim();
    index.add(key, slot);
    store.fill(slot, undefined, key, false, key, number);
    for (const each of this.due) if (index.find(each) === 0) this.due.delete(each);
  }

  /** Before anything else is done. An entry that still waits for room takes that of the oldest: nobody has said whose. */
  private goOn(): void {
    this.silent++;
    const { late, store } = this;
    this.late = undefined;
    if (!late) return;
    if (store.size >= this.limit) {
      this.part();
      const [oldest = 0] = store.policy.slots();
      store.remove(oldest, 'evicted');
    }
    this.put(late.key, late.number);
  }
}

/** Counts what happens, and writes it unless it is to be silent. */
class CountingTeller implements Teller {
  isSilent = false;
  readonly counts: Counts = { hits: 0, misses: 0, evictions: 0, currsize: 0, requests: 0 };

  constructor(private readonly writer: CacheWriter) {}

  hit(slot: number): void {
    this.counts.hits++;
    this.counts.requests++;
    if (!this.isSilent) this.writer.hit(slot);
  }

  miss(key: unknown, isList: boolean, label: unknown): number {
    this.counts.misses++;
    this.counts.requests++;
    return this.isSilent ? 0 : this.writer.miss(key, isList, label);
  }

  /** The depth of a call is that of its thread, which whoever plays says. */
  entered(): void {
    return;
  }

  left(): void {
    return;
  }

  stored(slot: number, evicted: boolean, entry: Entry): void {
    if (evicted) this.counts.evictions++;
    else this.counts.currsize++;
    if (!this.isSilent) this.writer.stored(slot, evicted, entry);
  }

  replaced(slot: number): void {
    if (!this.isSilent) this.writer.replaced(slot);
  }

  renewed(slot: number, entry: Entry): void {
    if (!this.isSilent) this.writer.renewed(slot, entry);
  }

  removed(slot: number, cause: RemovalCause): void {
    this.counts.currsize--;
    if (cause === 'evicted') this.counts.evictions++;
    if (!this.isSilent) this.writer.removed(slot, cause);
  }

  cleared(slots: Iterable<number>, cause: RemovalCause): void {
    const { counts } = this;
    counts.hits = counts.misses = counts.evictions = counts.currsize = 0;
    if (!this.isSilent) this.writer.cleared(slots, cause);
  }
}
