import * as l10n from '@vscode/l10n';
import { readExercise, readPrediction } from '../../protocol/notebook/index.ts';
import type { NamedCell } from './cellIds.ts';
import type { LessonProgress } from './progressState.ts';
import { own } from './progressState.ts';

/** What a report tells of one lesson. */
export interface ReportedLesson {
  readonly title: string;
  /** Cells that count; undefined for a notebook that is no lesson. */
  readonly total: number | undefined;
  readonly done: number;
  /** The questions of its text, by the id of their cells; undefined where the text cannot be read. */
  readonly questions: ReadonlyMap<string, string> | undefined;
  /** The ids of its exercises. */
  readonly exercises: readonly string[];
  readonly progress: LessonProgress;
}

/** A person's progress as Markdown, for a teacher. `formatTime` writes milliseconds since 1970. */
export function writeReport(
  lessons: readonly ReportedLesson[],
  now: number,
  formatTime: (at: number) => string,
): string {
  const answered = lessons.filter(({ progress }) => Object.keys(progress.answers).length > 0);
  const passed = lessons.filter(({ exercises }) => exercises.length > 0);
  return [
    `# ${l10n.t('Progress in Cachebook')}`,
    l10n.t('As of {0}.', formatTime(now)),
    writeTable(
      [
        l10n.t('lesson'),
        l10n.t('cells done'),
        l10n.t('predictions right'),
        l10n.t('exercises passed'),
        l10n.t('finished'),
      ],
      lessons.map((lesson) => overviewRow(lesson, formatTime)),
    ),
    ...(passed.length > 0 ? [`## ${l10n.t('Exercises')}`, writeExercises(passed, formatTime)] : []),
    ...(answered.length > 0 ? [`## ${l10n.t('Predictions')}`] : []),
    ...answered.flatMap((lesson) => [`### ${lesson.title}`, writeAnswers(lesson, formatTime)]),
  ]
    .join('\n\n')
    .concat('\n');
}

function overviewRow(
  { title, total, done, exercises, progress }: ReportedLesson,
  formatTime: (at: number) => string,
): string[] {
  const answers = Object.values(progress.answers);
  const right = answers.filter((answer) => answer.right).length;
  const passed = exercises.filter((id) => own(progress.passed, id) !== undefined).length;
  return [
    title,
    total === undefined ? String(done) : outOf(done, total),
    outOf(right, answers.length),
    outOf(passed, exercises.length),
    progress.finishedAt === undefined ? '' : formatTime(progress.finishedAt),
  ];
}

function writeExercises(lessons: readonly ReportedLesson[], formatTime: (at: number) => string): string {
  const rows = lessons.flatMap(({ title, exercises, progress }) =>
    exercises.map((id) => {
      const at = own(progress.passed, id);
      return [title, id, at === undefined ? l10n.t('not passed') : formatTime(at)];
    }),
  );
  return writeTable([l10n.t('lesson'), l10n.t('exercise'), l10n.t('passed')], rows);
}

function writeAnswers({ questions, progress }: ReportedLesson, formatTime: (at: number) => string): string {
  const order = [...(questions?.keys() ?? [])];
  const given = Object.entries(progress.answers).sort(
    ([a, x], [b, y]) => order.indexOf(a) - order.indexOf(b) || x.at - y.at,
  );
  const rows = given.map(([id, { text, right, at }]) => [
    questions?.get(id) ?? withoutText(questions !== undefined),
    text,
    right ? l10n.t('right') : l10n.t('wrong'),
    formatTime(at),
  ]);
  return writeTable([l10n.t('question'), l10n.t('answer'), l10n.t('verdict'), l10n.t('when')], rows);
}

function withoutText(isRead: boolean): string {
  return isRead
    ? l10n.t('a question that the text no longer has')
    : l10n.t('a question of a notebook that cannot be read now');
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

function writeTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map(writeRow).join('\n');
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
}
