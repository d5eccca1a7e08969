import { emptyDelta } from '../../protocol/fold.ts';
import type { CacheSample, SessionDelta } from '../../protocol/session.ts';
import type { CacheFacts, Tick } from '../../recording/index.ts';
import { Recording } from '../../recording/index.ts';

/** The recording of one session, and what of its folds those who look have been told already. */
export class SessionRecording {
  readonly recording = new Recording({ now: () => performance.now() });
  /** By cache, how many requests the newest point had that was told. */
  private readonly told = new Map<number, number>();

  /** Takes a tick in, and gives what it has changed for those who look. */
  append(tick: Tick): SessionDelta | undefined {
    const { recording } = this;
    const changed = [...recording.append(tick)].flatMap((cache) => recording.facts(cache) ?? []);
    if (changed.length === 0) return undefined;
    const retired = changed.filter(({ isRetired }) => isRetired);
    for (const { cache } of retired) this.forget(cache);
    const caches = changed.filter(({ isRetired }) => !isRetired).map((facts) => this.sample(facts));
    return { ...emptyDelta(), caches, retired: retired.map(({ cache }) => String(cache)) };
  }

  private forget(cache: number): void {
    this.told.delete(cache);
    this.recording.forget(cache);
  }

  private sample({ cache, name, kind, maxsize }: CacheFacts): CacheSample {
    const { recording } = this;
    const { hits, misses, evictions, currsize } = recording.counts(cache);
    const told = this.told.get(cache) ?? -1;
    const history = recording.history(cache);
    const points = history.filter(({ requests }) => requests > told).map((point) => ({ ...point }));
    const newest = history.at(-1);
    if (newest) this.told.set(cache, newest.requests);
    const info = { hits, misses, maxsize, currsize };
    return { cache: String(cache), name, policy: kind, time: newest?.time ?? 0, evictions, info, points };
  }
}
