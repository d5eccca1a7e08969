import { emptyDelta } from '../../protocol/fold.ts';
import type { CacheSample, Inside, Kept, SessionDelta } from '../../protocol/session.ts';
import type { CacheFacts, Point, Tick } from '../../recording/index.ts';
import { EVENT_BYTES, Recording } from '../../recording/index.ts';

/** How many points of histories are told at once, and of a cache in any case: of a thousand that is a collector's load. */
const [POINTS_AT_ONCE, LEAST_POINTS] = [8000, 4];

/** The most entries of a cache whose inside is told, and how long all that may take each time, in ms. */
const [MOST_ENTRIES, INSIDE_MS] = [64, 4];

/** The recording of one session, and what of its folds those who look have been told already. */
export class SessionRecording {
  readonly recording = new Recording({ now: () => performance.now() });
  /** By cache, the newest point that was told. */
  private readonly told = new Map<number, Point>();
  /** Caches that have changed since then. */
  private readonly changed = new Set<number>();

  append(tick: Tick): this {
    for (const cache of this.recording.append(tick)) this.changed.add(cache);
    return this;
  }

  /** Whether something is still to be told although nothing has changed since. */
  get isBehind(): boolean {
    return this.changed.size > 0;
  }

  /** What has changed for those who look, since this was last asked. */
  delta(): SessionDelta | undefined {
    const { recording } = this;
    const changed = [...this.changed].flatMap((cache) => recording.facts(cache) ?? []);
    this.changed.clear();
    if (changed.length === 0) return undefined;
    const retired = changed.filter(({ isRetired }) => isRetired);
    for (const { cache } of retired) this.forget(cache);
    const living = changed.filter(({ isRetired }) => !isRetired);
    const most = Math.max(LEAST_POINTS, Math.floor(POINTS_AT_ONCE / living.length));
    const until = performance.now() + INSIDE_MS;
    const caches = living.map((facts) => {
      const inside = this.inside(facts, until - performance.now());
      return { ...this.sample(facts, most), ...(inside && { inside }) };
    });
    return { ...emptyDelta(), caches, retired: retired.map(({ cache }) => String(cache)) };
  }

  /** What of its events is kept, where that is not all. */
  kept(): Kept | undefined {
    const { last, bytes } = this.recording;
    const kept = bytes / EVENT_BYTES;
    return kept < last ? { events: last, kept } : undefined;
  }

  /** What a small cache holds now. A run that is quicker than its replay is caught up with later. */
  private inside({ cache, maxsize }: CacheFacts, ms: number): Inside | undefined {
    const { recording } = this;
    if (maxsize === null || maxsize === 0 || maxsize > MOST_ENTRIES) return undefined;
    if (!recording.prepare(cache, recording.last, Math.max(0, ms))) {
      this.changed.add(cache);
      return undefined;
    }
    return recording.insideAt(cache, recording.last);
  }

  private forget(cache: number): void {
    this.told.delete(cache);
    this.recording.forget(cache);
  }

  private sample({ cache, name, kind, maxsize, place }: CacheFacts, most: number): CacheSample {
    const { recording } = this;
    const { hits, misses, evictions, currsize, remoteHits } = recording.counts(cache);
    const before = this.told.get(cache);
    const points = fewer(recording.historySince(cache, before?.requests ?? -1), most);
    // A clear is no request, and yet a point: the counters begin anew.
    const isCleared = points.length === 0 && before && before.hits + before.misses !== hits + misses;
    if (isCleared) points.push({ ...before, hits, misses });
    const newest = points.at(-1) ?? before;
    if (newest) this.told.set(cache, newest);
    const info = { hits, misses, maxsize, currsize };
    const time = newest?.time ?? 0;
    const sample = { cache: String(cache), name, policy: kind, time, evictions, info, points };
    return { ...sample, ...(place && { place }), ...(remoteHits !== undefined && { remoteHits }) };
  }
}

/** At most so many points, at even distances, and the newest. */
function fewer(points: readonly Point[], most: number): Point[] {
  const step = Math.ceil(points.length / most);
  return points.filter((_, place) => (points.length - 1 - place) % step === 0);
}
