import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { createOwnExercise } from '../../lessons/exercises/check/own.ts';
import type { NotebookProblem, OwnExercise, OwnTests } from '../../protocol/notebook/index.ts';
import { readTests } from '../../protocol/notebook/index.ts';

/** An exercise that a lesson brings itself. Without tests it can be helped with, and not be checked. */
export function ownExercise({ id, title, hints, solution }: OwnExercise, tests?: OwnTests): Exercise {
  const { entry = id, kind = 'function', tests: all = [] } = tests ?? {};
  return createOwnExercise({ id, title, hints, solution, entry, kind, tests: all });
}

/** The tests of a file, or the first thing that is wrong with them. Empty lines and lines with `#` are none. */
export function testsIn(text: string): {
  readonly tests?: OwnTests | undefined;
  readonly problem?: NotebookProblem | undefined;
} {
  const problems: NotebookProblem[] = [];
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, line: index + 1 }))
    .filter(({ text: line }) => !/^\s*(?:#|$)/.test(line));
  const tests = readTests(lines, problems);
  return { tests, problem: problems[0] };
}
