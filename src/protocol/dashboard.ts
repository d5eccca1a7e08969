/**
 * Messages between the host and the dashboard.
 *
 * The dashboard says `ready`, gets `init` with a whole snapshot, then `started`, `events`, `status` and `removed`.
 * A hidden dashboard gets nothing; when it is shown again it gets `init` anew.
 */
import * as v from 'valibot';
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
  | { readonly type: 'removed'; readonly session: string };

/** A scenario that the empty dashboard offers to run. */
export interface ScenarioChoice {
  readonly id: string;
  readonly title: string;
}

export const DashboardToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('run'), scenario: v.string() }),
  v.object({ type: v.literal('stop'), session: v.string() }),
  v.object({ type: v.literal('clear'), session: v.string(), cache: v.string() }),
]);
export type DashboardToHost = v.InferOutput<typeof DashboardToHost>;
