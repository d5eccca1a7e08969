import type { CacheEvent, Clock, Observer } from '../engine/index.ts';
import type { Watchable } from '../lessons/scenario.ts';
import { emptyDelta, MAX_CACHES, MAX_OUTPUT_LINES } from '../protocol/fold.ts';
import type { Progress, ScenarioResult, SessionDelta, Timing } from '../protocol/session.ts';
import type { RichValue } from '../protocol/values.ts';
import { Entries, SMALL } from './notebook/entries.ts';
import { WatchedCache } from './watchedCache.ts';

/** The least time between two deltas, in ms: about one frame of a picture that a person can follow. */
const FRAME_MS = 33;

/** How many cache events pass between two looks at the clock, which is dearer than an event. */
const EVENTS_PER_LOOK = 256;

type CacheValue = Extract<RichValue, { kind: 'cache' }>;

/** What a recorder is given to work with. */
export interface RecorderServices {
  readonly clock: Clock;
  /** Calls something once, some time after the code that runs now. */
  readonly later: (task: () => void) => void;
  /** Any value as text. */
  readonly inspect: (value: unknown) => string;
  readonly send: (delta: SessionDelta) => void;
  /** Told of each cache that has changed, with the delta that says so. */
  readonly onDidChange?: (cache: string) => void;
  /** Told once that there are more caches than are watched. */
  readonly onTooMany?: () => void;
}

interface Watched {
  readonly cache: WatchedCache;
  readonly entries: Entries | undefined;
  /** Without one it is not sent yet: it may be about to get the name of a variable. */
  isNamed: boolean;
  /** Whether a later run has made another of its name: when nothing can reach it any more, it need not be shown. */
  isReplaced: boolean;
  /** The run that has made it, as a number that only grows. */
  readonly run: number;
}

/**
 * Collects what happens in a session, and sends it in batches while it happens: what its caches do, and what a scenario
 * says. A cache has an identity of its own; its name is a label, which others may have, too. Caches are held weakly, so
 * that what no code can reach any more can be collected.
 */
export class Recorder {
  private readonly watched = new Map<string, Watched>();
  private readonly byValue = new WeakMap<object, Watched>();
  private readonly collected = new FinalizationRegistry<Watched>((watched) => this.forget(watched));
  /** Time since the session began, in ms. */
  private readonly sessionClock: Clock;
  private pending = emptyDelta();
  private lastFlush: number;
  private eventsUntilLook = EVENTS_PER_LOOK;
  /** Whether a flush will come by itself: what has happened is told, and an idle kernel costs nothing. */
  private isDue = false;
  private count = 0;
  private run = 0;
  private hasToldTooMany = false;
  /** Whether caches that are made now are left alone: a check makes thousands. */
  isPaused = false;

  constructor(private readonly services: RecorderServices) {
    const { clock } = services;
    const started = (this.lastFlush = clock.now());
    this.sessionClock = { now: () => clock.now() - started };
  }

  /** Makes a cache with an observer. `label` is its name if no variable gives it one. */
  watch<C extends Watchable>(label: string, policy: string, make: (observer?: Observer) => C): C {
    if (this.isPaused || this.isFull()) return make();
    const cache = new WatchedCache(String(++this.count), label, policy, this.sessionClock);
    const events: ((event: CacheEvent) => void)[] = [(event) => cache.observe(event)];
    const made = make((event) => {
      for (const observe of events) observe(event);
      this.becomeDue();
      if (--this.eventsUntilLook === 0) this.look();
    });
    const reference = new WeakRef(made);
    cache.attach(() => reference.deref());
    const { maxsize } = cache.info();
    const entries =
      maxsize !== null && maxsize <= SMALL ? new Entries(this.services.inspect, policy) : undefined;
    if (entries) events.push((event) => entries.observe(event));
    const watched: Watched = { cache, entries, isNamed: false, isReplaced: false, run: this.run };
    this.watched.set(cache.id, watched);
    this.collected.register(made, watched);
    this.byValue.set(made, watched);
    return made;
  }

  /** Gives a cache its name, once. */
  name(name: string, value: unknown): void {
    const watched = this.find(value);
    if (!watched || watched.isNamed) return;
    watched.isNamed = true;
    watched.cache.rename(name);
    for (const each of this.watched.values()) {
      if (each.run < watched.run && each.cache.name === name) each.isReplaced = true;
    }
  }

  /** Begins a run: what is made from now on is newer than what was made before. */
  beginRun(): void {
    this.run++;
  }

  /** At the end of a run: who has no name yet keeps the label. Gives whether caches may be there that nothing can reach. */
  endRun(): boolean {
    for (const watched of this.watched.values()) watched.isNamed = true;
    this.flush();
    return [...this.watched.values()].some(({ isReplaced }) => isReplaced);
  }

  /** To be called after what nothing can reach was collected. */
  retire(): void {
    for (const watched of [...this.watched.values()]) if (!watched.cache.isAlive) this.forget(watched);
    this.flush();
  }

  describe(value: unknown): CacheValue | undefined {
    const watched = this.find(value);
    return watched && picture(watched);
  }

  picture(id: string): CacheValue | undefined {
    const watched = this.watched.get(id);
    return watched && picture(watched);
  }

  /** Empties the cache with this id; an unknown id does nothing. */
  clear(id: string): void {
    this.watched.get(id)?.cache.clear();
    this.flush();
  }

  print(line: string): void {
    this.pending.output.push(line);
    if (this.pending.output.length > 2 * MAX_OUTPUT_LINES) this.flush();
    this.happened();
  }

  setCount(name: string, value: number): void {
    this.pending.counts[name] = value;
    this.happened();
  }

  timing(timing: Timing): void {
    this.pending.timings.push(timing);
    this.happened();
  }

  progress(progress: Progress): void {
    this.pending.progress = progress;
    this.happened();
  }

  /** Sends what has happened since the last time, if anything has. */
  flush(): void {
    this.isDue = false;
    this.lastFlush = this.services.clock.now();
    const named = [...this.watched.values()].filter(({ isNamed }) => isNamed);
    const samples = named.flatMap(({ cache }) => cache.sample() ?? []);
    const delta = { ...this.pending, caches: [...this.pending.caches, ...samples] };
    this.pending = emptyDelta();
    if (isEmpty(delta)) return;
    this.services.send(delta);
    for (const { cache } of delta.caches) this.services.onDidChange?.(cache);
  }

  /** The caches as a scenario's result tells of them, in the order in which they were made. */
  caches(): ScenarioResult['caches'] {
    return [...this.watched.values()].map(({ cache }) => {
      const { name, policy } = cache;
      return { name, policy, info: cache.info() };
    });
  }

  private happened(): void {
    this.becomeDue();
    if (this.services.clock.now() - this.lastFlush >= FRAME_MS) this.flush();
  }

  private becomeDue(): void {
    if (this.isDue) return;
    this.isDue = true;
    this.services.later(() => this.flush());
  }

  private look(): void {
    this.eventsUntilLook = EVENTS_PER_LOOK;
    if (this.services.clock.now() - this.lastFlush >= FRAME_MS) this.flush();
  }

  private isFull(): boolean {
    if (this.watched.size < MAX_CACHES) return false;
    if (!this.hasToldTooMany) this.services.onTooMany?.();
    this.hasToldTooMany = true;
    return true;
  }

  /** The host forgets what was replaced; what else is gone stays to be looked at. */
  private forget({ cache, isReplaced }: Watched): void {
    if (!this.watched.delete(cache.id)) return;
    const last = cache.sample();
    if (isReplaced) this.pending.retired.push(cache.id);
    else if (last) this.pending.caches.push(last);
    this.becomeDue();
  }

  private find(value: unknown): Watched | undefined {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    return isObject ? this.byValue.get(value) : undefined;
  }
}

function isEmpty(delta: SessionDelta): boolean {
  const lists = [delta.output, delta.caches, delta.retired, delta.timings, Object.keys(delta.counts)];
  return delta.progress === undefined && lists.every((list) => list.length === 0);
}

function picture({ cache, entries }: Watched): CacheValue {
  const { id, name, policy, evictions } = cache;
  return {
    kind: 'cache',
    cache: id,
    name,
    policy,
    info: cache.info(),
    evictions,
    ...(entries && { entries: entries.list() }),
  };
}
