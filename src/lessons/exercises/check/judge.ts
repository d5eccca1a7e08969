import * as l10n from '@vscode/l10n';
import type { Ask } from '../play/question.ts';
import { type CheckContext, type CheckReport, type CheckResult, createResult, Unanswered } from './report.ts';
import { entryIn, type Exercise } from '../exercise.ts';

/**
 * Judges an answer to an exercise, which is somewhere else: it is reached through questions, and nothing of the answer
 * reaches the judge but what is found. Rejects where `ask` does.
 */
export async function judge(
  exercise: Exercise,
  isCallable: boolean,
  context: CheckContext,
): Promise<CheckReport> {
  if (!isCallable) return reportMissing(exercise, context.language);
  const seen = { usesTools: false };
  const ask: Ask = async (question) => {
    const findings = await context.ask(question);
    seen.usesTools ||= findings.usesTools === true;
    return findings;
  };
  const found = await findResults(exercise, { ...context, ask });
  const results = seen.usesTools && exercise.isOwnWork ? [...found, tellTools()] : found;
  return { passed: results.every(({ passed }) => passed), results };
}

async function findResults(exercise: Exercise, context: CheckContext): Promise<readonly CheckResult[]> {
  try {
    return await exercise.check(context);
  } catch (error) {
    if (error instanceof Unanswered) return [error.result];
    throw error;
  }
}

function tellTools(): CheckResult {
  return createResult(
    l10n.t('The cache is your own'),
    false,
    l10n.t(
      'Yours hands the work to a cache of this notebook, such as createCache. Here you write one yourself.',
    ),
  );
}

/** The report where the cell does not define what it should. */
function reportMissing(exercise: Exercise, language: string | undefined): CheckReport {
  const entry = entryIn(language, exercise);
  const { kind } = exercise;
  const message =
    kind === 'class'
      ? l10n.t('The cell has to define {0} as a class, under exactly this name.', entry)
      : l10n.t('The cell has to define {0} as a function, under exactly this name.', entry);
  return { passed: false, results: [createResult(l10n.t('There is something to check'), false, message)] };
}
