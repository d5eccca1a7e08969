import { createCache } from '../engine/index.ts';
import type { EventLog } from './log.ts';
import type { CacheReplay } from './replay.ts';
import { Timeline } from './timeline.ts';

/** How many caches keep their checkpoints: those that were looked at last. They share what there is. */
const MOST = 4;

/** The timelines of the caches that are looked at. */
export class Timelines {
  private readonly timelines = createCache<number, Timeline>('lru', MOST);

  /**
   * `begin` gives a cache before its first event; all checkpoints hold at most `budget` bytes, and stand `least` events
   * apart or more; `now` is in ms.
   */
  constructor(
    private readonly log: EventLog,
    private readonly begin: (cache: number) => CacheReplay,
    private readonly budget: number,
    private readonly least: number,
    private readonly now: () => number,
  ) {}

  /** What the checkpoints hold, in bytes, about. */
  get bytes(): number {
    return this.all().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** That of a cache, which is made where there is none. */
  of(cache: number): Timeline {
    const known = this.timelines.get(cache);
    if (known) return known;
    const first = this.begin(cache);
    const base = (): CacheReplay => this.log.bases.get(cache) ?? first;
    const budget = (): number => this.budget / this.timelines.size;
    const timeline = new Timeline(this.log, cache, base, this.now, { budget, least: this.least });
    this.timelines.set(cache, timeline);
    for (const each of this.all()) each.trim();
    return timeline;
  }

  forget(cache: number): void {
    this.timelines.delete(cache);
  }

  private all(): Timeline[] {
    return this.timelines.keys().flatMap((cache) => this.timelines.peek(cache) ?? []);
  }
}
