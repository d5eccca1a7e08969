import { StackDistances } from '../engine/stackDistances.ts';
import type { ProbeKey } from './messages.ts';

/** How many different keys of a cache are told apart; of one with more nothing is said. */
const MOST_KEYS = 131_072;

/** What a person could do with the limit of a cache, as its requests show. */
export type Advice =
  /** A cache of `size` entries would have missed no more. */
  | { readonly kind: 'enough'; readonly size: number }
  /**
   * A larger one would have answered so many of the requests that missed. `size` is what all of them need, where that
   * can be told: a recursive function makes other requests when its cache answers more of them.
   */
  | { readonly kind: 'more'; readonly saves: number; readonly size?: number }
  /** No request was for a key that was asked for before. */
  | { readonly kind: 'unused' };

/**
 * What the requests of a cache say of its size. A request counts when it is answered: that of a recursive function
 * stores its result when it returns, after those of the calls inside it, and a smaller cache finds them in that order.
 */
export class Usage {
  /** Whether a call was made inside another of the same cache. */
  isNested = false;
  private distances = new StackDistances(MOST_KEYS);
  private readonly keys = new Map<ProbeKey, number>();
  private fresh = 0;
  /** By the entries that an LRU cache must have had: how many requests it would have answered. */
  private readonly needed = new Map<number, number>();
  private requests = 0;
  private isWhole = true;

  /** How many different keys were asked for; undefined where they are too many, or not all were heard. */
  get distinct(): number | undefined {
    return this.isWhole ? this.keys.size : undefined;
  }

  request(key: ProbeKey): void {
    this.requests++;
    if (this.keys.size >= MOST_KEYS && !this.keys.has(key)) this.lose();
    if (!this.isWhole) return;
    const distance = this.distances.request(this.numberOf(key));
    if (distance === Infinity) return;
    this.needed.set(distance, (this.needed.get(distance) ?? 0) + 1);
  }

  /** An entry has left for another reason than room: the next request for its key misses at any size. */
  forget(key: ProbeKey): void {
    if (this.keys.has(key)) this.keys.set(key, ++this.fresh);
  }

  /** All of them have. */
  clear(): void {
    this.distances = new StackDistances(MOST_KEYS);
  }

  /** Some requests were not heard: nothing can be said any more. */
  lose(): void {
    this.isWhole = false;
    this.keys.clear();
    this.needed.clear();
    this.distances = new StackDistances(1);
  }

  /** Undefined where nothing can be said, or where the size is right. */
  advice(policy: string, maxsize: number | null): Advice | undefined {
    if (!this.isWhole || this.requests === 0 || maxsize === 0) return undefined;
    if (policy !== 'lru' && maxsize !== null) return undefined;
    const limit = maxsize ?? Infinity;
    const [size, saves] = this.beyond(limit);
    if (saves > 0) return { kind: 'more', saves, ...(!this.isNested && { size }) };
    if (size === 0) return { kind: 'unused' };
    return size < limit ? { kind: 'enough', size } : undefined;
  }

  /** How many entries answer every request that can be answered, and how many of those a limit does not. */
  private beyond(limit: number): readonly [number, number] {
    let [size, saves] = [0, 0];
    for (const [distance, count] of this.needed) {
      size = Math.max(size, distance);
      if (distance > limit) saves += count;
    }
    return [size, saves];
  }

  private numberOf(key: ProbeKey): number {
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    this.keys.set(key, ++this.fresh);
    return this.fresh;
  }
}
