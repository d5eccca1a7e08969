import type { Course } from '../lessons/course.ts';
import { registerLessonCommand } from '../lessons/command.ts';
import { Disposables } from '../lifecycle.ts';
import { registerCellStatus } from './cellStatus.ts';
import { Hints } from './exerciseHelp.ts';
import { Exercises } from './exercises.ts';
import type { Notebooks } from './notebooks.ts';
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
  const exercises = new Exercises(notebooks, new Hints());
  registered.add(notebooks.gates.add(createPredictionGate(progressOf)));
  notebooks.postscripts.add(verdicts.postscript);
  registered.add(
    notebooks.onDidReceiveMessage(({ cell, message }) => {
      if (message.type !== 'checked' || !message.report.passed) return;
      void progressOf(cell.notebook).then((progress) => progress.exercisePassed(cell), showError);
    }),
  );
  registered.add(registerCellStatus(course.progress, progressOf, verdicts));
  const commands: Readonly<Record<string, (target: unknown) => Promise<unknown>>> = {
    'cachebook.answerPrediction': (target) => answerPrediction(progressOf, target),
    'cachebook.checkExercise': (target) => exercises.check(target),
    'cachebook.showHint': (target) => exercises.hint(target),
    'cachebook.showSolution': (target) => exercises.solution(target),
  };
  for (const [command, run] of Object.entries(commands)) {
    registered.add(registerLessonCommand(command, (target) => run(target), showError));
  }
  return registered;
}
