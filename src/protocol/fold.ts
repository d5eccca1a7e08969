/** Folds deltas into the state of a session: the one place that says what a delta means. */
import { MOST_POINTS, thinned } from '../recording/index.ts';
import type {
  CacheSample,
  CacheState,
  HistoryPoint,
  OutputLine,
  SessionDelta,
  SessionState,
} from './session.ts';

/** How many lines of output a session keeps for the dashboard. */
export const MAX_OUTPUT_LINES = 500;

/** And how many characters of them: what one session prints must not fill the page. */
export const MAX_OUTPUT_TEXT = 128 * 1024;

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

/** Adds new points to the history of a cache. */
type AddPoints = (history: HistoryPoint[], points: readonly HistoryPoint[]) => HistoryPoint[];

/**
 * The state after `delta`. `state` is left as it was, unless it came from here: then the list of caches and their
 * histories go over to the new one, so that a delta costs what has changed, however many caches there are.
 */
export function applyDelta(state: SessionState, delta: SessionDelta): SessionState {
  return apply(state, delta, appendPoints);
}

/** The same where histories are kept elsewhere: those of the state stay as they are. */
export function applyWithoutHistory(state: SessionState, delta: SessionDelta): SessionState {
  return apply(state, delta, (history) => history);
}

function apply(state: SessionState, delta: SessionDelta, addPoints: AddPoints): SessionState {
  const { output, timings, counts, progress, kept, isBusy, server, lines } = delta;
  return {
    ...state,
    ...(output.length > 0 && printed(state, output)),
    caches: applySamples(state.caches, delta, addPoints),
    timings: timings.length === 0 ? state.timings : [...state.timings, ...timings],
    counts: { ...state.counts, ...counts },
    ...(progress && { progress }),
    ...(kept && { kept }),
    ...(isBusy !== undefined && { isBusy }),
    ...(server && { server }),
    ...(lines && { lines: { ...state.lines, ...lines } }),
  };
}

/** The newest lines, as many as are kept, and how many came before them. */
function printed(
  { output, unkeptLines = 0 }: SessionState,
  lines: readonly OutputLine[],
): Pick<SessionState, 'output' | 'unkeptLines'> {
  const all = [...output, ...lines];
  let first = Math.max(0, all.length - MAX_OUTPUT_LINES);
  let size = all.slice(first).reduce((sum, { text }) => sum + text.length + 1, 0);
  for (; size > MAX_OUTPUT_TEXT; first++) size -= (all[first]?.text.length ?? 0) + 1;
  const left = unkeptLines + first;
  return { output: all.slice(first), ...(left > 0 && { unkeptLines: left }) };
}

/** Of the lists that were made here: where each cache stands, by its id. */
const places = new WeakMap<readonly CacheState[], Map<string, number>>();

function applySamples(
  before: CacheState[],
  { caches: samples, retired }: SessionDelta,
  addPoints: AddPoints,
): CacheState[] {
  if (samples.length === 0 && retired.length === 0) return before;
  const caches = retired.length === 0 ? owned(before) : own(without(before, retired));
  const placeOf = places.get(caches) ?? new Map<string, number>();
  for (const { points, ...sample } of samples) {
    const place = placeOf.get(sample.cache) ?? caches.length;
    const history = addPoints(caches[place]?.history ?? [], points);
    caches[place] = { ...sample, history };
    placeOf.set(sample.cache, place);
  }
  return caches;
}

const owned = (caches: CacheState[]): CacheState[] =>
  places.has(caches) ? caches : own(caches.map((cache) => ({ ...cache, history: [...cache.history] })));

function own(caches: CacheState[]): CacheState[] {
  places.set(caches, new Map(caches.map(({ cache }, place) => [cache, place])));
  return caches;
}

function without(caches: CacheState[], retired: readonly string[]): CacheState[] {
  const gone = new Set(retired);
  return owned(caches).filter(({ cache }) => !gone.has(cache));
}

/** Adds to the history in place: a copy of each of a thousand at every delta would be all that a page does. */
function appendPoints(history: HistoryPoint[], points: readonly HistoryPoint[]): HistoryPoint[] {
  for (const point of points) history.push(point);
  return history.length <= MOST_POINTS ? history : [...thinned(history)];
}

/** A delta in which nothing happened. */
export function emptyDelta(): SessionDelta {
  return { output: [], caches: [], retired: [], timings: [], counts: {} };
}

/** Deltas that follow each other as one: of each cache the newest sample remains, with the points of all. */
export class DeltaSum {
  private sum = emptyDelta();
  private readonly caches = new Map<string, CacheSample>();

  add(delta: SessionDelta): void {
    const { output, caches, retired, timings, counts, progress, kept, isBusy, server, lines } = delta;
    const { sum } = this;
    sum.output.push(...output);
    sum.retired.push(...retired);
    sum.timings.push(...timings);
    Object.assign(sum.counts, counts);
    this.sum = {
      ...sum,
      ...(progress && { progress }),
      ...(kept && { kept }),
      ...(isBusy !== undefined && { isBusy }),
      ...(server && { server }),
      ...(lines && { lines: { ...sum.lines, ...lines } }),
    };
    for (const sample of caches) {
      const before = this.caches.get(sample.cache)?.points;
      this.caches.set(sample.cache, before ? { ...sample, points: [...before, ...sample.points] } : sample);
    }
  }

  delta(): SessionDelta {
    return { ...this.sum, caches: [...this.caches.values()] };
  }
}

/** What happens when a cache is cleared whose kernel has gone: its counts, at the end of its history. */
export function clearedDelta({ history, ...cache }: CacheState): SessionDelta {
  const info = { ...cache.info, hits: 0, misses: 0, currsize: 0 };
  const time = history.at(-1)?.time ?? cache.time;
  const requests = history.at(-1)?.requests ?? 0;
  const sample = {
    ...cache,
    inside: undefined,
    evictions: 0,
    info,
    points: [{ time, requests, hits: 0, misses: 0 }],
  };
  return { ...emptyDelta(), caches: [sample] };
}
