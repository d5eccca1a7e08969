import type { Clock, Observer } from '../engine/index.ts';
import type { Watchable } from '../lessons/scenario.ts';
import { emptyDelta } from '../protocol/fold.ts';
import type { Progress, ScenarioResult, SessionDelta, Timing } from '../protocol/session.ts';
import { WatchedCache } from './watchedCache.ts';

/** The least time between two deltas, in ms: about one frame of a picture that a person can follow. */
const FRAME_MS = 33;

/** How many cache events pass between two looks at the clock, which is dearer than an event. */
const EVENTS_PER_LOOK = 256;

/** Collects what happens in a session: sends it in batches while it happens, and gives the result at the end. */
export class Recorder {
  private readonly caches: WatchedCache[] = [];
  /** Time since the session began, in ms. */
  private readonly sessionClock: Clock;
  private readonly record: Omit<ScenarioResult, 'scenario' | 'value' | 'caches'>;
  private pending = emptyDelta();
  private lastFlush: number;
  private eventsUntilLook = EVENTS_PER_LOOK;

  constructor(
    private readonly clock: Clock,
    private readonly send: (delta: SessionDelta) => void,
  ) {
    const started = clock.now();
    this.lastFlush = started;
    this.sessionClock = { now: () => clock.now() - started };
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
    const id = String(this.caches.length + 1);
    const cache = new WatchedCache(id, name, policy, this.sessionClock);
    const watchable = make((event) => {
      cache.observe(event);
      if (--this.eventsUntilLook === 0) this.look();
    });
    cache.attach(() => watchable);
    this.caches.push(cache);
    return watchable;
  }

  /** Empties the cache with this id; an unknown id does nothing. */
  clear(id: string): void {
    this.caches.find((cache) => cache.id === id)?.clear();
    this.flush();
  }

  flushIfDue(): void {
    if (this.clock.now() - this.lastFlush >= FRAME_MS) this.flush();
  }

  /** Sends what has happened since the last time, if anything has. */
  flush(): void {
    this.lastFlush = this.clock.now();
    const delta = { ...this.pending, caches: this.caches.flatMap((cache) => cache.sample() ?? []) };
    this.pending = emptyDelta();
    if (!isEmpty(delta)) this.send(delta);
  }

  result(scenario: string, value: string | undefined): ScenarioResult {
    const caches = this.caches.map((cache) => {
      const { name, policy } = cache;
      return { name, policy, info: cache.info() };
    });
    return { scenario, ...this.record, caches, ...(value !== undefined && { value }) };
  }

  private look(): void {
    this.eventsUntilLook = EVENTS_PER_LOOK;
    this.flushIfDue();
  }
}

function isEmpty(delta: SessionDelta): boolean {
  const lists = [delta.output, delta.caches, delta.timings, Object.keys(delta.counts)];
  return delta.progress === undefined && lists.every((list) => list.length === 0);
}
