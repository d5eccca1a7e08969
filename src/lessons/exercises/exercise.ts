/** What an exercise is. One file each in this folder, one line in `index.ts`. */
import type { CheckContext, CheckResult } from './check/report.ts';

/** A task for one cell, with everything to judge and to help. Nothing of it stands in an editable cell but `starter`. */
export interface Exercise {
  readonly id: string;
  readonly title: () => string;
  /** The name that the person's cell has to define, and what it has to be. */
  readonly entry: string;
  readonly kind: 'class' | 'function';
  /** Whether the cache is to be written, so that one of the product's is no answer. */
  readonly isOwnWork?: boolean;
  /** TypeScript to begin with. It runs, and fails the check. */
  readonly starter: string;
  /** TypeScript that passes. */
  readonly solution: string;
  /** The same in Python. */
  readonly python?: PythonTask | undefined;
  /** From a nudge to nearly the answer. */
  readonly hints: () => readonly string[];
  /** What is found of an answer, which is reached through questions only. May reject with `Unanswered`. */
  readonly check: (context: CheckContext) => Promise<readonly CheckResult[]>;
}

export interface PythonTask {
  /** The name that the person's cell has to define. */
  readonly entry: string;
  readonly starter: string;
  readonly solution: string;
  /** Where those of the exercise name what only the other language has. */
  readonly hints?: () => readonly string[];
}

/** What helps with an answer in this language. */
export function hintsIn(language: string | undefined, { hints, python }: Exercise): readonly string[] {
  return (language === 'python' ? python?.hints?.() : undefined) ?? hints();
}

/** The name that an answer in this language has to define. */
export function entryIn(language: string | undefined, { entry, python }: Exercise): string {
  return language === 'python' && python ? python.entry : entry;
}
