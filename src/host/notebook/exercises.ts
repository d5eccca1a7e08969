import type { NotebookCell } from 'vscode';
import { l10n, NotebookEditorRevealType, NotebookRange, Uri, window, workspace } from 'vscode';
import * as v from 'valibot';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { exercises, findExercise } from '../../lessons/exercises/index.ts';
import { type OwnExercise, type OwnTests, problemWithReference } from '../../protocol/notebook/index.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { CheckReport } from '../../lessons/exercises/check/report.ts';
import type { Help } from '../lessons/notebookProgress.ts';
import { codeCellOf, gateOf } from './cellGates.ts';
import { findCell } from './cellTarget.ts';
import type { Hint, Hints } from './exerciseHelp.ts';
import {
  confirmSolution,
  hintMarkdown,
  solutionIn,
  solutionMarkdown,
  tellNoMoreHints,
} from './exerciseHelp.ts';
import { markdownOutput } from './markdownOutput.ts';
import type { Notebooks } from './notebooks.ts';
import { ownExercise, testsIn } from './ownExercises.ts';

/** The cell that a person writes an answer in, and what it answers. */
interface Task {
  readonly cell: NotebookCell;
  readonly exercise: Exercise;
  /** What the lesson says of an exercise of its own. */
  readonly own?: OwnExercise;
}

/** What exercises are checked and helped with. Each takes what a command was called with. */
export class Exercises {
  constructor(
    private readonly notebooks: Notebooks,
    private readonly hints: Hints,
    /** Is told of what a person reads of the help for the answer in a cell. */
    private readonly onHelp: (cell: NotebookCell, help: Help) => void,
  ) {}

  /** Runs the cell and checks its answer. Resolves with what was found; undefined where it did not come so far. */
  async check(target: unknown): Promise<CheckReport | undefined> {
    const task = findTask(target);
    if (!task) return undefined;
    const exercise = await this.withTests(task);
    const found = await this.notebooks.check(task.cell, exercise);
    if (found && !found.passed) reveal(task.cell);
    return found;
  }

  /** Shows the next hint below the cell. Resolves with it; undefined where there are no more. */
  async hint(target: unknown): Promise<Hint | undefined> {
    const task = findTask(target);
    return task && this.showHint(task);
  }

  /** Shows a solution below the cell, once a person has said that they want to see it. Resolves with its code. */
  async solution(target: unknown): Promise<string | undefined> {
    const task = findTask(target);
    if (!task) return undefined;
    const { cell, exercise } = task;
    const isConfirmed = v.is(v.object({ confirm: v.literal(false) }), target);
    const chosen = isConfirmed ? 'solution' : await confirmSolution(this.hints.left(cell.notebook, exercise));
    if (chosen === 'hint') await this.showHint(task);
    if (chosen !== 'solution') return undefined;
    return this.showSolution(task);
  }

  /** An exercise of the lesson's own, with all that is hidden of it. */
  private async withTests({ cell, exercise, own }: Task): Promise<Exercise> {
    if (!own) return exercise;
    const tests = await testsOf(cell, own);
    const code = own.referenceFile === undefined ? own.reference : await readBeside(cell, own.referenceFile);
    if (!tests) return exercise;
    const problem = problemWithReference(tests, { reference: code });
    if (problem !== undefined) throw new HumanError(problem);
    return code === undefined
      ? ownExercise(own, tests)
      : ownExercise(own, tests, () => this.notebooks.expectedBy(cell.notebook, tests, code));
  }

  private async showSolution({ cell, exercise }: Task): Promise<string> {
    if (exercise.solution === '') {
      void window.showInformationMessage(l10n.t('The author of this exercise shows no solution.'));
      return '';
    }
    const { languageId } = cell.document;
    await this.notebooks.addOutput(cell, markdownOutput(solutionMarkdown(exercise, languageId)));
    this.onHelp(cell, 'solution');
    return solutionIn(languageId, exercise);
  }

  private async showHint(task: Task): Promise<Hint | undefined> {
    const { cell, exercise } = task;
    const hint = this.hints.next(cell.notebook, exercise, cell.document.languageId);
    if (!hint) {
      // Not awaited: the command is done, whenever the person answers.
      void tellNoMoreHints().then((isWanted) => (isWanted ? this.showSolution(task) : undefined));
      return undefined;
    }
    await this.notebooks.addOutput(cell, markdownOutput(hintMarkdown(hint)));
    this.onHelp(cell, { hint: hint.number });
    return hint;
  }
}

/** The exercise that is meant: that of the cell, or the first one of its notebook where the cell belongs to none. */
function findTask(target: unknown): Task | undefined {
  const cell = findCell(target);
  const own = cell && codeCellOf(cell);
  const cells = [...(own ? [own] : []), ...(cell?.notebook.getCells() ?? [])];
  for (const each of cells) {
    const { exercise, own } = gateOf(each);
    if (own) return { cell: each, exercise: ownExercise(own, own.tests), own };
    if (exercise !== undefined) return { cell: each, exercise: knownExercise(exercise) };
  }
  void window.showInformationMessage(
    l10n.t('There is no exercise in sight. Open a practice lesson, or select its cell.'),
  );
  return undefined;
}

/** The text of a file that a lesson names, beside it. */
async function readBeside(cell: NotebookCell, name: string): Promise<string> {
  try {
    const file = Uri.joinPath(cell.notebook.uri, '..', name);
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    throw new HumanError(
      l10n.t('A part of this exercise is missing: there is no file {0} beside the lesson.', name),
    );
  }
}

/** The tests of an exercise of the lesson's own: in its header, or in the file that it names. */
async function testsOf(cell: NotebookCell, own: OwnExercise): Promise<OwnTests | undefined> {
  if (own.file === undefined) return own.tests;
  const { tests, problem } = testsIn(await readBeside(cell, own.file));
  if (tests) return tests;
  throw new HumanError(l10n.t('{0}, line {1}: {2}', own.file, problem?.line ?? 1, problem?.message ?? ''));
}

function knownExercise(id: string): Exercise {
  const exercise = findExercise(id);
  if (exercise) return exercise;
  const known = exercises.map((each) => each.id).join(', ');
  throw new HumanError(l10n.t('There is no exercise "{0}". Use one of: {1}.', id, known));
}

/** What does not pass is told below the cell, step by step: with the cell at the top there is most room for it. */
function reveal(cell: NotebookCell): void {
  const editor = window.visibleNotebookEditors.find(({ notebook }) => notebook === cell.notebook);
  editor?.revealRange(new NotebookRange(cell.index, cell.index + 1), NotebookEditorRevealType.AtTop);
}
