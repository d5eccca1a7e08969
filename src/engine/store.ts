import { createCacheInfo } from './cache-info.ts';
import { isIterator } from './results.ts';
import type { Policy } from './policy.ts';
import type { CacheEvent, CacheInfo, Observer, RemovalCause } from './types.ts';

/** Finds slots by key. The store only has to take slots out of it. */
export interface SlotIndex {
  remove(slot: number): void;
  clear(): void;
}

/**
 * Entries, counters and events of one cache. An entry lives in a slot; the index knows which key has which slot, the
 * policy knows in which order slots leave. Whatever the observer does when it is told, it finds a consistent store.
 */
export class Store {
  hits = 0;
  misses = 0;
  size = 0;
  /** Calls that are running now. Only kept up to date where somebody observes. */
  depth = 0;
  readonly values: unknown[] = [undefined];
  private readonly labels: unknown[] = [undefined];
  private readonly free: number[] = [];
  private telling = false;
  private warned = false;

  constructor(
    readonly limit: number,
    readonly policy: Policy,
    private readonly index: SlotIndex,
    readonly observer: Observer | undefined,
  ) {}

  /** Counts a hit and returns the value. */
  hit(slot: number, label: unknown): unknown {
    this.hits++;
    this.policy.hit(slot);
    const value = this.values[slot];
    if (this.observer) this.tell({ type: 'hit', key: label, depth: this.depth });
    return value;
  }

  /** Counts a miss. */
  miss(label: unknown): void {
    this.misses++;
    if (this.observer) this.tell({ type: 'miss', key: label, depth: this.depth });
  }

  /** Puts in an entry that `link` adds to the index; where the store is full, one entry leaves before. */
  insert(value: unknown, label: unknown, fingerprint: number, link: (slot: number) => void): void {
    let victim: unknown;
    const full = this.size >= this.limit;
    if (full) {
      const leaving = this.policy.evict(fingerprint);
      victim = this.labels[leaving];
      this.release(leaving);
    }
    const slot = this.free.pop() ?? this.values.length;
    link(slot);
    this.values[slot] = value;
    this.policy.insert(slot, fingerprint);
    this.size++;
    if (!this.observer) return;
    this.labels[slot] = label;
    if (full) this.tell({ type: 'removed', key: victim, cause: 'evicted' });
    this.tell({ type: 'stored', key: label, value });
    this.warnOfIterator(label, value);
  }

  /** Gives a present entry another value. Its place in the order is the policy's matter and stays. */
  replace(slot: number, value: unknown): void {
    this.values[slot] = value;
    if (!this.observer) return;
    const label = this.labels[slot];
    this.tell({ type: 'removed', key: label, cause: 'replaced' });
    this.tell({ type: 'stored', key: label, value });
    this.warnOfIterator(label, value);
  }

  /** Takes an entry out. */
  remove(slot: number, cause: RemovalCause): void {
    const label = this.labels[slot];
    this.policy.remove(slot);
    this.release(slot);
    if (this.observer) this.tell({ type: 'removed', key: label, cause });
  }

  /** Takes all entries out and zeroes the counters. */
  clear(cause: RemovalCause): void {
    const labels = this.observer ? Array.from(this.policy.slots(), (slot) => this.labels[slot]) : [];
    this.hits = this.misses = this.size = 0;
    this.values.length = this.labels.length = 1;
    this.free.length = 0;
    this.index.clear();
    this.policy.clear();
    for (const key of labels) this.tell({ type: 'removed', key, cause });
  }

  info(): CacheInfo {
    return createCacheInfo(this.hits, this.misses, this.limit, this.size);
  }

  private release(slot: number): void {
    this.index.remove(slot);
    this.values[slot] = undefined;
    if (this.observer) this.labels[slot] = undefined;
    this.free.push(slot);
    this.size--;
  }

  private tell(event: CacheEvent): void {
    if (this.telling) return;
    this.telling = true;
    try {
      this.observer?.(event);
    } catch {
      // An observer is a guest: what it throws is not the caller's business.
    } finally {
      this.telling = false;
    }
  }

  private warnOfIterator(key: unknown, value: unknown): void {
    if (this.warned || !isIterator(value)) return;
    this.warned = true;
    this.tell({ type: 'warning', key, code: 'iterator-result' });
  }
}
