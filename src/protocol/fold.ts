/** Folds deltas into the state of a session: the one place that says what a delta means. */
import { MOST_POINTS, thinned } from '../recording/index.ts';
import type { CacheSample, CacheState, HistoryPoint, SessionDelta, SessionState } from './session.ts';

/** How many lines of output a session keeps for the dashboard; the output channel keeps them all. */
export const MAX_OUTPUT_LINES = 500;

/** How many caches of a session are watched at once. */
export const MAX_CACHES = 1000;

/** A session that has just begun. */
export function beginSession(id: string, source: string, title: string): SessionState {
  return { id, source, title, status: 'running', output: [], caches: [], timings: [], counts: {} };
}

/** Whether a session has ended, with its kernel. */
export function isOver({ status }: Pick<SessionState, 'status'>): boolean {
  return status !== 'running' && status !== 'idle';
}

/** The state after `delta`; `state` itself is left as it was, but for the histories of caches, which both share. */
export function applyDelta(state: SessionState, delta: SessionDelta): SessionState {
  const next: SessionState = {
    ...state,
    output: [...state.output, ...delta.output].slice(-MAX_OUTPUT_LINES),
    caches: applySamples(state.caches, delta),
    timings: [...state.timings, ...delta.timings],
    counts: { ...state.counts, ...delta.counts },
  };
  const { progress, kept } = delta;
  return { ...next, ...(progress && { progress }), ...(kept && { kept }) };
}

function applySamples(caches: readonly CacheState[], delta: SessionDelta): CacheState[] {
  const all = new Map(caches.map((cache) => [cache.cache, cache]));
  for (const id of delta.retired) all.delete(id);
  for (const { points, ...sample } of delta.caches) {
    const history = appendPoints(all.get(sample.cache)?.history ?? [], points);
    all.set(sample.cache, { ...sample, history });
  }
  return [...all.values()];
}

/** Adds to the history in place: a copy of each of a thousand at every delta would be all that a host does. */
function appendPoints(history: HistoryPoint[], points: readonly HistoryPoint[]): HistoryPoint[] {
  for (const point of points) history.push(point);
  return history.length <= MOST_POINTS ? history : [...thinned(history)];
}

/** A delta in which nothing happened. */
export function emptyDelta(): SessionDelta {
  return { output: [], caches: [], retired: [], timings: [], counts: {} };
}

/** Two deltas, one after the other, as one: of each cache the newest sample remains, with the points of both. */
export function mergeDeltas(first: SessionDelta, second: SessionDelta): SessionDelta {
  const progress = second.progress ?? first.progress;
  const kept = second.kept ?? first.kept;
  return {
    output: [...first.output, ...second.output],
    caches: mergeSamples(first.caches, second.caches),
    retired: [...first.retired, ...second.retired],
    timings: [...first.timings, ...second.timings],
    counts: { ...first.counts, ...second.counts },
    ...(progress && { progress }),
    ...(kept && { kept }),
  };
}

/** What happens when a cache is cleared whose kernel has gone: its counts, at the end of its history. */
export function clearedDelta({ history, ...cache }: CacheState): SessionDelta {
  const info = { ...cache.info, hits: 0, misses: 0, currsize: 0 };
  const time = history.at(-1)?.time ?? cache.time;
  const requests = history.at(-1)?.requests ?? 0;
  const sample = { ...cache, evictions: 0, info, points: [{ time, requests, hits: 0, misses: 0 }] };
  return { ...emptyDelta(), caches: [sample] };
}

function mergeSamples(first: readonly CacheSample[], second: readonly CacheSample[]): CacheSample[] {
  const all = new Map(first.map((sample) => [sample.cache, sample]));
  for (const sample of second) {
    const before = all.get(sample.cache)?.points ?? [];
    all.set(sample.cache, { ...sample, points: [...before, ...sample.points] });
  }
  return [...all.values()];
}
