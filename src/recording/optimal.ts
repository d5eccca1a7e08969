import { MaxHeap } from '../engine/maxHeap.ts';
import { isRequest, kinds, type Chunk } from './events.ts';

/** Gives each event of one cache to a function, in order. */
export function forEachOf(
  chunks: readonly Chunk[],
  cache: number,
  take: (kind: number, key: number) => void,
): void {
  for (const chunk of chunks)
    for (let at = 0; at < chunk.size; at++)
      if (chunk.cache[at] === cache) take(chunk.kind[at]!, chunk.key[at]!);
}

/**
 * Which requests of a cache Belady's clairvoyant cache of this size would have answered: 1 or 0 for each hit and miss,
 * in their order. It stores what the real one stored, evicts before it inserts as `simulate('opt')` does, and loses
 * what was deleted, expired or cleared there. A miss that it answers was the policy's doing, another the size's.
 */
export function optimalHits(chunks: readonly Chunk[], cache: number, maxsize: number | null): Uint8Array {
  const { keys, next } = futureOf(chunks, cache);
  const optimal = new OptimalCache(maxsize ?? Infinity);
  const hits = new Uint8Array(keys.length);
  const nextOfMiss = new Map<number, number>();
  let request = 0;
  forEachOf(chunks, cache, (kind, key) => {
    if (isRequest(kind)) {
      const isHit = optimal.has(key);
      hits[request] = Number(isHit);
      if (isHit || kind === kinds.hit) optimal.put(key, next[request]!);
      else nextOfMiss.set(key, next[request]!);
      request++;
    } else if (kind === kinds.stored) {
      if (!optimal.has(key)) optimal.put(key, nextOfMiss.get(key) ?? Infinity);
    } else if (kind === kinds.expired || kind === kinds.deleted) optimal.drop(key);
    else if (kind === kinds.cleared || kind === kinds.expiredAll || kind === kinds.resumed) optimal.clear();
  });
  return hits;
}

/** The keys that were asked for, and for each the place of its next request; `Infinity` where there is none. */
function futureOf(chunks: readonly Chunk[], cache: number): { keys: readonly number[]; next: Float64Array } {
  const keys: number[] = [];
  forEachOf(chunks, cache, (kind, key) => {
    if (isRequest(kind)) keys.push(key);
  });
  const next = new Float64Array(keys.length);
  const seen = new Map<number, number>();
  for (let i = keys.length - 1; i >= 0; i--) {
    next[i] = seen.get(keys[i]!) ?? Infinity;
    seen.set(keys[i]!, i);
  }
  return { keys, next };
}

/** Keys with the place of their next use; of a full one the key leaves whose next use is farthest away. */
class OptimalCache {
  private readonly due = new Map<number, number>();
  /** Items that are outdated are passed over when they come up. */
  private pile = new MaxHeap();
  private piled = 0;

  constructor(private readonly maxsize: number) {}

  has(key: number): boolean {
    return this.due.has(key);
  }

  put(key: number, nextUse: number): void {
    if (this.maxsize === 0) return;
    if (!this.due.has(key) && this.due.size === this.maxsize) this.makeRoom();
    this.due.set(key, nextUse);
    this.pile.push(key, nextUse);
    if (++this.piled > 8 * this.due.size + 4096) this.rebuild();
  }

  drop(key: number): void {
    this.due.delete(key);
  }

  clear(): void {
    this.due.clear();
  }

  private makeRoom(): void {
    for (;;) {
      const { item, rank } = this.pile.pop();
      this.piled--;
      if (this.due.get(item) !== rank) continue;
      this.due.delete(item);
      return;
    }
  }

  /** Otherwise the pile would grow with the run. */
  private rebuild(): void {
    this.pile = new MaxHeap();
    this.piled = this.due.size;
    for (const [key, use] of this.due) this.pile.push(key, use);
  }
}

/** How many different keys were asked for since the last time: an LRU cache of so many entries would have hit. */
export class StackDistances {
  /** How many keys were asked for last at a place up to one: a Fenwick tree. */
  private readonly tree: Int32Array;
  /** In the order of the last requests, because each one puts its key at the end. */
  private place = new Map<number, number>();
  private at = 0;

  /** Beyond `most` keys those that were not asked for longest are forgotten. */
  constructor(private readonly most = 131072) {
    this.tree = new Int32Array(2 * most + 1);
  }

  /** The distance of this request: 1 where the key was the last one asked for, `Infinity` where it is not known. */
  request(key: number): number {
    if (this.at === 2 * this.most) this.compact();
    const before = this.place.get(key);
    const distance = before === undefined ? Infinity : this.place.size - this.sum(before) + 1;
    if (before !== undefined) this.add(before, -1);
    this.place.delete(key);
    this.place.set(key, ++this.at);
    this.add(this.at, 1);
    return distance;
  }

  private compact(): void {
    const kept = [...this.place.keys()].slice(-this.most);
    this.place = new Map(kept.map((key, index) => [key, index + 1]));
    this.at = kept.length;
    for (let i = 1; i < this.tree.length; i++) {
      const low = i - (i & -i);
      this.tree[i] = Math.max(0, Math.min(i, this.at) - low);
    }
  }

  private add(position: number, change: number): void {
    const { tree } = this;
    for (let i = position; i < tree.length; i += i & -i) tree[i]! += change;
  }

  private sum(position: number): number {
    let sum = 0;
    for (let i = position; i > 0; i -= i & -i) sum += this.tree[i]!;
    return sum;
  }
}
