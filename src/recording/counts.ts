import { kinds, type Counts } from './events.ts';

const { hit, miss, stored, evicted, expired, deleted, cleared, expiredAll, resumed } = kinds;
const { joined, remote, invalidated } = kinds;

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

/** The most points that a history keeps beside the newest. */
export const MOST_POINTS = 2 * PARTS - 2;

/** How many numbers a point has. */
const ROW = 4;

/**
 * The history of a cache in at most 600 points, however long it is. A point is kept when a 300th of all the time or a
 * 300th of all the requests lies between it and the one before: a day of nothing and a second of a million requests
 * both keep their shape. As the whole grows the steps double, for old points and new ones alike.
 */
export class History {
  /** Time, requests, hits and misses of each point: numbers, because objects of a thousand caches are a collector's load. */
  private rows = new Float64Array(8 * ROW);
  private size = 0;
  private time = 0;
  private timeStep = 1;
  private requestStep = 1;

  /** `counts` are those of the cache, and change with it. */
  constructor(private readonly counts: Counts) {}

  /** Looks at what is counted now, at a time not before all others. */
  add(time: number): void {
    this.time = time;
    const { requests, hits, misses } = this.counts;
    if (this.size > 0 && !this.isStep(this.size - 1, time, requests)) return;
    this.push(time, requests, hits, misses);
    if (this.size > MOST_POINTS) this.thin();
  }

  /** The kept points, oldest first, and the newest. */
  list(): readonly Point[] {
    const points = Array.from({ length: this.size }, (_, place) => this.point(place));
    const { time, counts } = this;
    const { requests, hits, misses } = counts;
    const last = points.at(-1);
    const isKept =
      last?.time === time && last.requests === requests && last.hits === hits && last.misses === misses;
    if (last && !isKept) points.push({ time, requests, hits, misses });
    return points;
  }

  /** Those of `list` that have more requests than so many, however long the history is. */
  since(requests: number): readonly Point[] {
    const points: Point[] = [];
    let place = this.size - 1;
    while (place >= 0 && this.rows[place * ROW + 1]! > requests) points.push(this.point(place--));
    points.reverse();
    const { time, counts } = this;
    if (this.size > 0 && counts.requests > (points.at(-1)?.requests ?? requests))
      points.push({ time, requests: counts.requests, hits: counts.hits, misses: counts.misses });
    return points;
  }

  private point(place: number): Point {
    const { rows } = this;
    const at = place * ROW;
    return { time: rows[at]!, requests: rows[at + 1]!, hits: rows[at + 2]!, misses: rows[at + 3]! };
  }

  private push(time: number, requests: number, hits: number, misses: number): void {
    const at = this.size++ * ROW;
    if (at === this.rows.length) this.grow();
    this.rows[at] = time;
    this.rows[at + 1] = requests;
    this.rows[at + 2] = hits;
    this.rows[at + 3] = misses;
  }

  private grow(): void {
    const longer = new Float64Array(this.rows.length * 2);
    longer.set(this.rows);
    this.rows = longer;
  }

  /** Makes the steps as long as the whole asks for, and keeps the points that are a step after the one kept before. */
  private thin(): void {
    const { rows, size } = this;
    const last = (size - 1) * ROW;
    while (PARTS * this.timeStep < rows[last]! - rows[0]!) this.timeStep *= 2;
    while (PARTS * this.requestStep < rows[last + 1]! - rows[1]!) this.requestStep *= 2;
    this.size = 1;
    for (let at = ROW; at < size * ROW; at += ROW)
      if (this.isStep(this.size - 1, rows[at]!, rows[at + 1]!))
        this.push(rows[at]!, rows[at + 1]!, rows[at + 2]!, rows[at + 3]!);
    if (this.size > PARTS * 1.5)
      [this.timeStep, this.requestStep] = [this.timeStep * 2, this.requestStep * 2];
  }

  /** Whether a moment is a step after the point at a place. */
  private isStep(place: number, time: number, requests: number): boolean {
    const grown = requests - this.rows[place * ROW + 1]!;
    return grown >= this.requestStep || (grown > 0 && time - this.rows[place * ROW]! >= this.timeStep);
  }
}

/** A history of more points than are kept, as it would have been kept. */
export function thinned(points: readonly Point[]): readonly Point[] {
  const counts = noCounts();
  const history = new History(counts);
  for (const { time, requests, hits, misses } of points) {
    Object.assign(counts, { requests, hits, misses });
    history.add(time);
  }
  return history.list();
}

export const noCounts = (): Counts => ({ hits: 0, misses: 0, evictions: 0, currsize: 0, requests: 0 });

/** Takes an event in, in place. */
export function count(counts: Counts, kind: number, slot: number): void {
  switch (kind) {
    case remote:
      counts.remoteHits = (counts.remoteHits ?? 0) + 1;
      counts.hits++;
      counts.requests++;
      break;
    case hit:
    case joined:
      counts.hits++;
      counts.requests++;
      break;
    case miss:
      counts.misses++;
      counts.requests++;
      break;
    case stored:
      counts.currsize++;
      break;
    case evicted:
      counts.evictions++;
      counts.currsize = Math.max(0, counts.currsize - 1);
      break;
    case expired:
    case deleted:
    case invalidated:
      counts.currsize = Math.max(0, counts.currsize - 1);
      break;
    case resumed:
      counts.currsize = Math.max(0, counts.currsize - slot); // They follow, and are counted then.
      break;
    case cleared:
    case expiredAll:
      counts.hits = counts.misses = counts.evictions = counts.currsize = 0;
      if (counts.remoteHits !== undefined) counts.remoteHits = 0;
      break;
  }
}
