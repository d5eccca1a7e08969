import type { NotebookCell, NotebookDocument } from 'vscode';
import type { NamedCell } from './cellIds.ts';
import { nameCells, nameEditedCells } from './cellIds.ts';
import { cellsOf } from './cells.ts';
import type { Lesson } from './catalogue.ts';
import type { Progress } from './progress.ts';
import type { Answer } from './progressState.ts';
import { own } from './progressState.ts';
import { answersTo, exerciseOf, firstOfGate, requiredCells } from './required.ts';
import { predictionsIn, type Predictions } from './status.ts';

/** What was read of an exercise's help: a hint, by its number, or a solution. */
export type Help = { readonly hint: number } | 'solution';

/** What somebody has done in a lesson. */
export interface LessonSummary extends Predictions {
  /** Cells that have run, of `total` that count. */
  readonly run: number;
  readonly total: number;
}

/**
 * The progress of one open notebook, told by its cells. Cells may be edited, moved and added meanwhile: what was done
 * stays with the cell. In a notebook that is no lesson, a cell that says something else is another cell.
 */
export class NotebookProgress {
  /** The id of the lesson, or the address of the notebook. */
  readonly key: string;

  constructor(
    private readonly progress: Progress,
    private readonly notebook: NotebookDocument,
    private readonly lesson: Lesson | undefined,
  ) {
    this.key = lesson?.id ?? notebook.uri.toString();
  }

  isDone(cell: NotebookCell): boolean {
    return Object.hasOwn(this.progress.of(this.key).done, this.idOf(cell));
  }

  /** A code cell ran to its end without an error. One that answers an exercise is done when it has passed instead. */
  cellDone(cell: NotebookCell): void {
    if (exerciseOf(this.cells(), cell.index) !== undefined) return;
    this.record([this.idOf(cell)]);
  }

  /** The code cell below an exercise has passed its check. Its answer in another language need not be given, too. */
  exercisePassed(cell: NotebookCell): void {
    const exercise = exerciseOf(this.cells(), cell.index);
    if (exercise === undefined) return;
    this.progress.record(this.key, (at) => ({ passed: { [exercise]: at } }));
    this.record(answersTo(this.cells(), exercise));
  }

  /** The answer to an exercise was checked, whatever came of it. */
  exerciseTried(cell: NotebookCell): void {
    const exercise = exerciseOf(this.cells(), cell.index);
    if (exercise === undefined) return;
    this.progress.record(this.key, (at) => ({ attempts: { [`${exercise} ${at}`]: at } }));
  }

  /** A hint was read, or a solution opened, for the exercise that a code cell answers. */
  helpTaken(cell: NotebookCell, help: Help): void {
    const exercise = exerciseOf(this.cells(), cell.index);
    if (exercise === undefined) return;
    this.progress.record(this.key, (at) =>
      help === 'solution'
        ? { solutions: { [exercise]: at } }
        : { hints: { [`${exercise} ${help.hint}`]: at } },
    );
  }

  /** Whether the exercise that a code cell answers was passed. */
  isPassed(cell: NotebookCell): boolean {
    const exercise = exerciseOf(this.cells(), cell.index);
    return exercise !== undefined && own(this.progress.of(this.key).passed, exercise) !== undefined;
  }

  /** The answer that was given to a `predict` cell. */
  answerTo(cell: NotebookCell): Answer | undefined {
    return this.progress.of(this.key).answers[this.idOf(cell)];
  }

  /** Gives an answer to a `predict` cell. The first one stays; it is returned. */
  answer(cell: NotebookCell, text: string, right: boolean): Answer {
    const id = this.idOf(cell);
    this.progress.record(this.key, (at) => ({ answers: { [id]: { text, right, at } } }));
    return this.progress.of(this.key).answers[id] ?? { text, right, at: 0 };
  }

  /** The index of the cell to go on with: the first that counts and is not done, or what is asked before it. */
  get next(): number | undefined {
    const { done } = this.progress.of(this.key);
    const required = new Set(this.required());
    const cells = this.cells();
    const index = cells.findIndex(({ id }) => required.has(id) && !(id in done));
    return index < 0 ? undefined : firstOfGate(cells, index);
  }

  /** What was done in the lesson, at its last cell that counts, which has just run; undefined at any other cell. */
  summaryAt(cell: NotebookCell): LessonSummary | undefined {
    const { lesson } = this;
    const id = this.idOf(cell);
    if (id !== lesson?.required.at(-1)) return undefined;
    const known = this.progress.of(this.key);
    const run = lesson.required.filter((each) => each === id || each in known.done).length;
    return { run, total: lesson.required.length, ...predictionsIn(lesson, known) };
  }

  private record(ids: readonly string[]): void {
    this.progress.record(this.key, (at) => ({ done: Object.fromEntries(ids.map((id) => [id, at])) }));
    const { done, finishedAt } = this.progress.of(this.key);
    const isFinished = this.required().every((each) => each in done);
    if (isFinished && finishedAt === undefined) {
      this.progress.record(this.key, (at) => ({ finishedAt: at }));
    }
  }

  private required(): readonly string[] {
    return this.lesson?.required ?? requiredCells(this.cells());
  }

  private idOf(cell: NotebookCell): string {
    return this.cells()[cell.index]?.id ?? '';
  }

  private cells(): NamedCell[] {
    const cells = cellsOf(this.notebook);
    if (!this.lesson) return nameCells(cells);
    const names = nameEditedCells(cells, this.lesson.cells);
    return cells.map((cell, index) => ({ cell, id: names[index] ?? '' }));
  }
}
