import { MaxHeap } from '../engine/maxHeap.ts';
import { isRequest, kinds, type Chunk } from './events.ts';
import { EVENTS_PER_SLICE, type Sliced } from './slices.ts';

/** The events of one cache, in columns: what computations over a whole recording read. */
export interface EventsOfCache {
  readonly kinds: Uint8Array;
  readonly keys: Int32Array;
  /** The numbers of the events. */
  readonly numbers: Int32Array;
}

/** Picks the events of one cache. */
export function* eventsOf(chunks: readonly Chunk[], cache: number): Sliced<EventsOfCache> {
  const total = chunks.reduce((sum, { size }) => sum + size, 0);
  const [kind, key, number] = [new Uint8Array(total), new Int32Array(total), new Int32Array(total)];
  let [size, seen] = [0, 0];
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.size; at++) {
      if (chunk.cache[at] !== cache) continue;
      kind[size] = chunk.kind[at]!;
      key[size] = chunk.key[at]!;
      number[size++] = chunk.first + at;
    }
    yield (seen += chunk.size) / total;
  }
  return { kinds: kind.slice(0, size), keys: key.slice(0, size), numbers: number.slice(0, size) };
}

/**
 * Which requests of a cache Belady's clairvoyant cache of this size would have answered: 1 or 0 at the place of each
 * hit and miss. It stores what the real one stored, evicts before it inserts as `simulate('opt')` does, and loses what
 * was deleted, expired or cleared there. A miss that it answers was the policy's doing, another the size's.
 */
export function* optimalHits(
  { kinds: kind, keys }: EventsOfCache,
  maxsize: number | null,
): Sliced<Uint8Array> {
  const next = nextUses(kind, keys);
  const optimal = new OptimalCache(maxsize ?? Infinity);
  const hits = new Uint8Array(keys.length);
  const nextOfMiss = new Map<number, number>();
  for (let at = 0; at < keys.length; at++) {
    if (at % EVENTS_PER_SLICE === 0) yield at / keys.length;
    const key = keys[at]!;
    switch (kind[at]!) {
      case kinds.hit:
      case kinds.miss:
      case kinds.joined:
      case kinds.remote:
        hits[at] = Number(optimal.has(key));
        if (hits[at] === 1 || kind[at] === kinds.hit) optimal.put(key, next[at]!);
        else nextOfMiss.set(key, next[at]!);
        break;
      case kinds.stored:
        if (!optimal.has(key)) optimal.put(key, nextOfMiss.get(key) ?? Infinity);
        break;
      case kinds.expired:
      case kinds.deleted:
      case kinds.invalidated:
        optimal.drop(key);
        break;
      case kinds.cleared:
      case kinds.resumed:
      case kinds.expiredAll:
        optimal.clear();
        break;
    }
  }
  return hits;
}

/** For each request the place of the next one for the same key; `Infinity` where there is none. */
function nextUses(kind: Uint8Array, keys: Int32Array): Float64Array {
  const next = new Float64Array(keys.length);
  const seen = new Map<number, number>();
  for (let at = keys.length - 1; at >= 0; at--) {
    if (!isRequest(kind[at]!)) continue;
    next[at] = seen.get(keys[at]!) ?? Infinity;
    seen.set(keys[at]!, at);
  }
  return next;
}

/** Keys with the place of their next use; of a full one the key leaves whose next use is farthest away. */
class OptimalCache {
  private readonly slots = new Map<number, number>();
  private readonly keyOfSlot: number[] = [];
  private readonly free: number[] = [];
  private readonly byNextUse = new MaxHeap();

  constructor(private readonly maxsize: number) {}

  has(key: number): boolean {
    return this.slots.has(key);
  }

  put(key: number, nextUse: number): void {
    if (this.maxsize === 0) return;
    if (!this.slots.has(key) && this.slots.size === this.maxsize)
      this.drop(this.keyOfSlot[this.byNextUse.top]!);
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.free.pop() ?? this.slots.size;
      this.slots.set(key, slot);
      this.keyOfSlot[slot] = key;
    }
    this.byNextUse.set(slot, nextUse);
  }

  drop(key: number): void {
    const slot = this.slots.get(key);
    if (slot === undefined) return;
    this.byNextUse.delete(slot);
    this.slots.delete(key);
    this.free.push(slot);
  }

  clear(): void {
    this.slots.clear();
    this.byNextUse.clear();
    this.free.length = 0;
  }
}
