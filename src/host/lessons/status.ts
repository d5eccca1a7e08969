import { l10n } from 'vscode';
import type { Lesson } from './catalogue.ts';
import type { Progress } from './progress.ts';

/** How far somebody is in a lesson. */
export interface LessonStatus {
  readonly lesson: Lesson;
  readonly state: 'new' | 'started' | 'finished';
  /** Cells that are done, of `total` that count. */
  readonly done: number;
  readonly total: number;
  /** Whether this is where to go on. One lesson is, until all are finished. */
  readonly isNext: boolean;
}

/** How far somebody is in each lesson, in the order of the course. */
export function statusOfAll(lessons: readonly Lesson[], progress: Progress): LessonStatus[] {
  const next = nextOf(lessons, progress);
  return lessons.map((lesson) => ({ ...statusOf(lesson, progress), isNext: lesson === next }));
}

/** The lesson that was worked on last, or when it is finished the next one that is not. */
function nextOf(lessons: readonly Lesson[], progress: Progress): Lesson | undefined {
  const last = progress.lastOf(lessons.map(({ id }) => id));
  const at = Math.max(
    0,
    lessons.findIndex(({ id }) => id === last),
  );
  const inTurn = [...lessons.slice(at), ...lessons.slice(0, at)];
  return inTurn.find(({ id }) => progress.of(id).finishedAt === undefined);
}

function statusOf(lesson: Lesson, progress: Progress): Omit<LessonStatus, 'isNext'> {
  const { done, answers, finishedAt } = progress.of(lesson.id);
  const count = lesson.required.filter((id) => id in done).length;
  const isStarted = count > 0 || Object.keys(answers).length > 0;
  const state = finishedAt !== undefined ? 'finished' : isStarted ? 'started' : 'new';
  return { lesson, state, done: count, total: lesson.required.length };
}

/** How far somebody is, in a few words. */
export function describeStatus({ lesson, state, done, total, isNext }: LessonStatus): string {
  if (state === 'finished') return l10n.t('finished');
  const minutes = lesson.minutes > 0 ? l10n.t('{0} min', lesson.minutes) : l10n.t('new');
  const far = state === 'new' ? minutes : l10n.t('{0} of {1} cells', done, total);
  if (!isNext) return far;
  return state === 'new' ? l10n.t('{0}, next', far) : l10n.t('{0}, continue here', far);
}
