import { answeredOf, type Answered } from './answered.ts';
import { callTree, type CallTree } from './callTree.ts';
import { causes, type Cause } from './causes.ts';
import type { Point } from './counts.ts';
import { Dictionary } from './dictionary.ts';
import * as events from './events.ts';
import type { CacheFacts, Chunk, Counts, Tick, Wording } from './events.ts';
import { livesOf, type Life } from './lives.ts';
import { EventLog, placeOf } from './log.ts';
import { extract } from './extract.ts';
import { Follower } from './follower.ts';
import { OriginLog, type Origin } from './origins.ts';
import { momentOf, Names, unnamed, type Moment } from './moment.ts';
import { PastCounts } from './pastCounts.ts';
import { missesOf, type Misses } from './misses.ts';
import { eventsOf } from './optimal.ts';
import { raceOf, type Race } from './race.ts';
import { whole, type Sliced } from './slices.ts';
import { CacheReplay } from './replay.ts';
import { Timelines } from './timelines.ts';
import { Track } from './track.ts';

/** What the columns of a recording may hold, in bytes. */
const BUDGET = 64 * 2 ** 20;

/** What the checkpoints of all caches may hold, in bytes. */
const STATES = 160 * 2 ** 20;
const LEAST = 16_384;

/** For how many caches a tick makes the states that a cut will need, once it is near. */
const BASES_PER_TICK = 8;

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
  /** The line of code that has caused it, where that is known. */
  readonly origin?: Origin;
}

export interface RecordingOptions {
  /** What its events may hold, in bytes. Default 64 MiB. */
  readonly budget?: number;
  /** What checkpoints may hold, in bytes: the more, the quicker is a jump in a large cache. Default 160 MiB. */
  readonly states?: number;
  /** How many events of a cache are between two checkpoints at least. Default 16,384: a replay of a few ms. */
  readonly least?: number;
  /** The time in ms, for what is done in slices. */
  readonly now?: () => number;
}

/**
 * A recording as the host, the page and tests hold it: the events of one producer as far as they are kept, and what
 * folds over them say. Counters, histories and causes go on when old events leave; states begin where events do.
 */
export class Recording {
  private readonly tracks = new Map<number, Track>();
  private readonly dictionary = new Dictionary();
  private readonly origins = new OriginLog();
  private readonly log = new EventLog((cache) => this.openReplay(cache));
  private readonly past = new PastCounts(this.log, (cache, number) => this.resumedAt(cache, number));
  private readonly timelines: Timelines;
  private readonly budget: number;
  /** The picture that was asked for last: until something comes in, the same question has the same answer. */
  private looked: { readonly cache: number; readonly most: number; readonly moment: Moment } | undefined;
  /** Caches whose states a cut will need. */
  private readonly baseless: number[] = [];
  /** Where the events of a tick are looked at: memory of its own for each would be a collector's load. */
  private buffer = new ArrayBuffer(0);

  constructor({ budget = BUDGET, states = STATES, least = LEAST, now = () => 0 }: RecordingOptions = {}) {
    this.budget = budget;
    const begin = (cache: number): CacheReplay => this.newReplay(this.track(cache).facts);
    this.timelines = new Timelines(this.log, begin, states, least, now);
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

  /** What the checkpoints of its caches hold, in bytes, about. */
  get stateBytes(): number {
    return this.timelines.bytes;
  }

  /**
   * Takes a tick in. Returns the caches of which it tells. One that begins before the last event has been taken in
   * already, or is made up, and is left out; events that are missing before it are missing: see `Moment.isKnown`.
   */
  append(tick: Tick): ReadonlySet<number> {
    const changed = new Set<number>();
    if (tick.first <= this.last) return changed;
    this.looked = undefined;
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
    if (this.buffer.byteLength < tick.events.length) this.buffer = new ArrayBuffer(tick.events.length);
    const chunk = events.chunkOf(tick.first, tick.events, this.buffer);
    this.fold(chunk, changed);
    this.log.append(chunk);
    this.past.keep(() => this.countsNow());
    if (tick.origins) this.origins.add(tick.origins, tick.first, this.last);
    if (this.bytes > this.budget / 2)
      for (const cache of this.baseless.splice(-BASES_PER_TICK)) this.log.prepare(cache);
    if (this.bytes > this.budget) this.shrink(this.budget);
    return changed;
  }

  /** Lets the oldest events go until the others hold at most so many bytes. */
  shrink(bytes: number): void {
    this.log.cutTo(bytes);
    for (const { resumed } of this.tracks.values())
      for (const number of resumed.keys()) if (number < this.first) resumed.delete(number);
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

  /**
   * What the caches had counted after the event with this number. One that has no event before it is not there. Throws a
   * `RangeError` where the event is cut or has not happened. Good until the next call.
   */
  countsAt(step: number): ReadonlyMap<number, Readonly<Counts>> {
    this.check(step);
    return this.past.at(step);
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

  /** Every miss of a cache with its class, as far as events are kept; in slices, because it looks at all of them. */
  misses(cache: number): Sliced<Misses> {
    return missesOf([...this.log.chunks], cache, this.track(cache).facts.maxsize);
  }

  /** All policies side by side on the requests of a cache, as far as events are kept; in slices. */
  race(cache: number): Sliced<Race> {
    const { maxsize, seed } = this.track(cache).facts;
    const printOf = (key: number): number => this.dictionary.print(cache, key);
    return raceOf([...this.log.chunks], cache, { maxsize, seed, printOf });
  }

  /** The requests of a cache in the order in which they were answered, as far as events are kept; in slices. */
  answered(cache: number): Sliced<Answered> {
    this.track(cache);
    return answeredOf([...this.log.chunks], cache);
  }

  /** The fingerprint of a key. */
  printOf(cache: number, key: number): number {
    return this.dictionary.print(cache, key);
  }

  /** The numbers of the keys that a cache was asked for, as far as events are kept, in order. */
  requests(cache: number): readonly number[] {
    const { kinds: kind, keys } = whole(eventsOf(this.log.chunks, cache));
    return [...keys.filter((_, at) => events.isRequest(kind[at]!))];
  }

  /**
   * A cache after the event with this number, which may be one of another cache; 0 is before all events. Throws a
   * `RangeError` where the event is cut or has not happened.
   */
  stateAt(cache: number, step: number): Moment & { readonly keys: readonly string[] } {
    const { state, names } = this.open(cache, step);
    const keys = Array.from(state.policy.slots(), (slot) => names.ofSlot(slot));
    return { ...this.momentAt(cache, step, Infinity), keys };
  }

  /**
   * The same for a picture: of each part at most so many entries, the oldest and the newest, and no list of keys. Works
   * for about so many ms; `undefined` where that was not enough: it is nearer when it is asked for again.
   */
  lookAt(cache: number, step: number, most: number, ms: number): Moment | undefined {
    const { looked } = this;
    if (looked?.cache === cache && looked.moment.step === step && looked.most === most) return looked.moment;
    if (!this.prepare(cache, step, ms)) return undefined;
    const moment = this.momentAt(cache, step, most);
    this.looked = { cache, most, moment };
    return moment;
  }

  /** All that a cache holds, and which slot leaves next; `undefined` where it is not known. */
  insideAt(cache: number, step: number): Pick<Moment, 'layout' | 'next'> | undefined {
    const { layout, next, isKnown } = this.momentAt(cache, step, Infinity);
    return isKnown ? { layout, ...(next !== undefined && { next }) } : undefined;
  }

  /** Makes `stateAt` quick by working for about so many ms. Returns whether that was enough. */
  prepare(cache: number, step: number, ms: number): boolean {
    this.check(step);
    return this.timelines.of(cache).advance(step, ms);
  }

  /** The events with the numbers `from` to `to`, as far as they are kept. */
  *events(from = 1, to = this.last): Generator<RecordedEvent> {
    for (const { chunk, start, end } of this.log.spans(from, to))
      for (let at = start; at < end; at++) {
        const [cache, key, kind] = [chunk.cache[at]!, chunk.key[at]!, chunk.kind[at]!];
        const number = chunk.first + at;
        const origin = this.originOf(number);
        yield {
          number,
          time: chunk.time[at]!,
          cache,
          kind,
          ...events.wordingOf(kind),
          key: key === 0 ? '' : this.textOf(cache, key),
          slot: chunk.slot[at]!,
          depth: chunk.depth[at]!,
          ...(origin && { origin }),
        };
      }
  }

  /** The line of code that has caused an event, where that is known: at most of the first `MOST_ORIGINS`. */
  originOf(number: number): Origin | undefined {
    return this.origins.get(number);
  }

  /** The calls among the events `from` to `to`, of all caches: the first `most` of them. */
  callTree(from: number, to: number, most?: number): CallTree {
    return callTree(this.log, from, to, most);
  }

  /** The lives of a cache's entries up to an event, of the newest 50,000 events. */
  lives(cache: number, to = this.last): readonly Life[] {
    return livesOf(this.log, cache, to);
  }

  /** The text of a key, `#` and its number where it was not described. */
  textOf(cache: number, key: number): string {
    return this.dictionary.text(cache, key) ?? unnamed(key);
  }

  /**
   * The number of the nearest event after `from`, or before it where `by` is -1, that a test takes; `undefined` where
   * there is none. The test gets the event's kind, cache, key and depth.
   */
  seek(
    from: number,
    by: 1 | -1,
    matches: (kind: number, cache: number, key: number, depth: number) => boolean,
  ): number | undefined {
    const { chunks } = this.log;
    for (let place = placeOf(chunks, from + by); by > 0 ? place < chunks.length : place >= 0; place += by) {
      const { first, size, kind, cache, key, depth } = chunks[place]!;
      const begin = by > 0 ? Math.max(0, from + 1 - first) : Math.min(size - 1, from - 1 - first);
      for (let at = begin; at >= 0 && at < size; at += by)
        if (matches(kind[at]!, cache[at]!, key[at]!, depth[at]!)) return first + at;
    }
    return undefined;
  }

  /** What a cache had counted where its recording went on, by the number of that event. */
  resumedAt(cache: number, number: number): Counts | undefined {
    return this.tracks.get(cache)?.resumed.get(number);
  }

  /** The events of one cache as a recording of their own; `undefined` where not all are kept, or there are too many. */
  extract(cache: number, most: number): Tick | undefined {
    return extract(this, this.log, this.dictionary, this.track(cache).facts, most);
  }

  /** One who wants to be told all that is kept, and what comes later. */
  follow(): Follower {
    return new Follower(this, this.log, this.dictionary, this.origins);
  }

  /**
   * What is kept, as ticks of at most so many events, and of one chunk: what a recording that begins later takes in first.
   * The newest events of at most so many bytes.
   */
  *ticks(bytes = Infinity, most = Infinity): Generator<Tick> {
    const [first] = this.log.newest(bytes);
    const told = (first?.first ?? this.last + 1) - 1;
    const follower = new Follower(this, this.log, this.dictionary, this.origins, told);
    for (let tick = follower.next(most); tick; tick = follower.next(most)) yield tick;
  }

  /** Forgets what is known of a cache, but not its events: for one that is retired and not shown any more. */
  forget(cache: number): void {
    this.tracks.delete(cache);
    this.timelines.forget(cache);
    this.log.bases.delete(cache);
    this.dictionary.forget(cache);
  }

  /** What the caches have counted that have had events. */
  private countsNow(): ReadonlyMap<number, Counts> {
    const begun = [...this.tracks].filter(([, { hasBegun }]) => hasBegun);
    return new Map(begun.map(([cache, { counts }]) => [cache, { ...counts }]));
  }

  private learn(facts: CacheFacts, changed: Set<number>): void {
    const track = this.tracks.get(facts.cache);
    if (track) {
      const { name, place, isRetired } = facts;
      track.facts = { ...track.facts, name, isRetired, ...(place && { place }) };
    } else {
      this.tracks.set(facts.cache, new Track(facts));
      this.baseless.push(facts.cache);
    }
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

  private track(cache: number): Track {
    const track = this.tracks.get(cache);
    if (!track) throw new RangeError(`There is no cache ${cache} in this recording.`);
    return track;
  }

  private check(step: number): void {
    if (Number.isInteger(step) && step >= this.first - 1 && step <= this.last) return;
    throw new RangeError(`Step ${step} is not between ${this.first - 1} and ${this.last}.`);
  }

  private momentAt(cache: number, step: number, most: number): Moment {
    const { state, names } = this.open(cache, step);
    const moment = momentOf(state, step, names, most);
    const next = this.timelines.of(cache).nextVictimAt(step);
    return next === 0 ? moment : { ...moment, next };
  }

  private open(cache: number, step: number): { state: CacheReplay; names: Names } {
    this.check(step);
    const state = this.timelines.of(cache).stateAt(step);
    return { state, names: new Names(cache, this.dictionary, state.keyOfSlot) };
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
      (number) => this.resumedAt(cache, number),
    );
  }
}
