import { l10n } from 'vscode';
import type { Lesson } from './catalogue.ts';
import type { Progress } from './progress.ts';
import type { LessonProgress } from './progressState.ts';
import { laterAnswers, own } from './progressState.ts';

/** How far somebody is in a lesson. `run`: all its cells have run, but a question was not answered right yet. */
export interface LessonStatus {
  readonly lesson: Lesson;
  readonly state: 'new' | 'started' | 'run' | 'finished';
  /** Cells that are done, of `total` that count. */
  readonly done: number;
  readonly total: number;
  readonly predictions: Predictions;
  /** Whether this is where to go on. One lesson is, until all cells of all have run. */
  readonly isNext: boolean;
}

/** How the questions of a lesson were answered. */
export interface Predictions {
  readonly asked: number;
  /** Right at the first time. */
  readonly right: number;
  /** The ids of the cells whose questions were never answered right. */
  readonly missed: readonly string[];
}

/** How far somebody is in each lesson, in the order of the course. */
export function statusOfAll(lessons: readonly Lesson[], progress: Progress): LessonStatus[] {
  const next = nextOf(lessons, progress);
  return lessons.map((lesson) => ({ ...statusOf(lesson, progress), isNext: lesson === next }));
}

/** What is known of the questions that a lesson still has; `progress` may know of others. */
export function predictionsIn({ cells }: Pick<Lesson, 'cells'>, progress: LessonProgress): Predictions {
  const ids = cells.filter(({ cell }) => cell.kind === 'predict').map(({ id }) => id);
  const answered = ids.filter((id) => own(progress.answers, id) !== undefined);
  const right = answered.filter((id) => own(progress.answers, id)?.right);
  const missed = answered.filter(
    (id) => !right.includes(id) && !laterAnswers(progress, id).some(({ right }) => right),
  );
  return { asked: ids.length, right: right.length, missed };
}

/** The lesson that was worked on last, or when all its cells have run the next one of which that is not so. */
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
  const known = progress.of(lesson.id);
  const { done, answers, finishedAt } = known;
  const predictions = predictionsIn(lesson, known);
  const count = lesson.required.filter((id) => id in done).length;
  const isStarted = count > 0 || Object.keys(answers).length > 0;
  const ended = predictions.missed.length > 0 ? 'run' : 'finished';
  const state = finishedAt !== undefined ? ended : isStarted ? 'started' : 'new';
  return { lesson, state, done: count, total: lesson.required.length, predictions };
}

/** How far somebody is, in a few words. */
export function describeStatus({ lesson, state, done, total, predictions, isNext }: LessonStatus): string {
  const { asked, right } = predictions;
  if (state === 'run') return l10n.t('all cells run, {0} of {1} predicted right', right, asked);
  if (state === 'finished')
    return asked > 0 ? l10n.t('finished, {0} of {1} predicted right', right, asked) : l10n.t('finished');
  const minutes = lesson.minutes > 0 ? l10n.t('{0} min', lesson.minutes) : l10n.t('new');
  const far = state === 'new' ? minutes : l10n.t('{0} of {1} cells', done, total);
  if (!isNext) return far;
  return state === 'new' ? l10n.t('{0}, next', far) : l10n.t('{0}, continue here', far);
}
