/**
 * Judges answers to exercises. It is bundled on its own, so that a platform can load it where no cell has changed what
 * it is made of: cells may well replace `Map.prototype.get` or `Object.is`.
 */
import * as l10n from '@vscode/l10n';
import type { Clock } from '../engine/index.ts';
import type { CheckReport, CheckResult } from '../lessons/exercises/check/report.ts';
import { findExercise } from '../lessons/exercises/index.ts';

export interface Checker {
  /** Takes the translations of the display language. */
  translate(contents: Readonly<Record<string, unknown>>): void;
  /** The name that answers to this exercise have to define; undefined where there is no such exercise. */
  entryOf(exercise: string): string | undefined;
  /** Judges what a cell has defined under that name. Does not throw, but takes as long as the answer does. */
  check(exercise: string, answer: unknown): CheckReport;
  /** The report on a check that was ended before its time; undefined where none was. It is given once. */
  takeUnanswered(): CheckReport | undefined;
}

export function createChecker(clock: Clock): Checker {
  let pending: (() => CheckResult) | undefined;
  return {
    translate: (contents) => l10n.config({ contents: contents as l10n.l10nJsonFormat }),
    entryOf: (exercise) => findExercise(exercise)?.entry,
    check(exercise, answer) {
      const onAsk = (tellUnanswered: () => CheckResult): void => void (pending = tellUnanswered);
      const report = findExercise(exercise)?.check(answer, { clock, onAsk });
      pending = undefined;
      return report ?? { passed: false, results: [] };
    },
    takeUnanswered() {
      const result = pending?.();
      pending = undefined;
      return result && { passed: false, results: [result] };
    },
  };
}
