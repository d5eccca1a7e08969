/** Exercises that a lesson brings itself: operations, and what is expected of them. */
import * as l10n from '@vscode/l10n';
import {
  askToTheEnd,
  type CheckContext,
  checkInOrder,
  type CheckResult,
  type CheckStep,
  createResult,
} from './report.ts';
import type { Exercise } from '../exercise.ts';
import type { Outcome } from '../play/outcome.ts';
import type { ScriptOperation } from '../play/script.ts';

/** An operation of a test. `expected`: JSON, or `error`; undefined where it does not matter. */
export interface OwnOperation extends ScriptOperation {
  readonly text: string;
  readonly expected?: string | undefined;
}

export interface OwnTask {
  readonly id: string;
  readonly title: string;
  readonly entry: string;
  readonly kind: 'class' | 'function';
  readonly hints: readonly string[];
  readonly solution: string;
  readonly tests: readonly (readonly OwnOperation[])[];
}

export function createOwnExercise({ title, hints, tests, ...task }: OwnTask): Exercise {
  return {
    ...task,
    starter: '',
    title: () => title,
    hints: () => hints,
    check: (context) =>
      checkInOrder(...tests.map((test, index) => () => checkTest(test, index + 1, tests.length, context))),
  };
}

async function checkTest(
  test: readonly OwnOperation[],
  number: number,
  count: number,
  { ask }: CheckContext,
): Promise<CheckResult> {
  const title = l10n.t('Test {0} of {1}', number, count);
  const operations = test.map(({ type, name, args }) => ({ type, name, args }));
  const question = { game: 'script', trials: [{ setups: [], operations }] } as const;
  const { played } = await askToTheEnd(ask, question, (findings) => {
    const at = findings.played[0]?.outcomes.length ?? 0;
    const message = l10n.t('The check was ended while {0} ran.', test[at]?.text ?? '');
    return createResult(title, false, message);
  });
  const outcomes = played[0]?.outcomes ?? [];
  const wrong = test.findIndex((operation, at) => !isExpected(operation, outcomes[at]));
  if (wrong < 0) return createResult(title, true, '');
  const steps = test
    .slice(0, wrong + 1)
    .map((operation, at) => stepOf(operation, outcomes[at], at !== wrong));
  return { title, passed: false, message: tellWrong(test[wrong], outcomes[wrong]), steps };
}

/** An error is right only where one is expected. */
function isExpected({ expected }: OwnOperation, outcome: Outcome | undefined): boolean {
  if (!outcome) return false;
  if (outcome.as === 'thrown' || expected === 'error') return outcome.as === 'thrown' && expected === 'error';
  return expected === undefined || (outcome.as === 'value' && outcome.text === expected);
}

function tellWrong(operation: OwnOperation | undefined, outcome: Outcome | undefined): string {
  const { text = '', expected } = operation ?? {};
  const does = outcome?.text ?? '';
  if (outcome?.as === 'thrown') return l10n.t('{0} fails with {1}.', text, does);
  if (expected === 'error') return l10n.t('{0} should fail with an error; yours answers {1}.', text, does);
  return l10n.t('{0} should answer {1}; yours answers {2}.', text, expected ?? '', does);
}

function stepOf(
  { text, expected = '', type }: OwnOperation,
  outcome: Outcome | undefined,
  isRight: boolean,
): CheckStep {
  const wanted = expected === 'error' ? l10n.t('an error') : expected;
  const actual = type === 'new' && outcome?.as === 'value' ? '' : (outcome?.text ?? '');
  return { operation: text, expected: wanted, actual, expectedState: '', actualState: '', isRight };
}
