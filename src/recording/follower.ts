import type { Dictionary } from './dictionary.ts';
import { bytesOf, type CacheFacts, type Chunk, type NewKeys, type Tick } from './events.ts';
import type { EventLog } from './log.ts';

/** How many keys are looked at again, at every piece, whether they have a text now. */
const LATE_PER_PIECE = 500;

interface Key {
  readonly cache: number;
  readonly number: number;
}

/**
 * One who follows a recording at a pace of its own: gets what is kept in pieces of at most one chunk, and later what
 * has come since. What was cut before it was told is left out, and the counters are told instead.
 */
export class Follower {
  /** The number of the last event that was told. */
  private told = 0;
  private readonly facts = new Map<number, CacheFacts>();
  /** By cache, which of its keys were told. */
  private readonly keys = new Map<number, Set<number>>();
  /** Keys that were told without a text. */
  private late: Key[] = [];

  constructor(
    private readonly recording: { caches(): readonly CacheFacts[] },
    private readonly log: EventLog,
    private readonly dictionary: Dictionary,
  ) {}

  /** The next piece, `undefined` where there is nothing new. */
  next(): Tick | undefined {
    const isCut = this.told + 1 < this.log.first && this.log.first > 1;
    const [span] = this.log.spans(this.told + 1, Infinity);
    const caches = this.newFacts();
    const keys = this.newKeys(span, isCut);
    if (!span && caches.length === 0 && keys.texts.length === 0) return undefined;
    const first = span ? span.chunk.first + span.start : this.told + 1;
    const events = span ? bytesOf(span.chunk, span.start, span.end) : new Uint8Array();
    if (span) this.told = span.chunk.first + span.end - 1;
    const counts = Array.from(isCut ? this.log.countsOfBases() : [], ([cache, each]) => ({ cache, ...each }));
    return { first, events, caches, keys, ...(isCut && { counts }) };
  }

  private newFacts(): CacheFacts[] {
    const changed = this.recording.caches().filter((facts) => this.facts.get(facts.cache) !== facts);
    for (const facts of changed) this.facts.set(facts.cache, facts);
    return changed;
  }

  private newKeys(span: { chunk: Chunk; start: number; end: number } | undefined, isCut: boolean): NewKeys {
    const found: Key[] = this.late.splice(0, LATE_PER_PIECE).filter((key) => !this.waits(key));
    const add = (cache: number, number: number): void => {
      const known = this.keys.get(cache) ?? new Set();
      if (number === 0 || known.has(number)) return;
      this.keys.set(cache, known.add(number));
      found.push({ cache, number });
      this.waits({ cache, number });
    };
    if (isCut)
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
