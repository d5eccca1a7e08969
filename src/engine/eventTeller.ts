import { isIterator } from './results.ts';
import type { CacheEvent, Entry, Observer, RemovalCause, Teller, Where } from './types.ts';

/** Tells an observer what happens in a cache. Only caches that somebody observes have one. */
export class EventTeller implements Teller {
  /** Calls of the cached function that are running now. */
  depth = 0;
  private labels: unknown[] = [];
  private telling = false;
  private warned = false;

  /** `where` is told with the hits of entries: those of a shared cache are near. */
  constructor(
    private readonly observer: Observer,
    private readonly where?: Where,
  ) {}

  entered(): void {
    this.depth++;
  }

  left(): void {
    this.depth--;
  }

  hit(slot: number): void {
    this.hitOf(this.labels[slot], this.where);
  }

  answered(_key: unknown, _isList: boolean, label: unknown, where: Where): void {
    this.hitOf(label, where);
  }

  miss(_key: unknown, _isList: boolean, label: unknown): number {
    this.tell({ type: 'miss', key: label, depth: this.depth });
    return 0;
  }

  stored(slot: number, evicted: boolean, { label: key, value }: Entry): void {
    const victim = this.labels[slot];
    this.labels[slot] = key;
    if (evicted) this.tell({ type: 'removed', key: victim, cause: 'evicted' });
    this.tell({ type: 'stored', key, value });
    this.warn(key, value);
  }

  replaced(slot: number, value: unknown): void {
    this.exchange(slot, this.labels[slot], value);
  }

  renewed(slot: number, { label, value }: Entry): void {
    this.exchange(slot, label, value);
  }

  removed(slot: number, cause: RemovalCause): void {
    const key = this.labels[slot];
    this.labels[slot] = undefined;
    this.tell({ type: 'removed', key, cause });
  }

  cleared(slots: Iterable<number>, cause: RemovalCause): void {
    const keys = Array.from(slots, (slot) => this.labels[slot]);
    this.labels = [];
    for (const key of keys) this.tell({ type: 'removed', key, cause });
  }

  private hitOf(key: unknown, where: Where | undefined): void {
    const { depth } = this;
    this.tell(where === undefined ? { type: 'hit', key, depth } : { type: 'hit', key, depth, where });
  }

  private exchange(slot: number, key: unknown, value: unknown): void {
    const before = this.labels[slot];
    this.labels[slot] = key;
    this.tell({ type: 'removed', key: before, cause: 'replaced' });
    this.tell({ type: 'stored', key, value });
    this.warn(key, value);
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
