/**
 * What the host, the kernel and the dashboard say to each other about one session.
 *
 * A session is one run of code in one kernel. Its kernel sends `SessionDelta`s, at most one per frame; the host and
 * the dashboard fold them into `SessionState` with the same function (`fold.ts`).
 */
import * as v from 'valibot';
import { ServerFigures } from './redisInfo.ts';

const count = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Python's `CacheInfo`: counters and sizes in entries; `maxsize` is null when unbounded. */
export const CacheCounts = v.object({
  hits: count,
  misses: count,
  maxsize: v.nullable(count),
  currsize: count,
});
export type CacheCounts = v.InferOutput<typeof CacheCounts>;

/**
 * A point of a cache's history: `time` in ms since the session began, all requests until then, which no clear takes
 * back, and the counters as they were.
 */
export const HistoryPoint = v.object({ time: count, requests: count, hits: count, misses: count });
export type HistoryPoint = v.InferOutput<typeof HistoryPoint>;

/** Where a cache of a person's own program was made: a file and a line from 1, as far as it is known. */
export const CachePlace = v.object({
  file: v.optional(v.string()),
  line: v.optional(count),
  module: v.optional(v.string()),
  /** Whether a library has made it, for itself. */
  isLibrary: v.boolean(),
});
export type CachePlace = v.InferOutput<typeof CachePlace>;

/** An entry as its policy knows it: in which slot, and what is remembered of it. */
const Held = v.object({ slot: count, number: count, key: v.string(), mark: v.optional(count) });

/** What a small cache holds, part by part as its policy divides it, and the slot that leaves next; see `Moment`. */
export const Inside = v.object({
  layout: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        size: count,
        entries: v.pipe(v.array(Held), v.readonly()),
        cutAt: v.optional(count),
        limit: v.optional(count),
        inBuckets: v.optional(v.boolean()),
        hand: v.optional(count),
        ghosts: v.optional(v.pipe(v.array(v.string()), v.readonly())),
      }),
    ),
    v.readonly(),
  ),
  next: v.optional(count),
});
export type Inside = v.InferOutput<typeof Inside>;

/** One observation of one cache, with the points of its history since the observation before, the last one included. */
export const CacheSample = v.object({
  cache: v.string(),
  name: v.string(),
  policy: v.string(),
  time: count,
  evictions: count,
  info: CacheCounts,
  place: v.optional(CachePlace),
  /** Of the hits of a shared cache: those that the server answered. Absent where there was none. */
  remoteHits: v.optional(count),
  /** Absent where the cache is not small, or not known. */
  inside: v.optional(Inside),
  points: v.array(HistoryPoint),
});
export type CacheSample = v.InferOutput<typeof CacheSample>;

/** A measurement as Python's `timeit.repeat` gives it: seconds per repeat, and the least of them. */
export const Timing = v.object({
  label: v.string(),
  times: v.array(count),
  min: count,
  /** How many runs each of the times is for, where that is known. */
  number: v.optional(count),
});
export type Timing = v.InferOutput<typeof Timing>;

/** How far a long piece of work is: `fraction` from 0 to 1, or null where the end is not known. */
export const Progress = v.object({ fraction: v.nullable(v.pipe(v.number(), v.finite())), text: v.string() });
export type Progress = v.InferOutput<typeof Progress>;

/** How many events of caches there were, where not all of them are kept, and how many are. */
export const Kept = v.object({ events: count, kept: count });
export type Kept = v.InferOutput<typeof Kept>;

/**
 * A line that was printed, and how many events of caches there had been by then. `isMeasured`: it tells what was measured,
 * so that the same run again tells something else.
 */
export const OutputLine = v.object({
  text: v.string(),
  after: count,
  isMeasured: v.optional(v.boolean()),
});
export type OutputLine = v.InferOutput<typeof OutputLine>;

const Counts = v.record(v.string(), v.pipe(v.number(), v.finite()));

/** How a shared cache stands with its server, and how many invalidations the server has not acknowledged. */
export const CacheLine = v.object({
  state: v.picklist(['connecting', 'connected', 'bypassed', 'closed']),
  owed: count,
});
export type CacheLine = v.InferOutput<typeof CacheLine>;

const Lines = v.record(v.string(), CacheLine);

/** What has happened in a session since the delta before. */
export const SessionDelta = v.object({
  output: v.array(OutputLine),
  caches: v.array(CacheSample),
  /** Ids of caches that later ones have replaced and that nothing can reach any more. */
  retired: v.array(v.string()),
  timings: v.array(Timing),
  counts: Counts,
  progress: v.optional(Progress),
  kept: v.optional(Kept),
  isBusy: v.optional(v.boolean()),
  /** Of the Redis or Valkey that it uses or is. */
  server: v.optional(ServerFigures),
  /** How shared caches stand with their server, by the id of the cache; those that have changed. */
  lines: v.optional(Lines),
});
export type SessionDelta = v.InferOutput<typeof SessionDelta>;

/** What a kernel tells of a session beside the events of its caches. */
export const KernelDelta = v.omit(SessionDelta, ['caches', 'retired', 'kept', 'isBusy']);
export type KernelDelta = v.InferOutput<typeof KernelDelta>;

/** `idle`: nothing runs, and the kernel waits for more; the last three are for ever. */
export const SessionStatus = v.picklist(['running', 'idle', 'finished', 'failed', 'stopped']);
export type SessionStatus = v.InferOutput<typeof SessionStatus>;

/** A cache as far as it is known: the newest observation, and the history of all of them. */
export const CacheState = v.object({
  ...v.omit(CacheSample, ['points']).entries,
  history: v.array(HistoryPoint),
});
export type CacheState = v.InferOutput<typeof CacheState>;

/** What runs a session again: a scenario and its parameters. */
export const Repeat = v.object({ scenario: v.string(), params: v.record(v.string(), v.unknown()) });
export type Repeat = v.InferOutput<typeof Repeat>;

/** The watched program that a session is a process of: all processes of one run have its id and its title. */
export const WatchedProgram = v.object({ run: v.string(), title: v.string() });
export type WatchedProgram = v.InferOutput<typeof WatchedProgram>;

/** Everything known of a session: what a dashboard shown for the first time is given. */
export const SessionState = v.object({
  id: v.string(),
  source: v.string(),
  title: v.string(),
  status: SessionStatus,
  message: v.optional(v.string()),
  progress: v.optional(Progress),
  output: v.array(OutputLine),
  /** How many lines were printed before those that are kept. */
  unkeptLines: v.optional(count),
  caches: v.array(CacheState),
  timings: v.array(Timing),
  counts: Counts,
  kept: v.optional(Kept),
  server: v.optional(ServerFigures),
  lines: v.optional(Lines),
  /** Where the same again gives the same events. */
  repeat: v.optional(Repeat),
  /** Of a person's own program; its caches can be looked at, and not be changed. */
  program: v.optional(WatchedProgram),
  /** Whether a watched program lets nobody look at its caches at the moment: what is known of them stands still. */
  isBusy: v.optional(v.boolean()),
});
export type SessionState = v.InferOutput<typeof SessionState>;

/** What `cachebook.runScenario` returns. */
export const ScenarioResult = v.object({
  scenario: v.string(),
  output: v.array(v.string()),
  value: v.optional(v.string()),
  caches: v.array(v.object({ name: v.string(), policy: v.string(), info: CacheCounts })),
  timings: v.array(Timing),
  counts: Counts,
});
export type ScenarioResult = v.InferOutput<typeof ScenarioResult>;
