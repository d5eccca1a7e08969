import { createCache } from '../engine/index.ts';
import { callTree, type CallTree } from './callTree.ts';
import { MissCauses, causes, type Cause } from './causes.ts';
import { count, History, noCounts, type Point } from './counts.ts';
import { Dictionary } from './dictionary.ts';
import * as events from './events.ts';
import type { CacheFacts, Chunk, Counts, Tick, Wording } from './events.ts';
import { EventLog } from './log.ts';
import { momentOf, unnamed, type Moment } from './moment.ts';
import { forEachOf, optimalHits } from './optimal.ts';
import { CacheReplay } from './replay.ts';
import { Timeline } from './timeline.ts';

/** What the columns of a recording may hold, in bytes. */
const BUDGET = 64 * 2 ** 20;

/** How many caches keep their checkpoints: those that were looked at last. */
const TIMELINES = 4;

/** After how many chunks that were cut the keys are looked through. */
const CHUNKS_PER_SWEEP = 16;

/** More entries than any cache has: so many are there before it is counted how many more or less there are. */
const MANY = 2 ** 40;

const { kinds } = events;

/** An event as an export tells it. */
export interface RecordedEvent extends Wording {
  readonly number: number;
  /** In ms since the recording began. */
  readonly time: number;
  readonly cache: number;
  /** One of `kinds`. */
  readonly kind: number;
  /** The text of its key, empty where it has none. */
  readonly key: string;
  /** The slot of its entry, 0 where it has none. */
  readonly slot: number;
  /** How many calls of recorded functions were running. */
  readonly depth: number;
}

export interface RecordingOptions {
  /** What its events may hold, in bytes. Default 64 MiB. */
  readonly budget?: number;
  /** The time in ms. It decides how far apart checkpoints are, and nothing else. Without it there are none. */
  readonly now?: () => number;
}

/** What is folded of one cache. */
class Track {
  /** What it had counted where its recording went on, by the number of that event. */
  readonly resumed = new Map<number, Counts>();
  readonly counts = noCounts();
  readonly history = new History(this.counts);
  readonly causes = new MissCauses();

  constructor(public facts: CacheFacts) {}

  apply(chunk: Chunk, at: number): void {
    const kind = chunk.kind[at]!;
    if (kind === kinds.resumed) this.resumed.set(chunk.first + at, { ...this.counts });
    count(this.counts, kind, chunk.slot[at]!);
    this.causes.apply(chunk, at);
    if (kind < kinds.stored || kind >= kinds.cleared) this.history.add(chunk.time[at]!);
  }
}

/** The places of a chunk, parted where a recording went on, because counters are told with the events behind them. */
function* stretches(chunk: Chunk): Generator<readonly [number, number]> {
  let from = 0;
  for (let at = 1; at < chunk.size; at++) {
    if (chunk.kind[at] !== kinds.resumed) continue;
    yield [from, at];
    from = at;
  }
  if (from < chunk.size) yield [from, chunk.size];
}

/**
 * A recording as the host, the page and tests hold it: the events of one producer as far as they are kept, and what
 * folds over them say. Counters, histories and causes go on when old events leave; states begin where events do.
 */
export class Recording {
  private readonly tracks = new Map<number, Track>();
  private readonly dictionary = new Dictionary();
  private readonly log = new EventLog((cache) => this.openReplay(cache));
  private readonly timelines = createCache<number, Timeline>('lru', TIMELINES);
  private readonly budget: number;
  private readonly now: () => number;
  private untilSweep = CHUNKS_PER_SWEEP;

  constructor({ budget = BUDGET, now = () => 0 }: RecordingOptions = {}) {
    this.budget = budget;
    this.now = now;
  }

  /** The number of the first event that is kept: those before are cut. */
  get first(): number {
    return this.log.first;
  }

  /** The number of the last event, 0 where there is none. */
  get last(): number {
    return this.log.last;
  }

  /** What its events hold, in bytes. */
  get bytes(): number {
    return this.log.bytes;
  }

  /** How many keys were told. */
  get keys(): number {
    return this.dictionary.size;
  }

  /**
   * Takes a tick in. Returns the caches of which it tells. One that begins before the last event has been taken in
   * already, or is made up, and is left out; events that are missing before it are missing: see `Moment.isKnown`.
   */
  append(tick: Tick): ReadonlySet<number> {
    const changed = new Set<number>();
    if (tick.first <= this.last) return changed;
    for (const facts of tick.caches) this.learn(facts, changed);
    this.dictionary.add(tick.keys, (cache) => this.tracks.has(cache));
    for (const { cache, ...counts } of tick.counts ?? []) {
      const track = this.tracks.get(cache);
      if (!track) continue;
      Object.assign(track.counts, counts);
      if (tick.time !== undefined) track.history.add(tick.time);
      changed.add(cache);
    }
    if (tick.events.length === 0) return changed;
    const chunk = events.chunkOf(tick.first, tick.events);
    this.fold(chunk, changed);
    this.log.append(chunk);
    if (this.bytes > this.budget) this.shrink(this.budget);
    return changed;
  }

  /** Lets the oldest events go until the others hold at most so many bytes. */
  shrink(bytes: number): void {
    const { length } = this.log.chunks;
    this.log.cutTo(bytes);
    for (const { resumed } of this.tracks.values())
      for (const number of resumed.keys()) if (number < this.first) resumed.delete(number);
    this.untilSweep -= length - this.log.chunks.length;
    if (this.untilSweep > 0) return;
    this.untilSweep = CHUNKS_PER_SWEEP;
    this.dictionary.sweep(this.log);
  }

  /** All caches, in the order in which they were made. */
  caches(): readonly CacheFacts[] {
    return Array.from(this.tracks.values(), ({ facts }) => facts);
  }

  facts(cache: number): CacheFacts | undefined {
    return this.tracks.get(cache)?.facts;
  }

  /** What a cache has counted up to now. Throws a `RangeError` where there is no such cache, as all below do. */
  counts(cache: number): Readonly<Counts> {
    return this.track(cache).counts;
  }

  /** How its counters came about, in at most 600 points, oldest first. */
  history(cache: number): readonly Point[] {
    return this.track(cache).history.list();
  }

  /** The points of its history that have more requests than so many. */
  historySince(cache: number, requests: number): readonly Point[] {
    return this.track(cache).history.since(requests);
  }

  /** Why its requests missed, since it was made; a clear takes nothing back. */
  causes(cache: number): Readonly<Record<Cause, number>> {
    const { counts } = this.track(cache).causes;
    return Object.fromEntries(causes.map((cause, place) => [cause, counts[place]!])) as Record<Cause, number>;
  }

  /**
   * Of the misses whose entry had been evicted, as far as events are kept: those that the clairvoyant policy would have
   * answered are the `policy`'s doing, the others need more `capacity`. Looks at all events twice.
   */
  evictedMisses(cache: number): { readonly capacity: number; readonly policy: number } {
    const { chunks } = this.log;
    const hits = optimalHits(chunks, cache, this.track(cache).facts.maxsize);
    const found = { capacity: 0, policy: 0 };
    const missCauses = new MissCauses();
    let request = 0;
    for (const chunk of chunks)
      for (let at = 0; at < chunk.size; at++) {
        if (chunk.cache[at] !== cache) continue;
        const cause = causes[missCauses.apply(chunk, at)];
        if (!events.isRequest(chunk.kind[at]!)) continue;
        if (hits[request++] === 1) found.policy += Number(cause === 'evicted');
        else found.capacity += Number(cause === 'evicted');
      }
    return found;
  }

  /** The numbers of the keys that a cache was asked for, as far as events are kept, in order. */
  requests(cache: number): readonly number[] {
    const keys: number[] = [];
    forEachOf(this.log.chunks, cache, (kind, key) => {
      if (events.isRequest(kind)) keys.push(key);
    });
    return keys;
  }

  /**
   * A cache after the event with this number, which may be one of another cache; 0 is before all events. Throws a
   * `RangeError` where the event is cut or has not happened.
   */
  stateAt(cache: number, step: number): Moment {
    this.check(step);
    return momentOf(this.timeline(cache).stateAt(step), step, cache, this.dictionary);
  }

  /** Makes `stateAt` quick by working for about so many ms. Returns whether that was enough. */
  prepare(cache: number, step: number, ms: number): boolean {
    this.check(step);
    return this.timeline(cache).advance(step, ms);
  }

  /** The events with the numbers `from` to `to`, as far as they are kept. */
  *events(from = 1, to = this.last): Generator<RecordedEvent> {
    for (const { chunk, start, end } of this.log.spans(from, to))
      for (let at = start; at < end; at++) {
        const [cache, key, kind] = [chunk.cache[at]!, chunk.key[at]!, chunk.kind[at]!];
        yield {
          number: chunk.first + at,
          time: chunk.time[at]!,
          cache,
          kind,
          ...events.wordingOf(kind),
          key: key === 0 ? '' : this.textOf(cache, key),
          slot: chunk.slot[at]!,
          depth: chunk.depth[at]!,
        };
      }
  }

  /** The calls among the events `from` to `to`, of all caches: the first `most` of them. */
  callTree(from: number, to: number, most?: number): CallTree {
    return callTree(this.log, from, to, most);
  }

  /** The text of a key, `#` and its number where it was not described. */
  textOf(cache: number, key: number): string {
    return this.dictionary.text(cache, key) ?? unnamed(key);
  }

  /**
   * What is kept, as ticks of at most one chunk: what a recording that begins later takes in first. The newest events
   * of at most so many bytes.
   */
  *ticks(bytes = Infinity): Generator<Tick> {
    const none = {
      caches: new Int32Array(),
      numbers: new Int32Array(),
      prints: new Float64Array(),
      texts: [],
    };
    const chunks = this.log.newest(bytes);
    const isCut = (chunks[0]?.first ?? 1) > 1;
    let head = {
      caches: this.caches(),
      keys: this.dictionary.all(),
      ...(isCut && this.countsBefore(chunks)),
    };
    for (const chunk of chunks)
      for (const [from, to] of stretches(chunk)) {
        const first = chunk.first + from;
        const cache = chunk.cache[from]!;
        const resumed = this.tracks.get(cache)?.resumed.get(first);
        const told = resumed && { counts: [{ cache, ...resumed }], time: chunk.time[from]! };
        yield { first, events: events.bytesOf(chunk, from, to), ...head, ...told };
        head = { caches: [], keys: none };
      }
  }

  /** Forgets what is known of a cache, but not its events: for one that is retired and not shown any more. */
  forget(cache: number): void {
    this.tracks.delete(cache);
    this.timelines.delete(cache);
    this.log.bases.delete(cache);
    this.dictionary.forget(cache);
  }

  private learn(facts: CacheFacts, changed: Set<number>): void {
    const track = this.tracks.get(facts.cache);
    if (track) track.facts = { ...track.facts, name: facts.name, isRetired: facts.isRetired };
    else this.tracks.set(facts.cache, new Track(facts));
    changed.add(facts.cache);
  }

  /** Folds events in. What no cache can have told is none: everything that reads the columns later may rely on them. */
  private fold(chunk: Chunk, changed: Set<number>): void {
    let cache = 0;
    let track: Track | undefined;
    let keys = 0;
    for (let at = 0; at < chunk.size; at++) {
      if (chunk.cache[at] !== cache) {
        cache = chunk.cache[at]!;
        track = this.tracks.get(cache);
        keys = this.dictionary.count(cache);
        if (track) changed.add(cache);
      }
      const key = chunk.key[at]!;
      if (key < 0 || key > keys) chunk.key[at] = 0;
      if (track) track.apply(chunk, at);
      else chunk.kind[at] = 0;
    }
  }

  /** What all caches had counted before these chunks, which are the newest; where that does not matter, anything. */
  private countsBefore(chunks: readonly Chunk[]): Pick<Tick, 'counts'> {
    const since = new Map(this.caches().map(({ cache }) => [cache, { ...noCounts(), currsize: MANY }]));
    for (const chunk of chunks)
      for (let at = 0; at < chunk.size; at++) {
        const counts = since.get(chunk.cache[at]!);
        if (counts) count(counts, chunk.kind[at]!, chunk.slot[at]!);
      }
    const counts = Array.from(since, ([cache, later]) => {
      const now = this.counts(cache);
      const before = (name: keyof Counts): number => Math.max(0, now[name] - later[name]);
      return {
        cache,
        hits: before('hits'),
        misses: before('misses'),
        evictions: before('evictions'),
        currsize: later.currsize < MANY / 2 ? 0 : Math.max(0, MANY + now.currsize - later.currsize),
        requests: before('requests'),
      };
    });
    return { counts };
  }

  private track(cache: number): Track {
    const track = this.tracks.get(cache);
    if (!track) throw new RangeError(`There is no cache ${cache} in this recording.`);
    return track;
  }

  private check(step: number): void {
    if (Number.isInteger(step) && step >= this.first - 1 && step <= this.last) return;
    throw new RangeError(`Step ${step} is not between ${this.first - 1} and ${this.last}.`);
  }

  private timeline(cache: number): Timeline {
    const known = this.timelines.get(cache);
    if (known) return known;
    const { facts } = this.track(cache);
    const base = (): CacheReplay => this.log.bases.get(cache) ?? this.newReplay(facts);
    const timeline = new Timeline(this.log, cache, base, this.now);
    this.timelines.set(cache, timeline);
    return timeline;
  }

  private openReplay(cache: number): CacheReplay | undefined {
    const facts = this.facts(cache);
    return facts && this.newReplay(facts);
  }

  private newReplay(facts: CacheFacts): CacheReplay {
    const { cache } = facts;
    return new CacheReplay(
      facts,
      (key) => this.dictionary.print(cache, key),
      (number) => this.tracks.get(cache)?.resumed.get(number),
    );
  }
}
