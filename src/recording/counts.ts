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

/** The most points that a history has. */
export const MOST_POINTS = 2 * PARTS - 2;

/** What lies at least between two points. */
interface Steps {
  readonly timeStep: number;
  readonly requestStep: number;
}

const FINEST: Steps = { timeStep: 1, requestStep: 1 };

function isStep(before: Place, time: number, requests: number, { timeStep, requestStep }: Steps): boolean {
  const grown = requests - before.requests;
  return grown >= requestStep || (grown > 0 && time - before.time >= timeStep);
}

type Place = Pick<Point, 'time' | 'requests'>;

/**
 * A history with fewer points and the same shape: of those that lie too close to the one before, by time and by
 * requests, none is kept. The newest may be among them.
 */
export function thinned<P extends Place>(
  points: readonly P[],
  steps = FINEST,
): Steps & { readonly points: P[] } {
  const [first, newest] = [points[0], points.at(-1)];
  if (!first || !newest) return { ...steps, points: [] };
  let { timeStep, requestStep } = steps;
  while (PARTS * timeStep < newest.time - first.time) timeStep *= 2;
  while (PARTS * requestStep < newest.requests - first.requests) requestStep *= 2;
  const kept = [first];
  const grown = { timeStep, requestStep };
  for (const point of points) if (isStep(kept.at(-1)!, point.time, point.requests, grown)) kept.push(point);
  if (kept.length > PARTS * 1.5) [timeStep, requestStep] = [timeStep * 2, requestStep * 2];
  return { points: kept, timeStep, requestStep };
}

/**
 * The history of a cache in at most 600 points, however long it is. A point is kept when a 300th of all the time or a
 * 300th of all the requests lies between it and the one before: a day of nothing and a second of a million requests
 * both keep their shape. As the whole grows the steps double, for old points and new ones alike.
 */
export class History {
  private points: Point[] = [];
  private time = 0;
  private steps = FINEST;

  /** `counts` are those of the cache, and change with it. */
  constructor(private readonly counts: Counts) {}

  /** Looks at what is counted now, at a time not before all others. */
  add(time: number): void {
    this.time = time;
    const before = this.points.at(-1);
    if (before && !isStep(before, time, this.counts.requests, this.steps)) return;
    this.points.push(this.newest());
    if (this.points.length > MOST_POINTS) this.thin();
  }

  /** The kept points, oldest first, and the newest. */
  list(): readonly Point[] {
    const last = this.points.at(-1);
    const newest = this.newest();
    const isKept =
      last && (['time', 'requests', 'hits', 'misses'] as const).every((name) => last[name] === newest[name]);
    return isKept || !last ? this.points : [...this.points, newest];
  }

  private thin(): void {
    const { points, ...steps } = thinned(this.points, this.steps);
    this.points = points;
    this.steps = steps;
  }

  private newest(): Point {
    const { requests, hits, misses } = this.counts;
    return { time: this.time, requests, hits, misses };
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
