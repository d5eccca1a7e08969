import type { CacheEvent, Clock, Observer } from '../../engine/index.ts';
import type { Watchable } from '../../lessons/scenario.ts';
import type { RichValue } from '../../protocol/cells.ts';
import { emptyDelta } from '../../protocol/fold.ts';
import type { SessionDelta } from '../../protocol/session.ts';
import { WatchedCache } from '../watchedCache.ts';
import { Entries, SMALL } from './entries.ts';

/** How many caches are watched at most: a cell may make millions. */
const MAX_CACHES = 100;

/** The least time between two deltas, in ms. */
const FRAME_MS = 33;

/** How many cache events pass between two looks at the clock. */
const EVENTS_PER_LOOK = 256;

interface Watched {
  readonly cache: WatchedCache;
  readonly entries: Entries | undefined;
  /** Without one it is not sent yet: it may be about to get the name of a variable. */
  isNamed: boolean;
}

/** The caches that cells have made. It holds them weakly: what no cell can reach any more can be collected. */
export class NotebookCaches {
  private watched: Watched[] = [];
  private readonly byValue = new WeakMap<object, Watched>();
  private readonly collected = new FinalizationRegistry<Watched>((watched) => this.forget(watched));
  private readonly sessionClock: Clock;
  private count = 0;
  private lastFlush: number;
  private eventsUntilLook = EVENTS_PER_LOOK;
  /** Whether a flush will come by itself: what has happened is told, and an idle notebook costs nothing. */
  private isDue = false;
  /** Whether caches that are made now are left alone: a check makes thousands. */
  isPaused = false;

  constructor(
    private readonly clock: Clock,
    /** Calls something once, some time after the code that runs now. */
    private readonly later: (task: () => void) => void,
    private readonly inspect: (value: unknown) => string,
    private readonly send: (delta: SessionDelta) => void,
    /** Told of each cache that has changed, with the delta that says so. */
    private readonly onDidChange: (id: string) => void,
  ) {
    const started = (this.lastFlush = clock.now());
    this.sessionClock = { now: () => clock.now() - started };
  }

  /** Makes a cache with an observer. `hint` is its name if no variable gives it one. */
  watch<C extends Watchable>(hint: string, policy: string, make: (observer?: Observer) => C): C {
    if (this.isPaused || this.watched.length >= MAX_CACHES) return make();
    const cache = new WatchedCache(`cell-${++this.count}`, hint, policy, this.sessionClock);
    const events: ((event: CacheEvent) => void)[] = [(event) => cache.observe(event)];
    const made = make((event) => {
      for (const observe of events) observe(event);
      this.becomeDue();
      if (--this.eventsUntilLook === 0) this.look();
    });
    const reference = new WeakRef(made);
    cache.attach(() => reference.deref());
    const { maxsize } = cache.info();
    const entries = maxsize !== null && maxsize <= SMALL ? new Entries(this.inspect, policy) : undefined;
    if (entries) events.push((event) => entries.observe(event));
    const watched = { cache, entries, isNamed: false };
    this.watched.push(watched);
    this.collected.register(made, watched);
    this.byValue.set(made, watched);
    return made;
  }

  /** Gives a cache its name, once. It takes the place of an older cache of that name. */
  name(name: string, value: unknown): void {
    const watched = this.find(value);
    if (!watched || watched.isNamed) return;
    const before = this.watched.find(({ cache, isNamed }) => isNamed && cache.name === name);
    if (before) this.forget(before);
    watched.isNamed = true;
    watched.cache.rename(before?.cache.id ?? watched.cache.id, name);
  }

  /** At the end of a cell: who has no name yet keeps the one that was hinted at. */
  nameTheRest(): void {
    for (const watched of this.watched) watched.isNamed = true;
    this.flush();
  }

  describe(value: unknown): Extract<RichValue, { kind: 'cache' }> | undefined {
    const watched = this.find(value);
    return watched && picture(watched);
  }

  picture(id: string): Extract<RichValue, { kind: 'cache' }> | undefined {
    const watched = this.watched.find(({ cache }) => cache.id === id);
    return watched && picture(watched);
  }

  clear(id: string): void {
    this.watched.find(({ cache }) => cache.id === id)?.cache.clear();
    this.flush();
  }

  flush(): void {
    this.isDue = false;
    this.lastFlush = this.clock.now();
    const named = this.watched.filter(({ isNamed }) => isNamed);
    const caches = named.flatMap(({ cache }) => cache.sample() ?? []);
    if (caches.length === 0) return;
    this.send({ ...emptyDelta(), caches });
    for (const { cache } of caches) this.onDidChange(cache);
  }

  private becomeDue(): void {
    if (this.isDue) return;
    this.isDue = true;
    this.later(() => this.flush());
  }

  private forget(watched: Watched): void {
    this.watched = this.watched.filter((each) => each !== watched);
  }

  private find(value: unknown): Watched | undefined {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    return isObject ? this.byValue.get(value) : undefined;
  }

  private look(): void {
    this.eventsUntilLook = EVENTS_PER_LOOK;
    if (this.clock.now() - this.lastFlush >= FRAME_MS) this.flush();
  }
}

function picture({ cache, entries }: Watched): Extract<RichValue, { kind: 'cache' }> {
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
