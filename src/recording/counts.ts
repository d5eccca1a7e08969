import { kinds, type Counts } from './events.ts';

/** What a cache had counted at a moment. */
export interface Point {
  /** In ms since the recording began. */
  readonly time: number;
  /** All requests since the cache was made: unlike the counters, no clear takes them back. */
  readonly requests: number;
  readonly hits: number;
  readonly misses: number;
}

/** Of how many parts of the time, and of the requests, a point is kept. Twice as many points are there at most. */
const PARTS = 300;

/**
 * The history of a cache in at most 600 points, however long it is. A point is kept when a 300th of all the time or a
 * 300th of all the requests lies between it and the one before: a day of nothing and a second of a million requests
 * both keep their shape. As the whole grows the steps double, for old points and new ones alike.
 */
export class History {
  private points: Point[] = [];
  private time = 0;
  private timeStep = 1;
  private requestStep = 1;

  /** `counts` are those of the cache, and change with it. */
  constructor(private readonly counts: Counts) {}

  /** Looks at what is counted now, at a time not before all others. */
  add(time: number): void {
    this.time = time;
    const before = this.points.at(-1);
    if (before && !this.isStep(before, time, this.counts.requests)) return;
    const point = this.newest();
    this.points.push(point);
    if (this.points.length > 2 * PARTS - 2) this.thin(this.points[0]!, point);
  }

  /** The kept points, oldest first, and the newest. */
  list(): readonly Point[] {
    const last = this.points.at(-1);
    const newest = this.newest();
    const isKept =
      last && (['time', 'requests', 'hits', 'misses'] as const).every((name) => last[name] === newest[name]);
    return isKept || !last ? this.points : [...this.points, newest];
  }

  private newest(): Point {
    const { requests, hits, misses } = this.counts;
    return { time: this.time, requests, hits, misses };
  }

  private thin(first: Point, newest: Point): void {
    while (PARTS * this.timeStep < newest.time - first.time) this.timeStep *= 2;
    while (PARTS * this.requestStep < newest.requests - first.requests) this.requestStep *= 2;
    const kept: Point[] = [first];
    for (const point of this.points)
      if (this.isStep(kept.at(-1)!, point.time, point.requests)) kept.push(point);
    this.points = kept;
    if (kept.length > PARTS * 1.5)
      [this.timeStep, this.requestStep] = [this.timeStep * 2, this.requestStep * 2];
  }

  private isStep(before: Point, time: number, requests: number): boolean {
    const grown = requests - before.requests;
    return grown >= this.requestStep || (grown > 0 && time - before.time >= this.timeStep);
  }
}

export const noCounts = (): Counts => ({ hits: 0, misses: 0, evictions: 0, currsize: 0, requests: 0 });

/** Takes an event in, in place. */
export function count(counts: Counts, kind: number): void {
  switch (kind) {
    case kinds.hit:
      counts.hits++;
      counts.requests++;
      break;
    case kinds.miss:
      counts.misses++;
      counts.requests++;
      break;
    case kinds.stored:
      counts.currsize++;
      break;
    case kinds.evicted:
      counts.evictions++;
      counts.currsize = Math.max(0, counts.currsize - 1);
      break;
    case kinds.expired:
    case kinds.deleted:
      counts.currsize = Math.max(0, counts.currsize - 1);
      break;
    case kinds.cleared:
    case kinds.expiredAll:
      counts.hits = counts.misses = counts.evictions = counts.currsize = 0;
      break;
  }
}
