import type { CacheEvent, Clock } from '../engine/index.ts';
import type { Watchable } from '../lessons/scenario.ts';
import type { CacheCounts, CacheSample, HistoryPoint } from '../protocol/session.ts';

/** How many points of history a sample carries at most, so that a cache of millions of events sends little. */
export const MAX_POINTS = 64;

/** What is folded of one cache's events between two samples. */
export class WatchedCache {
  private find: () => Watchable | undefined = () => undefined;
  private lastInfo: CacheCounts = { hits: 0, misses: 0, maxsize: null, currsize: 0 };
  /** Entries that made room for others since the start, or since the cache was cleared. */
  evictions = 0;
  private points: HistoryPoint[] = [];
  /** A point is taken every `stride` calls; it doubles when the points become too many. */
  private stride = 1;
  private untilPoint = 1;
  private changed = true;

  constructor(
    readonly id: string,
    public name: string,
    readonly policy: string,
    /** Gives ms since the session began. */
    private readonly clock: Clock,
  ) {}

  /** The cache itself is made with `observe`, so it comes after. `find` gives nothing once it has been collected. */
  attach(find: () => Watchable | undefined): void {
    this.find = find;
    this.takePoint();
  }

  /** Gives it another name, which the next sample tells. */
  rename(name: string): void {
    this.name = name;
    this.changed = true;
  }

  /** Whether the cache itself is still there. */
  get isAlive(): boolean {
    return this.find() !== undefined;
  }

  observe(event: CacheEvent): void {
    this.changed = true;
    if (event.type === 'removed') this.countRemoval(event.cause);
    else if (event.type !== 'stored' && --this.untilPoint === 0) this.takePoint();
  }

  clear(): void {
    const watchable = this.find();
    if (!watchable) return;
    if ('cacheClear' in watchable) watchable.cacheClear();
    else watchable.clear();
    this.evictions = 0;
    this.changed = true;
  }

  info(): CacheCounts {
    const watchable = this.find();
    if (watchable) {
      const info = 'cacheInfo' in watchable ? watchable.cacheInfo() : watchable.info();
      const { hits, misses, maxsize, currsize } = info;
      this.lastInfo = { hits, misses, maxsize, currsize };
    }
    return this.lastInfo;
  }

  /** What has changed since the last sample, or undefined if nothing has. */
  sample(): CacheSample | undefined {
    if (!this.changed) return undefined;
    const { id, name, policy, evictions } = this;
    const time = this.clock.now();
    const info = this.info();
    const points = [...this.points, { time, hits: info.hits, misses: info.misses }];
    this.changed = false;
    this.points = [];
    this.stride = this.untilPoint = 1;
    return { cache: id, name, policy, time, evictions, info, points };
  }

  private countRemoval(cause: string): void {
    if (cause === 'evicted') this.evictions++;
    if (cause === 'cleared') this.evictions = 0;
  }

  private takePoint(): void {
    const { hits, misses } = this.info();
    this.points.push({ time: this.clock.now(), hits, misses });
    if (this.points.length === MAX_POINTS) {
      this.points = this.points.filter((_, index) => index % 2 === 0);
      this.stride *= 2;
    }
    this.untilPoint = this.stride;
  }
}
