import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { createOwnExercise, type OwnTest } from '../../lessons/exercises/check/own.ts';
import type { NotebookProblem, OwnExercise, OwnTests } from '../../protocol/notebook/index.ts';
import { languageDefining, readTests } from '../../protocol/notebook/index.ts';

/**
 * An exercise that a lesson brings itself. Without tests it can be helped with, and not be checked. `complete`: asks a
 * reference solution what the tests do not say.
 */
export function ownExercise(
  { id, title, hints, solution }: OwnExercise,
  tests: OwnTests = { entry: id, kind: 'function', tests: [] },
  complete = (): Promise<readonly OwnTest[]> => Promise.resolve(tests.tests),
): Exercise {
  const { entry, kind } = tests;
  const isPython = languageDefining(entry, solution) === 'python';
  const python = isPython ? { entry, starter: '', solution } : undefined;
  return createOwnExercise({ id, title, hints, solution, python, entry, kind, tests: complete });
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
