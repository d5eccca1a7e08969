import type { Clock, Teller } from '../engine/index.ts';
import type { Watchable } from '../lessons/scenario.ts';
import { emptyDelta, MAX_CACHES, MAX_OUTPUT_LINES } from '../protocol/fold.ts';
import type { ServerFigures } from '../protocol/redisInfo.ts';
import type { CacheLine, KernelDelta, Progress, ScenarioResult, Timing } from '../protocol/session.ts';
import type { RichValue } from '../protocol/values.ts';
import type { FindOrigin, Tick } from '../recording/index.ts';
import { EVENT_BYTES, Recorder } from '../recording/index.ts';
import { Lines } from './lines.ts';
import type { Labels } from './watchedCache.ts';
import { WatchedCache } from './watchedCache.ts';

/** The least time between two deltas, in ms: about one frame of a picture that a person can follow. */
const FRAME_MS = 33;

type CacheValue = Extract<RichValue, { kind: 'cache' }>;

/** How much can be sent. Both may wait for a moment. */
export interface TickFlow {
  /** Whether a tick can be sent now. Where it cannot, its events are left out and the counters are sent instead. */
  admits(tick: Tick): boolean;
  /** Told of a tick that is sent in any case. */
  press(tick: Tick): void;
}

/** What a recorder is given to work with. */
export interface RecorderServices {
  readonly clock: Clock;
  /** Calls something once, some time after the code that runs now. */
  readonly later: (task: () => void) => void;
  /** Calls something once, as soon as the code that runs now has given way. */
  readonly afterThisTurn: (task: () => void) => void;
  /** Any value as text. */
  readonly inspect: (value: unknown) => string;
  /** Where a platform can tell. */
  readonly origin?: FindOrigin;
  /** Sends events of caches. */
  readonly sendTick: (tick: Tick) => void;
  /** Without it all is sent. */
  readonly flow?: TickFlow;
  /** Sends what a scenario says. */
  readonly sendDelta: (delta: KernelDelta) => void;
  /** Told of caches that have changed since they were told of before, a frame's at once. */
  readonly onDidChange?: (caches: readonly WatchedCache[]) => void;
  /** Told once that there are more caches than are watched. */
  readonly onTooMany?: () => void;
}

/** What is told of a cache beside its name and policy. */
export interface Watching {
  /** Where the dice of its policy begin. */
  readonly seed?: number;
  readonly labels?: Labels;
  /** Finds the lines that use it, where that is not done as for others. */
  readonly origin?: FindOrigin;
  /** How long entries live, in ms, where they expire. */
  readonly lifetime?: number;
}

const NO_EVENTS = new Uint8Array();

/** What decides who leaves where that is not the policy by which people know a cache. */
const DECIDES: Readonly<Record<string, string>> = { dictionary: 'fifo', ttl: 'lru', 'timed-lru': 'lru' };

const AS_IT_IS: Labels = { key: (key) => key, value: (value) => value };

/**
 * Tells what happens in a session while it happens: what its caches do, as events, and what a scenario says. A cache has
 * an identity of its own; its name is a label, which others may have, too. Caches are held weakly, so that what no code
 * can reach any more can be collected.
 */
export class SessionRecorder {
  private readonly events: Recorder;
  private readonly watched = new Map<number, WatchedCache>();
  private readonly byValue = new WeakMap<object, WatchedCache>();
  private readonly collected = new FinalizationRegistry<WatchedCache>((watched) => this.forget(watched));
  /** Ticks whose events are left out. */
  private readonly lost: Tick[] = [];
  private pending: KernelDelta = emptyDelta();
  private readonly lines = new Lines((line) => this.hear(line));
  private lastFlush: number;
  /** Whether a flush will come by itself: what has happened is told, and an idle kernel costs nothing. */
  private isDue = false;
  private run = 0;
  private hasToldTooMany = false;
  /** Whether nothing is recorded now, and caches that are made are left alone for good: a check makes thousands. */
  private isPaused = false;
  private isMeasuring = false;
  /** How many caches were made since a pause began. */
  madeInPause = 0;

  constructor(private readonly services: RecorderServices) {
    const { clock, afterThisTurn, later, inspect, origin } = services;
    this.lastFlush = clock.now();
    this.events = new Recorder({
      now: () => clock.now(),
      afterThisTurn,
      later,
      describe: (label) => (Array.isArray(label) ? label.map(inspect).join(', ') : inspect(label)),
      send: (tick) => this.tell(tick),
      ...(origin && { origin }),
    });
  }

  /** Makes a cache that is recorded. `label` is its name if no variable gives it one. */
  watch<C extends Watchable>(
    label: string,
    policy: string,
    make: (observer?: Teller) => C,
    { seed = 1, labels = AS_IT_IS, origin, lifetime }: Watching = {},
  ): C {
    if (this.isPaused) this.madeInPause++;
    if (this.isPaused || this.isFull()) return make();
    const writer = this.events.reserve((key) => labels.key(key), origin);
    const watched = new WatchedCache(writer, label, policy, this.run);
    const made = make(watched);
    const { maxsize } = 'cacheInfo' in made ? made.cacheInfo() : made.info();
    const decides = DECIDES[policy] ?? policy;
    watched.begin(made, maxsize, decides, seed, labels);
    this.events.begin(writer, { name: label, kind: policy, policy: decides, maxsize, seed, lifetime });
    this.watched.set(watched.number, watched);
    this.collected.register(made, watched);
    this.byValue.set(made, watched);
    if (this.isMeasuring) watched.leaveAlone();
    return made;
  }

  /** Calls a function that measures: no cache is recorded meanwhile, and what has become of them is told afterwards. */
  measure<T>(task: () => T): T {
    if (this.isPaused || this.isMeasuring) return task();
    this.isMeasuring = true;
    this.leaveAlone();
    try {
      return task();
    } finally {
      this.resume();
    }
  }

  /** Records nothing until `resume`. */
  pause(): void {
    if (!this.isPaused) this.leaveAlone();
    this.isPaused = true;
    this.madeInPause = 0;
  }

  /** Goes on. Also to be called when code was cut off that was to do it. */
  resume(): void {
    if (!this.isPaused && !this.isMeasuring) return;
    this.isPaused = this.isMeasuring = false;
    const changed = [...this.watched.values()].flatMap((watched) => {
      const cache = watched.comeBack();
      return cache ? [{ watched, writer: watched.writer, cache }] : [];
    });
    if (changed.length === 0) return;
    this.events.resume(changed);
    for (const { watched, cache } of changed) watched.lookAnew(cache);
  }

  /** Gives a cache its name, once. */
  name(name: string, value: unknown): void {
    const watched = this.find(value);
    if (!watched || watched.isNamed) return;
    watched.isNamed = true;
    watched.name = name;
    this.events.rename(watched.number, name);
    for (const each of this.watched.values()) {
      if (each.run < watched.run && each.name === name) each.isReplaced = true;
    }
  }

  /** Begins a run: what is made from now on is newer than what was made before. */
  beginRun(): void {
    this.resume();
    this.run++;
  }

  /** At the end of a run: who has no name yet keeps the label. Gives whether caches may be there that nothing can reach. */
  endRun(): boolean {
    this.resume();
    for (const watched of this.watched.values()) watched.isNamed = true;
    this.lines.end();
    this.flush();
    return [...this.watched.values()].some(({ isReplaced }) => isReplaced);
  }

  /** To be called after what nothing can reach was collected. */
  retire(): void {
    for (const watched of [...this.watched.values()]) if (!watched.isAlive) this.forget(watched);
    this.flush();
  }

  describe(value: unknown): CacheValue | undefined {
    const watched = this.find(value);
    if (watched) this.flush(); // Who is shown it has its events, too.
    return watched && this.picture(watched);
  }

  picture(watched: WatchedCache): CacheValue {
    const { number, name, policy, evictions } = watched;
    const entries = watched.list(this.services.inspect);
    const info = watched.info();
    const expiresIn = watched.expiresIn();
    return {
      kind: 'cache',
      cache: String(number),
      name,
      policy,
      info,
      evictions,
      ...(entries && { entries }),
      ...(expiresIn !== undefined && { expiresIn }),
    };
  }

  /** Empties the cache with this number; an unknown one does nothing. */
  clear(number: number): void {
    this.watched.get(number)?.clear();
    this.flush();
  }

  /**
   * Text that is printed, as it comes. Nothing is asked of values now, not even what a key is called: the language that
   * prints is in the middle of writing, and what a value's own text prints or interrupts would come out twice or never.
   */
  write(text: string): void {
    this.lines.write(text);
  }

  /** A line of output. What was measured is marked: the same run again tells something else. */
  print(text: string, isMeasured = false): void {
    this.keep(text, isMeasured);
    this.happened();
  }

  private hear(line: string): void {
    this.keep(line, false);
    this.flushSoon();
  }

  private keep(text: string, isMeasured: boolean): void {
    this.pending.output.push({ text, after: this.events.last, ...(isMeasured && { isMeasured }) });
    if (this.pending.output.length > 2 * MAX_OUTPUT_LINES) this.say();
  }

  setCount(name: string, value: number): void {
    this.pending.counts[name] = value;
    this.happened();
  }

  timing(timing: Timing): void {
    this.pending.timings.push(timing);
    this.happened();
  }

  /** How a shared cache stands with its server. */
  line(value: unknown, line: CacheLine): void {
    const watched = this.find(value);
    if (!watched) return;
    this.pending.lines = { ...this.pending.lines, [watched.number]: line };
    this.happened();
  }

  /** What the server says of itself. */
  server(figures: ServerFigures): void {
    this.pending.server = figures;
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
    this.events.flush();
    this.tellLoss();
    this.say();
    this.tellChanges();
  }

  /** Sends what was said since the last time. */
  private say(): void {
    const delta = this.pending;
    this.pending = emptyDelta();
    if (!isEmpty(delta)) this.services.sendDelta(delta);
  }

  /** The caches as a scenario's result tells of them, in the order in which they were made. */
  caches(): ScenarioResult['caches'] {
    return Array.from(this.watched.values(), (watched) => {
      const { name, policy } = watched;
      return { name, policy, info: watched.info() };
    });
  }

  /** A program may do more than a host can take in: then it goes on, and events are left out. */
  private tell(tick: Tick): void {
    const { flow, sendTick, clock } = this.services;
    if (!flow || flow.admits(tick)) {
      this.tellLoss();
      sendTick(tick);
    } else this.lose(tick);
    if (clock.now() - this.lastFlush < FRAME_MS) return;
    this.lastFlush = clock.now();
    this.tellLoss();
    this.say();
    this.tellChanges();
  }

  /** New keys and caches are told in any case, and what has been counted by now. */
  private lose({ first, events, caches, keys }: Tick): void {
    const before = this.lost.pop();
    if (before && (before.caches.length > 0 || before.keys.texts.length > 0))
      this.lost.push(withoutCounts(before));
    const counts = Array.from(this.watched.values(), (watched) => watched.counts());
    const next = first + events.length / EVENT_BYTES;
    this.lost.push({ first: next, events: NO_EVENTS, caches, keys, counts, time: this.events.now() });
  }

  private tellLoss(): void {
    const { flow, sendTick } = this.services;
    for (const tick of this.lost.splice(0)) {
      flow?.press(tick);
      sendTick(tick);
    }
  }

  private tellChanges(): void {
    const { onDidChange } = this.services;
    if (!onDidChange) return;
    const changed = [...this.watched.values()].filter(({ hasChanged }) => hasChanged);
    for (const watched of changed) watched.hasChanged = false;
    if (changed.length > 0) onDidChange(changed);
  }

  private leaveAlone(): void {
    for (const watched of this.watched.values()) watched.leaveAlone();
  }

  private flushSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    this.services.later(() => this.flush());
  }

  private happened(): void {
    this.flushSoon();
    if (this.services.clock.now() - this.lastFlush >= FRAME_MS) this.flush();
  }

  private isFull(): boolean {
    if (this.watched.size < MAX_CACHES) return false;
    if (!this.hasToldTooMany) this.services.onTooMany?.();
    this.hasToldTooMany = true;
    return true;
  }

  /** The host forgets what was replaced; what else is gone stays to be looked at. */
  private forget({ number, isReplaced }: WatchedCache): void {
    if (this.watched.delete(number) && isReplaced) this.events.retire(number);
  }

  private find(value: unknown): WatchedCache | undefined {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    return isObject ? this.byValue.get(value) : undefined;
  }
}

/** What has been counted is said once, last: of a thousand caches it is more than all else. */
const withoutCounts = ({ first, events, caches, keys }: Tick): Tick => ({ first, events, caches, keys });

function isEmpty(delta: KernelDelta): boolean {
  const lists = [delta.output, delta.timings, Object.keys(delta.counts)];
  return (
    delta.progress === undefined &&
    delta.server === undefined &&
    delta.lines === undefined &&
    lists.every((list) => list.length === 0)
  );
}
