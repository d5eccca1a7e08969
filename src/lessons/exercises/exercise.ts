/** What an exercise is. One file each in this folder, one line in `index.ts`. */
import type { CheckContext, CheckReport } from './check/report.ts';

/** A task for one cell, with everything to judge and to help. Nothing of it stands in an editable cell but `starter`. */
export interface Exercise {
  readonly id: string;
  readonly title: () => string;
  /** The name that the person's cell has to define. Its value is what `check` is given. */
  readonly entry: string;
  /** TypeScript to begin with. It runs, and fails the check. */
  readonly starter: string;
  /** TypeScript that passes. */
  readonly solution: string;
  /** From a nudge to nearly the answer. */
  readonly hints: () => readonly [string, string, string];
  /** Judges an answer. Never throws for what the answer does; an endless loop in the answer is the caller's to end. */
  readonly check: (answer: unknown, context: CheckContext) => CheckReport;
}
