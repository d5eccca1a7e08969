import type { Clock, Observer } from '../engine/index.ts';
import type { Watchable } from '../lessons/scenario.ts';
import { emptyDelta } from '../protocol/fold.ts';
import type { CacheSample, Progress, ScenarioResult, SessionDelta, Timing } from '../protocol/session.ts';

/** The least time between two deltas, in ms: about one frame of a picture that a person can follow. */
const FRAME_MS = 33;

/** How many cache events pass between two looks at the clock, which is dearer than an event. */
const EVENTS_PER_LOOK = 256;

interface WatchedCache {
  readonly id: string;
  readonly name: string;
  readonly policy: string;
  readonly watchable: Watchable;
  evictions: number;
  changed: boolean;
}

/** Collects what happens in a session: sends it in batches while it happens, and gives the result at the end. */
export class Recorder {
  private readonly caches: WatchedCache[] = [];
  private readonly started: number;
  private readonly record: Omit<ScenarioResult, 'scenario' | 'value' | 'caches'>;
  private pending = emptyDelta();
  private lastFlush: number;
  private eventsUntilLook = EVENTS_PER_LOOK;

  constructor(
    private readonly clock: Clock,
    private readonly send: (delta: SessionDelta) => void,
  ) {
    this.started = this.lastFlush = clock.now();
    this.record = { output: [], timings: [], counts: {} };
  }

  print(line: string): void {
    this.record.output.push(line);
    this.pending.output.push(line);
    this.flushIfDue();
  }

  count(name: string, value: number): void {
    this.record.counts[name] = value;
    this.pending.counts[name] = value;
    this.flushIfDue();
  }

  timing(timing: Timing): void {
    this.record.timings.push(timing);
    this.pending.timings.push(timing);
    this.flushIfDue();
  }

  progress(progress: Progress): void {
    this.pending.progress = progress;
    this.flushIfDue();
  }

  watch<C extends Watchable>(name: string, policy: string, make: (observer: Observer) => C): C {
    const entry = { id: String(this.caches.length + 1), name, policy, evictions: 0, changed: true };
    const watchable = make((event) => {
      if (event.type === 'removed' && event.cause === 'evicted') entry.evictions++;
      entry.changed = true;
      if (--this.eventsUntilLook === 0) this.look();
    });
    this.caches.push(Object.assign(entry, { watchable }));
    return watchable;
  }

  /** Empties the cache with this id; an unknown id does nothing. */
  clear(id: string): void {
    const cache = this.caches.find((cache) => cache.id === id);
    if (!cache) return;
    if ('cacheClear' in cache.watchable) cache.watchable.cacheClear();
    else cache.watchable.clear();
    cache.changed = true;
    this.flush();
  }

  flushIfDue(): void {
    if (this.clock.now() - this.lastFlush >= FRAME_MS) this.flush();
  }

  /** Sends what has happened since the last time, if anything has. */
  flush(): void {
    const now = this.clock.now();
    this.lastFlush = now;
    const changed = this.caches.filter((cache) => cache.changed);
    const delta = { ...this.pending, caches: changed.map((cache) => this.sample(cache, now)) };
    this.pending = emptyDelta();
    if (!isEmpty(delta)) this.send(delta);
  }

  result(scenario: string, value: string | undefined): ScenarioResult {
    const caches = this.caches.map(({ name, policy, watchable }) => ({
      name,
      policy,
      info: infoOf(watchable),
    }));
    return { scenario, ...this.record, caches, ...(value !== undefined && { value }) };
  }

  private look(): void {
    this.eventsUntilLook = EVENTS_PER_LOOK;
    this.flushIfDue();
  }

  private sample(cache: WatchedCache, now: number): CacheSample {
    cache.changed = false;
    const { id, name, policy, evictions, watchable } = cache;
    return { cache: id, name, policy, evictions, time: now - this.started, info: infoOf(watchable) };
  }
}

function isEmpty(delta: SessionDelta): boolean {
  const lists = [delta.output, delta.caches, delta.timings, Object.keys(delta.counts)];
  return delta.progress === undefined && lists.every((list) => list.length === 0);
}

function infoOf(watchable: Watchable): CacheSample['info'] {
  const { hits, misses, maxsize, currsize } =
    'cacheInfo' in watchable ? watchable.cacheInfo() : watchable.info();
  return { hits, misses, maxsize, currsize };
}
