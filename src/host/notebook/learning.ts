import type { Course } from '../lessons/course.ts';
import { registerLessonCommand } from '../lessons/command.ts';
import { Disposables } from '../lifecycle.ts';
import { codeCellOf } from './cellGates.ts';
import { registerCellStatus } from './cellStatus.ts';
import { findCell } from './cellTarget.ts';
import { Hints } from './exerciseHelp.ts';
import { Exercises } from './exercises.ts';
import { lessonEnd } from './lessonEnd.ts';
import type { CellEvent, Notebooks } from './notebooks.ts';
import type { ProgressOf } from './predictions.ts';
import { answerPrediction, createPredictionGate, Verdicts } from './predictions.ts';

/** What notebooks ask of a person: predictions before a cell runs, and exercises that are checked. */
export function registerLearning(
  notebooks: Notebooks,
  course: Course,
  showError: (error: unknown) => void,
): Disposables {
  const registered = new Disposables();
  const progressOf: ProgressOf = (notebook) => course.progressOf(notebook);
  const verdicts = new Verdicts(progressOf);
  const exercises = new Exercises(notebooks, new Hints(), (cell, help) => {
    void progressOf(cell.notebook)
      .then((progress) => progress.helpTaken(cell, help))
      .catch(showError);
  });
  registered.add(
    notebooks.gates.add(
      createPredictionGate(progressOf, { isFirstOfMany: (cell) => notebooks.isFirstOfMany(cell) }),
    ),
  );
  notebooks.postscripts.add(verdicts.postscript);
  notebooks.postscripts.add(lessonEnd(progressOf));
  registered.add(notebooks.onDidReceiveMessage((event) => void record(event, progressOf).catch(showError)));
  registered.add(notebooks.onDidSaveAs(({ from, to }) => void course.takeAlong(from, to).catch(showError)));
  registered.add(registerCellStatus(course.progress, progressOf, verdicts, notebooks));
  const commands: Readonly<Record<string, (target: unknown) => Promise<unknown>>> = {
    'cachebook.answerPrediction': (target) => answerPrediction(progressOf, target),
    'cachebook.checkExercise': (target) => exercises.check(target),
    'cachebook.runCellsAbove': (target) => runCellsAbove(notebooks, target),
    'cachebook.showHint': (target) => exercises.hint(target),
    'cachebook.showSolution': (target) => exercises.solution(target),
  };
  for (const [command, run] of Object.entries(commands)) {
    registered.add(registerLessonCommand(command, (target) => run(target), showError));
  }
  return registered;
}

/** What the kernel says is what counts: VS Code tells of runs that were long ago, too, whenever it opens a notebook. */
async function record({ cell, message }: CellEvent, progressOf: ProgressOf): Promise<void> {
  const isDone = message.type === 'done' && message.ok;
  const isChecked = message.type === 'checked';
  if (!isDone && !isChecked) return;
  const progress = await progressOf(cell.notebook);
  if (cell.index < 0) return;
  if (isDone) progress.cellDone(cell);
  if (isChecked) progress.exerciseTried(cell);
  if (isChecked && message.report.passed) progress.exercisePassed(cell);
}

/** Runs the cells above the one that is meant; false where there is none. */
async function runCellsAbove(notebooks: Notebooks, target: unknown): Promise<boolean> {
  const cell = findCell(target);
  const code = cell && codeCellOf(cell);
  if (code) await notebooks.runCellsAbove(code);
  return code !== undefined;
}
