/** What the dashboard knows: a fold over the host's messages. */
import type { HostToDashboard, ScenarioChoice } from '../protocol/dashboard.ts';
import { applyDelta, isOver } from '../protocol/fold.ts';
import type { Handlers } from '../protocol/handlers.ts';
import { dispatch } from '../protocol/handlers.ts';
import type { SessionState } from '../protocol/session.ts';

export interface DashboardState {
  /** False until the host's `init`: then it is not yet known whether there is anything to show. */
  readonly hydrated: boolean;
  /** Newest first. */
  readonly sessions: readonly SessionState[];
  readonly scenarios: readonly ScenarioChoice[];
}

/** Before the host has said anything. */
export const initialState: DashboardState = { hydrated: false, sessions: [], scenarios: [] };

/** What the model is made of; events of caches go into the time machine. */
export type ModelMessage = Exclude<HostToDashboard, { type: 'recorded' | 'show' | 'reveal' }>;

/** The state after `message`; `state` itself is left as it was, but for histories (see `applyDelta`). A session that is not known is ignored. */
export function fold(state: DashboardState, message: ModelMessage): DashboardState {
  let { hydrated, sessions, scenarios } = state;
  const change = (id: string, to: (session: SessionState) => SessionState): void => {
    sessions = sessions.map((session) => (session.id === id ? to(session) : session));
  };
  const without = (id: string): readonly SessionState[] => sessions.filter((session) => session.id !== id);
  const handlers: Handlers<ModelMessage> = {
    init: (snapshot) => {
      hydrated = true;
      ({ sessions, scenarios } = snapshot);
    },
    started: ({ session }) => (sessions = [session, ...without(session.id)]),
    events: ({ deltas }) => {
      for (const { session, delta } of deltas) change(session, (before) => applyDelta(before, delta));
    },
    status: ({ session, status, message }) =>
      change(session, (before) => ({ ...before, status, ...(message !== undefined && { message }) })),
    removed: ({ session }) => (sessions = without(session)),
  };
  dispatch(handlers, message);
  return { hydrated, sessions, scenarios };
}

/** Living sessions first, then ended ones; each newest first. */
export function inOrderOfInterest(sessions: readonly SessionState[]): readonly SessionState[] {
  return [...sessions.filter((session) => !isOver(session)), ...sessions.filter(isOver)];
}
