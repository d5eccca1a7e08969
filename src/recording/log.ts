import { CHUNK, copyEvents, createChunk, EVENT_BYTES, kinds, type Chunk, type Counts } from './events.ts';
import type { CacheReplay } from './replay.ts';

/** How many events the first chunk has room for: a cache that is asked five times needs no 377 KB. */
const FIRST_ROOM = 64;

/** The place in `chunks` of the chunk that holds an event, or of the last before it; 0 where there is none. */
export function placeOf(chunks: readonly Chunk[], number: number): number {
  let [low, high] = [0, chunks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (chunks[middle]!.first <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The events of a recording as far as they are kept: the oldest leave first, and what they led to stays. */
export class EventLog {
  readonly chunks: Chunk[] = [];
  /** The state of each cache after the last event that was cut. */
  readonly bases = new Map<number, CacheReplay>();
  /** The number of the last event, 0 where there was none. */
  last = 0;
  /** How many events lie before the first that is kept. */
  private cutUpTo = 0;

  /** `openReplay` gives the state of a cache before its first event, nothing where there is no such cache. */
  constructor(private readonly openReplay: (cache: number) => CacheReplay | undefined) {}

  /** The number of the first event that is kept. */
  get first(): number {
    return this.cutUpTo + 1;
  }

  get bytes(): number {
    return this.chunks.reduce((sum, { kind }) => sum + kind.length * EVENT_BYTES, 0);
  }

  /** What the caches had counted before the first event that is kept. */
  countsOfBases(): Map<number, Counts> {
    const begun = [...this.bases].filter(([, { hasBegun }]) => hasBegun);
    return new Map(begun.map(([cache, { counts }]) => [cache, { ...counts }]));
  }

  /** The newest chunks that hold at most so many bytes of events. */
  newest(bytes: number): readonly Chunk[] {
    let place = this.chunks.length;
    for (let left = bytes; place > 0; place--) {
      left -= this.chunks[place - 1]!.size * EVENT_BYTES;
      if (left < 0) break;
    }
    return this.chunks.slice(place);
  }

  /** Takes in events that begin after the last, however they were cut, and packs them into whole chunks. */
  append(events: Chunk): void {
    if (this.chunks.length === 0) this.cutUpTo = events.first - 1;
    for (let from = 0; from < events.size;) from = this.pack(events, from);
    this.last = events.first + events.size - 1;
  }

  /** Lets the oldest chunks go until the others hold at most so many bytes; the newest stays. */
  cutTo(bytes: number): void {
    let held = this.bytes;
    while (held > bytes && this.chunks.length > 1) {
      const chunk = this.chunks.shift()!;
      held -= chunk.kind.length * EVENT_BYTES;
      this.fold(chunk);
      this.cutUpTo = this.chunks[0]!.first - 1;
    }
  }

  /** The chunks that hold the events `from` to `to`, each with the places of those in it. */
  *spans(from: number, to: number): Generator<{ chunk: Chunk; start: number; end: number }> {
    for (let place = placeOf(this.chunks, from); place < this.chunks.length; place++) {
      const chunk = this.chunks[place]!;
      if (chunk.first > to) return;
      const start = Math.max(0, from - chunk.first);
      const end = Math.min(chunk.size, to - chunk.first + 1);
      if (start < end) yield { chunk, start, end };
    }
  }

  private pack(events: Chunk, from: number): number {
    const into = this.room(events.first + from);
    let end = Math.min(events.size, from + into.kind.length - into.size);
    if (end < events.size && events.kind[end - 1] === kinds.evicted) end--; // Its entry has to stand beside it.
    copyEvents(events, from, end, into);
    return end;
  }

  /** The chunk that the event with this number goes into, with room for two: an eviction and its entry. */
  private room(number: number): Chunk {
    const last = this.chunks.at(-1);
    const follows = last && last.first + last.size === number;
    if (follows && last.kind.length - last.size >= 2) return last;
    if (!follows || last.kind.length === CHUNK) {
      const next = createChunk(number, last ? CHUNK : FIRST_ROOM);
      this.chunks.push(next);
      return next;
    }
    const longer = createChunk(last.first, Math.min(CHUNK, last.kind.length * 4));
    copyEvents(last, 0, last.size, longer);
    this.chunks[this.chunks.length - 1] = longer;
    return longer;
  }

  /** Makes the state of a cache that may soon be needed: those of a thousand at once would take long. */
  prepare(cache: number): void {
    this.baseOf(cache);
  }

  private fold(chunk: Chunk): void {
    if (chunk.first > this.cutUpTo + 1) for (const base of this.bases.values()) base.lose();
    for (let at = 0; at < chunk.size; at++) this.baseOf(chunk.cache[at]!)?.apply(chunk, at);
  }

  private baseOf(cache: number): CacheReplay | undefined {
    let base = this.bases.get(cache);
    if (!base && (base = this.openReplay(cache))) this.bases.set(cache, base);
    return base;
  }
}
