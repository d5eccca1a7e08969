import { transformSync } from 'esbuild';
import { runInThisContext } from 'node:vm';
import { createCallCounter } from '../../../src/kernel/node/callCounter.ts';
import { findExercise } from '../../../src/lessons/exercises/index.ts';
import type { CheckReport } from '../../../src/lessons/exercises/check/report.ts';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';
import { judge } from '../../../src/lessons/exercises/check/judge.ts';
import { createHands } from '../../../src/lessons/exercises/play/hands.ts';
import { createPlayer, type Player } from '../../../src/lessons/exercises/play/player.ts';
import type { Ask } from '../../../src/lessons/exercises/play/question.ts';

/** Calls a function with what a cell with this TypeScript defines under the exercise's name: in a variable of that name. */
export async function withAnswer<T>(
  { entry }: Exercise,
  source: string,
  use: (answer: unknown) => Promise<T>,
  globals: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2022' });
  const names = Object.keys(globals);
  const define = `(value) => void Object.defineProperty(globalThis, '${entry}', { configurable: true, value })`;
  // Only where the code says `const` or `function`, not where it calls itself: there it finds the global variable.
  const body = code.replace(new RegExp(`\\b(?:const|function|class) ${entry}\\b`), (declared) =>
    declared.startsWith('const') ? 'const $answer' : declared.replace(entry, '$answer'),
  );
  const run = runInThisContext(
    `(${names.join(', ')}) => {${body}\n;(${define})(typeof $answer === 'undefined' ? undefined : $answer);}`,
  ) as (...values: unknown[]) => void;
  run(...Object.values(globals));
  try {
    return await use((globalThis as Record<string, unknown>)[entry]);
  } finally {
    Reflect.deleteProperty(globalThis, entry);
  }
}

/** What is evaluated here has no name of its own. */
const calls = createCallCounter((url) => url.startsWith('evalmachine'));

export function openPlayer(): Player {
  return createPlayer(createHands(calls), performance, () => 'a value that cannot be shown');
}

/** What the judge asks the answer with. */
export function askOf(answer: unknown): Ask {
  const player = openPlayer();
  return (question) => Promise.resolve(player.play(answer, question));
}

/** As the host asks: what goes to and fro is text on its way. */
export function askOverTheWall(answer: unknown): Ask {
  const player = openPlayer();
  return (question) => Promise.resolve(overTheWall(player.play(answer, overTheWall(question))));
}

export function overTheWall<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** What is said of an answer that is here. */
export function checkAnswer(
  exercise: Exercise,
  answer: unknown,
  seed?: number,
  ask = askOf(answer),
): Promise<CheckReport> {
  return judge(exercise, typeof answer === 'function', { ask, seed });
}

/** What is said of a cell with this TypeScript. */
export function checkSource(
  id: string,
  source: string,
  globals: Readonly<Record<string, unknown>> = {},
  toAsk: (answer: unknown) => Ask = askOf,
): Promise<CheckReport> {
  const exercise = findExercise(id)!;
  return withAnswer(
    exercise,
    source,
    (answer) => checkAnswer(exercise, answer, undefined, toAsk(answer)),
    globals,
  );
}

/** A report as lines: each result, and each step of what failed. */
export function tell(report: CheckReport): string[] {
  return report.results.flatMap(({ title, passed, message, rule, steps }) => [
    `${passed ? 'passed' : 'failed'}: ${title}. ${message}`,
    ...(rule === undefined ? [] : [`rule: ${rule}`]),
    ...steps.map(
      (step) =>
        `${step.isRight ? ' ' : '!'} ${step.operation} | ${step.expected} | ${step.actual} | ${step.expectedState} | ${step.actualState}`,
    ),
  ]);
}
