import * as l10n from '@vscode/l10n';
import { type CheckContext, type CheckReport, createResult, Unanswered } from './report.ts';
import type { Exercise } from '../exercise.ts';

/**
 * Judges an answer to an exercise, which is somewhere else: it is reached through questions, and nothing of the answer
 * reaches the judge but what is found. Rejects where `ask` does.
 */
export async function judge(
  exercise: Exercise,
  isCallable: boolean,
  context: CheckContext,
): Promise<CheckReport> {
  if (!isCallable) return reportMissing(exercise);
  try {
    const results = await exercise.check(context);
    return { passed: results.every(({ passed }) => passed), results };
  } catch (error) {
    if (error instanceof Unanswered) return { passed: false, results: [error.result] };
    throw error;
  }
}

/** The report where the cell does not define what it should. */
function reportMissing({ entry, kind }: Exercise): CheckReport {
  const message =
    kind === 'class'
      ? l10n.t('The cell has to define {0} as a class, under exactly this name.', entry)
      : l10n.t('The cell has to define {0} as a function, under exactly this name.', entry);
  return { passed: false, results: [createResult(l10n.t('There is something to check'), false, message)] };
}
