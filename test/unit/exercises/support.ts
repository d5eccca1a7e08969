import { transformSync } from 'esbuild';
import { runInNewContext } from 'node:vm';
import type { CheckContext, CheckReport } from '../../../src/lessons/exercises/check/report.ts';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';

export const context: CheckContext = { clock: performance };

/** What a cell with this TypeScript defines under the exercise's name. */
export function evaluate({ entry }: Exercise, source: string, globals: object = {}): unknown {
  const { code } = transformSync(source, { loader: 'ts', target: 'es2022' });
  return runInNewContext(`${code}\n;${entry}`, { ...globals });
}

/** A report as lines: each result, and each step of what failed. */
export function tell(report: CheckReport): string[] {
  return report.results.flatMap(({ title, passed, message, steps }) => [
    `${passed ? 'passed' : 'failed'}: ${title}. ${message}`,
    ...steps.map(
      (step) =>
        `${step.isRight ? ' ' : '!'} ${step.operation} | ${step.expected} | ${step.actual} | ${step.expectedState} | ${step.actualState}`,
    ),
  ]);
}
