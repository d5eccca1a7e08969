/** What is said aloud to a person who uses a screen reader. */
import * as l10n from '@vscode/l10n';
import { isOver } from '../protocol/fold.ts';
import type { SessionState, SessionStatus } from '../protocol/session.ts';
import type { DashboardState } from './model.ts';
import type { Schedule } from './throttle.ts';
import { createThrottle } from './throttle.ts';

/** The least time between two announcements of progress, in ms. */
const PROGRESS_EVERY_MS = 5000;

/** The runs that began or ended between two states, one sentence each; a kernel that goes on is no news. */
export function turningPoints(before: DashboardState, after: DashboardState): string[] {
  if (!before.hydrated) return [];
  return after.sessions.flatMap((session) => {
    const known = before.sessions.find(({ id }) => id === session.id);
    if (known && (known.status === session.status || !isOver(session))) return [];
    return [statusSentence(session)];
  });
}

/** How far the running sessions are, one sentence; empty where there is nothing to tell. */
export function progressSentence({ sessions }: DashboardState): string {
  return sessions
    .flatMap(({ title, status, progress }) =>
      status === 'running' && progress ? [`${title}: ${progress.text}`] : [],
    )
    .join('. ');
}

/** Tells what has changed from one state to the next. */
export interface Announcer {
  announce(before: DashboardState, after: DashboardState): void;
}

/** Follows the states: a run's start and end is said at once, progress every few seconds at most. */
export function createAnnouncer(say: (text: string) => void, schedule?: Schedule): Announcer {
  let last = '';
  const sayAnew = (text: string): void => {
    if (text !== last) say(text);
    last = text;
  };
  const throttle = createThrottle(PROGRESS_EVERY_MS, sayAnew, schedule);
  return {
    announce(before, after) {
      const points = turningPoints(before, after);
      const progress = progressSentence(after);
      if (points.length > 0) throttle.insist(points.join('. '));
      else if (progress !== progressSentence(before)) throttle.offer(progress);
    },
  };
}

function statusSentence({ title, status, message }: SessionState): string {
  const sentences: Record<SessionStatus, () => string> = {
    running: () => l10n.t('{0}: started', title),
    idle: () => l10n.t('{0}: started', title),
    finished: () => l10n.t('{0}: finished', title),
    failed: () => l10n.t('{0}: failed', title),
    stopped: () => l10n.t('{0}: stopped', title),
  };
  return message ? `${sentences[status]()}. ${message}` : sentences[status]();
}
