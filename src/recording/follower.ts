import type { Dictionary } from './dictionary.ts';
import {
  bytesOf,
  kinds,
  type CacheFacts,
  type Chunk,
  type Counts,
  type NewKeys,
  type Tick,
} from './events.ts';
import type { EventLog } from './log.ts';
import type { OriginLog } from './origins.ts';

/** How many keys are looked at again, at every piece, whether they have a text now. */
const LATE_PER_PIECE = 500;

interface Key {
  readonly cache: number;
  readonly number: number;
}

/** What is asked of the recording that is followed. */
interface Followed {
  caches(): readonly CacheFacts[];
  /** What a cache had counted at a `resumed`. */
  resumedAt(cache: number, number: number): Counts | undefined;
  readonly last: number;
  countsAt(step: number): ReadonlyMap<number, Readonly<Counts>>;
}

/** Events of a chunk: the places from `start` up to, not including, `end`. */
interface Span {
  readonly chunk: Chunk;
  readonly start: number;
  readonly end: number;
}

type CacheCounts = Counts & { readonly cache: number };

/**
 * One who follows a recording at a pace of its own: gets what is kept in pieces of at most one chunk, and later what
 * has come since. What was cut before it was told is left out, and the counters are told instead.
 */
export class Follower {
  private isNew = true;
  private readonly facts = new Map<number, CacheFacts>();
  /** By cache, which of its keys were told. */
  private readonly keys = new Map<number, Set<number>>();
  /** Keys that were told without a text. */
  private late: Key[] = [];

  constructor(
    private readonly recording: Followed,
    private readonly log: EventLog,
    private readonly dictionary: Dictionary,
    private readonly origins: OriginLog,
    /** The number of the last event that was told, or need not be told. */
    private told = 0,
  ) {}

  /** The next piece, of at most so many events; `undefined` where there is nothing new. */
  next(most = Infinity): Tick | undefined {
    const [span] = this.log.spans(this.told + 1, Infinity);
    const piece = span && untilResumed(cutTo(most, span));
    const first = piece ? piece.chunk.first + piece.start : this.told + 1;
    const isGap = first > 1 && (this.isNew || this.told + 1 < this.log.first);
    const caches = this.newFacts();
    const keys = this.newKeys(piece, isGap);
    if (!piece && caches.length === 0 && keys.texts.length === 0) return undefined;
    const counts = [...(isGap ? this.countsBefore(first) : []), ...(piece ? this.resumed(piece) : [])];
    const events = piece ? bytesOf(piece.chunk, piece.start, piece.end) : new Uint8Array();
    if (piece) this.told = first + piece.end - piece.start - 1;
    this.isNew = false;
    const time = piece?.chunk.time[piece.start];
    const origins = this.origins.tell(first, this.told);
    return {
      first,
      events,
      caches,
      keys,
      ...(counts.length > 0 && { counts, ...(time && { time }) }),
      ...(origins && { origins }),
    };
  }

  private countsBefore(first: number): CacheCounts[] {
    const all = this.recording.countsAt(Math.min(first, this.recording.last + 1) - 1);
    return Array.from(all, ([cache, counts]) => ({ cache, ...counts }));
  }

  /** What was counted where a piece begins with the place at which the recording of a cache went on. */
  private resumed({ chunk, start }: Span): CacheCounts[] {
    if (chunk.kind[start] !== kinds.resumed) return [];
    const cache = chunk.cache[start]!;
    const counts = this.recording.resumedAt(cache, chunk.first + start);
    return counts ? [{ cache, ...counts }] : [];
  }

  private newFacts(): CacheFacts[] {
    const changed = this.recording.caches().filter((facts) => this.facts.get(facts.cache) !== facts);
    for (const facts of changed) this.facts.set(facts.cache, facts);
    return changed;
  }

  private newKeys(span: Span | undefined, isGap: boolean): NewKeys {
    const found: Key[] = this.late.splice(0, LATE_PER_PIECE).filter((key) => !this.waits(key));
    const add = (cache: number, number: number): void => {
      const known = this.keys.get(cache) ?? new Set();
      if (number === 0 || known.has(number)) return;
      this.keys.set(cache, known.add(number));
      found.push({ cache, number });
      this.waits({ cache, number });
    };
    if (isGap)
      for (const [cache, { keyOfSlot }] of this.log.bases) for (const key of keyOfSlot) add(cache, key);
    if (span) for (let at = span.start; at < span.end; at++) add(span.chunk.cache[at]!, span.chunk.key[at]!);
    return this.dictionary.tell(found);
  }

  /** Whether a key has no text yet: then it is looked at again later. */
  private waits(key: Key): boolean {
    const waits = this.dictionary.text(key.cache, key.number) === undefined;
    if (waits) this.late.push(key);
    return waits;
  }
}

/** At most so many events; an eviction and its entry, which have to stay together, may be one more. */
function cutTo(most: number, { chunk, start, end }: Span): Span {
  if (end - start <= most) return { chunk, start, end };
  const isParted = chunk.kind[start + most - 1] === kinds.evicted;
  return { chunk, start, end: start + most + (isParted ? 1 : 0) };
}

/** The counts of a `resumed` are told before the first event of a tick: so each of them begins one. */
function untilResumed({ chunk, start, end }: Span): Span {
  const next = chunk.kind.indexOf(kinds.resumed, start + 1);
  return { chunk, start, end: next > start && next < end ? next : end };
}
