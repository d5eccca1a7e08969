import { isIterator } from './results.ts';
import type { CacheEvent, Observer, RemovalCause } from './types.ts';

/** Tells an observer what happens in a cache. Only caches that somebody observes have one. */
export class EventTeller {
  /** Calls of the cached function that are running now. */
  depth = 0;
  private labels: unknown[] = [];
  private victim: { readonly key: unknown } | undefined;
  private telling = false;
  private warned = false;

  constructor(private readonly observer: Observer) {}

  hit(key: unknown): void {
    this.tell({ type: 'hit', key, depth: this.depth });
  }

  miss(key: unknown): void {
    this.tell({ type: 'miss', key, depth: this.depth });
  }

  /** Remembers the key that leaves; it is told when the new entry is in. */
  evicting(slot: number): void {
    this.victim = { key: this.labels[slot] };
  }

  stored(slot: number, key: unknown, value: unknown): void {
    const { victim } = this;
    this.victim = undefined;
    this.labels[slot] = key;
    if (victim) this.tell({ type: 'removed', key: victim.key, cause: 'evicted' });
    this.tell({ type: 'stored', key, value });
    this.warn(key, value);
  }

  replaced(slot: number, value: unknown): void {
    this.renewed(slot, this.labels[slot], value);
  }

  renewed(slot: number, key: unknown, value: unknown): void {
    const before = this.labels[slot];
    this.labels[slot] = key;
    this.tell({ type: 'removed', key: before, cause: 'replaced' });
    this.tell({ type: 'stored', key, value });
    this.warn(key, value);
  }

  removed(slot: number, cause: RemovalCause): void {
    const key = this.labels[slot];
    this.labels[slot] = undefined;
    this.tell({ type: 'removed', key, cause });
  }

  cleared(slots: readonly number[], cause: RemovalCause): void {
    const keys = slots.map((slot) => this.labels[slot]);
    this.labels = [];
    for (const key of keys) this.tell({ type: 'removed', key, cause });
  }

  private tell(event: CacheEvent): void {
    if (this.telling) return;
    this.telling = true;
    try {
      this.observer(event);
    } catch {
      // The observer is a guest: what it throws is not the caller's business.
    }
    this.telling = false;
  }

  private warn(key: unknown, value: unknown): void {
    if (this.warned || !isIterator(value)) return;
    this.warned = true;
    this.tell({ type: 'warning', key, code: 'iterator-result' });
  }
}
