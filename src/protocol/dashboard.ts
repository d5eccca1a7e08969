/**
 * Messages between the host and the dashboard.
 *
 * The dashboard says `ready`, gets `init` with a whole snapshot, then `started`, `events`, `status` and `removed`.
 * A hidden dashboard gets nothing; when it is shown again it gets `init` anew.
 *
 * Of one session the dashboard can have the events, too: it asks with `follow` for what comes after those it has, and
 * each `follow` is answered by one `recorded`, as soon as there is something. So it gets no more than it can take in.
 */
import * as v from 'valibot';
import type { Tick } from '../recording/index.ts';
import type { SessionDelta, SessionState, SessionStatus } from './session.ts';

export type HostToDashboard =
  | {
      readonly type: 'init';
      readonly sessions: readonly SessionState[];
      readonly scenarios: readonly ScenarioChoice[];
    }
  | { readonly type: 'started'; readonly session: SessionState }
  | {
      readonly type: 'events';
      readonly deltas: readonly { readonly session: string; readonly delta: SessionDelta }[];
    }
  | {
      readonly type: 'status';
      readonly session: string;
      readonly status: SessionStatus;
      readonly message?: string | undefined;
    }
  | { readonly type: 'removed'; readonly session: string }
  | { readonly type: 'show'; readonly step: Step }
  | ({ readonly type: 'reveal' } & CacheOfSession)
  | { readonly type: 'recorded'; readonly session: string; readonly tick: Tick };

/** A cache, by its id and that of its session. */
export interface CacheOfSession {
  readonly session: string;
  readonly cache: string;
}

/** A scenario that the empty dashboard offers to run. */
export interface ScenarioChoice {
  readonly id: string;
  readonly title: string;
}

/** A file that the page has made: the person chooses where to, and which of several formats. */
export const SavedFile = v.object({
  extension: v.picklist(['svg', 'png', 'csv', 'json', 'md']),
  content: v.union([v.string(), v.instance(Uint8Array)]),
});
export type SavedFile = v.InferOutput<typeof SavedFile>;

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The line of code that has caused an event of a session. */
export const SessionOrigin = v.object({
  session: v.string(),
  file: v.string(),
  line: v.pipe(number, v.minValue(1)),
});
export type SessionOrigin = v.InferOutput<typeof SessionOrigin>;

/** A moment of a session, as a picture shows one of its caches; 0 is the first cache. */
export const Step = v.object({ session: v.string(), cache: number, step: number, picture: v.string() });
export type Step = v.InferOutput<typeof Step>;

export const DashboardToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('run'), scenario: v.string() }),
  v.object({ type: v.literal('stop'), session: v.string() }),
  v.object({ type: v.literal('clear'), session: v.string(), cache: v.string() }),
  /** Shows in the lab what the cache was asked for. */
  v.object({ type: v.literal('analyze'), session: v.string(), cache: v.string() }),
  /** Takes away a session that has ended; all of them where none is named. */
  v.object({ type: v.literal('remove'), session: v.nullable(v.string()) }),
  v.object({ type: v.literal('save'), name: v.string(), files: v.array(SavedFile) }),
  v.object({ type: v.literal('saveEvents'), session: v.string(), withTimes: v.boolean() }),
  v.object({ type: v.literal('copyLink'), ...Step.entries }),
  v.object({ type: v.literal('showOrigin'), ...SessionOrigin.entries }),
  v.object({ type: v.literal('follow'), session: v.nullable(v.string()), isFirst: v.boolean() }),
]);
export type DashboardToHost = v.InferOutput<typeof DashboardToHost>;
