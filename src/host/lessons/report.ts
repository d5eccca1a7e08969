import * as l10n from '@vscode/l10n';
import { csvOf } from '../../protocol/csv.ts';
import { escapeMarkdown, markdownTable } from '../../protocol/markdown.ts';
import { readExercise, readPrediction } from '../../protocol/notebook/index.ts';
import type { NamedCell } from './cellIds.ts';
import { minutesSpent } from './minutes.ts';
import type { Answer, LessonProgress } from './progressState.ts';
import { laterAnswers, own, valuesOf } from './progressState.ts';

/** What a report tells of one lesson. */
export interface ReportedLesson {
  readonly title: string;
  /** Cells that count, and those of them that are done. */
  readonly total: number;
  readonly done: number;
  /** The questions of its text, by the id of their cells. */
  readonly questions: ReadonlyMap<string, string>;
  /** The ids of its exercises. */
  readonly exercises: readonly string[];
  readonly progress: LessonProgress;
}

/** A person's progress in the lessons, for a teacher. */
export interface Report {
  /** How the teacher knows the person; empty where nobody has said it. */
  readonly name: string;
  readonly now: number;
  readonly lessons: readonly ReportedLesson[];
  /** Writes milliseconds since 1970. */
  readonly formatTime: (at: number) => string;
}

interface Exercise {
  readonly id: string;
  readonly passedAt: number | undefined;
  readonly attempts: number;
  readonly hints: number;
  readonly hasSolution: boolean;
}

interface Prediction {
  readonly question: string;
  readonly first: Answer;
  /** Where it was asked again: the newest. */
  readonly last: Answer;
}

/** One lesson in numbers. */
interface Summary {
  readonly lesson: ReportedLesson;
  readonly exercises: readonly Exercise[];
  readonly predictions: readonly Prediction[];
  readonly minutes: number;
}

function summaryOf(lesson: ReportedLesson): Summary {
  const { exercises, progress } = lesson;
  return {
    lesson,
    exercises: exercises.map((id) => exerciseIn(progress, id)),
    predictions: predictionsIn(lesson),
    minutes: minutesSpent(progress.active),
  };
}

function exerciseIn({ passed, attempts, hints, solutions }: LessonProgress, id: string): Exercise {
  const countOf = (record: Readonly<Record<string, number>>): number => valuesOf(record, id).length;
  return {
    id,
    passedAt: own(passed, id),
    attempts: countOf(attempts),
    hints: countOf(hints),
    hasSolution: own(solutions, id) !== undefined,
  };
}

/** The questions that were answered, in the order of the text. */
function predictionsIn({ questions, progress }: ReportedLesson): Prediction[] {
  const order = [...questions.keys()];
  return Object.entries(progress.answers)
    .sort(([a, x], [b, y]) => order.indexOf(a) - order.indexOf(b) || x.at - y.at)
    .map(([id, first]) => ({
      question: questions.get(id) ?? l10n.t('a question that the text no longer has'),
      first,
      last: laterAnswers(progress, id).at(-1) ?? first,
    }));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const countRight = (answers: readonly Answer[]): number => answers.filter(({ right }) => right).length;
const verdictOf = ({ right }: Answer): string => (right ? l10n.t('right') : l10n.t('wrong'));
const yesOr = (is: boolean): string => (is ? l10n.t('yes') : '');

/** A report to be read. */
export function reportAsMarkdown(report: Report): string {
  const { name, now, lessons, formatTime } = report;
  const all = lessons.map(summaryOf);
  const withExercises = all.filter(({ exercises }) => exercises.length > 0);
  const answered = all.filter(({ predictions }) => predictions.length > 0);
  return [
    `# ${l10n.t('Progress in Cachebook')}`,
    ...(name === '' ? [] : [l10n.t('Name: {0}.', escapeMarkdown(name))]),
    l10n.t('As of {0}.', formatTime(now)),
    overview(all, formatTime),
    ...(withExercises.length > 0
      ? [`## ${l10n.t('Exercises')}`, exerciseTable(withExercises, formatTime)]
      : []),
    ...(answered.length > 0 ? [`## ${l10n.t('Predictions')}`] : []),
    ...answered.flatMap((each) => [`### ${each.lesson.title}`, predictionTable(each, formatTime)]),
  ]
    .join('\n\n')
    .concat('\n');
}

function overview(all: readonly Summary[], formatTime: Report['formatTime']): string {
  const columns = [
    l10n.t('lesson'),
    l10n.t('cells done'),
    l10n.t('predictions right'),
    l10n.t('exercises passed'),
    l10n.t('attempts'),
    l10n.t('hints taken'),
    l10n.t('solutions opened'),
    l10n.t('time spent'),
    l10n.t('finished'),
  ];
  return table(
    columns,
    all.map(({ lesson, exercises, predictions, minutes }) => [
      lesson.title,
      outOf(lesson.done, lesson.total),
      outOf(countRight(predictions.map(({ first }) => first)), predictions.length),
      outOf(exercises.filter(({ passedAt }) => passedAt !== undefined).length, exercises.length),
      ...helpOf(exercises).map((count) => (exercises.length === 0 ? '' : String(count))),
      minutes === 0 ? '' : l10n.t('{0} min', minutes),
      lesson.progress.finishedAt === undefined ? '' : formatTime(lesson.progress.finishedAt),
    ]),
  );
}

/** Attempts, hints taken and solutions opened. */
function helpOf(exercises: readonly Exercise[]): number[] {
  return [
    sum(exercises.map(({ attempts }) => attempts)),
    sum(exercises.map(({ hints }) => hints)),
    exercises.filter(({ hasSolution }) => hasSolution).length,
  ];
}

function exerciseTable(all: readonly Summary[], formatTime: Report['formatTime']): string {
  const columns = [
    l10n.t('lesson'),
    l10n.t('exercise'),
    l10n.t('passed'),
    l10n.t('attempts'),
    l10n.t('hints taken'),
    l10n.t('solution opened'),
  ];
  return table(
    columns,
    all.flatMap(({ lesson, exercises }) =>
      exercises.map(({ id, passedAt, attempts, hints, hasSolution }) => [
        lesson.title,
        id,
        passedAt === undefined ? l10n.t('not passed') : formatTime(passedAt),
        String(attempts),
        String(hints),
        yesOr(hasSolution),
      ]),
    ),
  );
}

function predictionTable({ predictions }: Summary, formatTime: Report['formatTime']): string {
  const columns = [
    l10n.t('question'),
    l10n.t('first answer'),
    l10n.t('verdict'),
    l10n.t('last answer'),
    l10n.t('verdict'),
    l10n.t('when'),
  ];
  return table(
    columns,
    predictions.map(({ question, first, last }) => [
      question,
      first.text,
      verdictOf(first),
      last.text,
      verdictOf(last),
      formatTime(last.at),
    ]),
  );
}

/** Spreadsheets take a text for UTF-8 only where it begins so. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A report to be computed with: a row for each lesson, exercise and prediction, each with the name, so that the files of
 * a class can be put one below the other.
 */
export function reportAsCsv({ name, lessons, formatTime }: Report): string {
  const columns = [
    l10n.t('name'),
    l10n.t('lesson'),
    l10n.t('what'),
    l10n.t('item'),
    l10n.t('result'),
    l10n.t('first answer'),
    l10n.t('first verdict'),
    l10n.t('last answer'),
    l10n.t('last verdict'),
    l10n.t('attempts'),
    l10n.t('hints taken'),
    l10n.t('solutions opened'),
    l10n.t('minutes spent'),
    l10n.t('when'),
  ];
  const rows = lessons.map(summaryOf).flatMap((summary) => rowsOf(summary, formatTime));
  return BYTE_ORDER_MARK + csvOf([columns, ...rows.map((row) => [name, ...row])]);
}

type Cell = string | number | null;

function rowsOf(
  { lesson, exercises, predictions, minutes }: Summary,
  formatTime: Report['formatTime'],
): Cell[][] {
  const { title, done, total, progress } = lesson;
  const when = (at: number | undefined): string => (at === undefined ? '' : formatTime(at));
  const noAnswers = ['', '', '', ''];
  const all: Cell[][] = [
    [
      l10n.t('lesson'),
      title,
      outOf(done, total),
      ...noAnswers,
      ...helpOf(exercises),
      minutes,
      when(progress.finishedAt),
    ],
    ...exercises.map(({ id, passedAt, attempts, hints, hasSolution }) => [
      ...[l10n.t('exercise'), id, passedAt === undefined ? l10n.t('not passed') : l10n.t('passed')],
      ...[...noAnswers, attempts, hints, Number(hasSolution), null, when(passedAt)],
    ]),
    ...predictions.map(({ question, first, last }) => [
      ...[
        l10n.t('prediction'),
        question,
        verdictOf(last),
        first.text,
        verdictOf(first),
        last.text,
        verdictOf(last),
      ],
      ...[null, null, null, null, when(last.at)],
    ]),
  ];
  return all.map((cells) => [title, ...cells]);
}

/** What a notebook asks, and the exercises in it. */
export function askedIn(cells: readonly NamedCell[]): {
  readonly questions: ReadonlyMap<string, string>;
  readonly exercises: readonly string[];
} {
  const questions = new Map<string, string>();
  const exercises: string[] = [];
  for (const { cell, id } of cells) {
    if (cell.kind === 'predict') questions.set(id, readPrediction(cell).prediction?.question ?? cell.text);
    if (cell.kind === 'exercise') exercises.push(readExercise(cell).id ?? '');
  }
  return { questions, exercises: exercises.filter((id) => id !== '') };
}

function outOf(part: number, whole: number): string {
  return whole === 0 ? '' : l10n.t('{0} of {1}', part, whole);
}

/** Questions and answers are Markdown, as they stand in the lesson. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownTable(
    columns,
    rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' '))),
  );
}
