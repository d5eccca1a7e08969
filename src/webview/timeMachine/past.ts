import type { CacheState, HistoryPoint, Inside, SessionState } from '../../protocol/session.ts';
import type { Recording } from '../../recording/index.ts';
import { eventAt } from './look.ts';

/** A cache as a card shows it: as it is, or with the counters of a moment, which is marked in its history. */
export interface ShownCache extends CacheState {
  readonly moment?: HistoryPoint;
}

/** How long a frame may work to know what a cache held, in ms. */
const INSIDE_MS = 4;

function insideAt(recording: Recording, cache: number, step: number): Inside | undefined {
  return recording.prepare(cache, step, INSIDE_MS) ? recording.insideAt(cache, step) : undefined;
}

/** A session as it was after an event: its counters, and what it had printed. Caches that were made later are not there. */
export function sessionAt(
  session: SessionState,
  recording: Recording,
  step: number,
): SessionState & { readonly caches: readonly ShownCache[] } {
  const all = recording.countsAt(step);
  const time = eventAt(recording, step)?.time ?? 0;
  const caches = session.caches.flatMap((cache): ShownCache[] => {
    const counts = all.get(Number(cache.cache));
    if (!counts) return [];
    const { hits, misses, evictions, currsize, requests, remoteHits } = counts;
    const info = { ...cache.info, hits, misses, currsize };
    const inside = cache.inside && insideAt(recording, Number(cache.cache), step);
    return [
      { ...cache, remoteHits, inside, time, evictions, info, moment: { time, requests, hits, misses } },
    ];
  });
  return { ...session, caches, output: session.output.filter(({ after }) => after <= step) };
}
