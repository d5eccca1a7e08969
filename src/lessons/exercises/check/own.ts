/** Exercises that a lesson brings itself: operations, and what is expected of them. */
import * as l10n from '@vscode/l10n';
import {
  type CheckContext,
  checkInOrder,
  type CheckResult,
  type CheckStep,
  createResult,
  Unanswered,
} from './report.ts';
import type { Exercise } from '../exercise.ts';
import { cutText, type Outcome, SILENT } from '../play/outcome.ts';
import type { Ask, Findings } from '../play/question.ts';
import type { ScriptOperation } from '../play/script.ts';

/** An operation of a test. `expected`: JSON, or `error`; undefined where it does not matter. */
export interface OwnOperation extends ScriptOperation {
  readonly text: string;
  readonly expected?: string | undefined;
}

/** Operations, one after the other, on one thing. */
export type OwnTest = readonly OwnOperation[];

export interface OwnTask {
  readonly id: string;
  readonly title: string;
  readonly entry: string;
  readonly kind: 'class' | 'function';
  readonly hints: readonly string[];
  readonly solution: string;
  readonly python: Exercise['python'];
  /** The tests with all that they expect. It may be asked for each time: a reference solution has to be run first. */
  readonly tests: () => Promise<readonly OwnTest[]>;
}

export function createOwnExercise({ title, hints, tests, ...task }: OwnTask): Exercise {
  return {
    ...task,
    starter: '',
    title: () => title,
    hints: () => hints,
    check: async (context) => {
      const all = await Promise.race([tests(), ...(context.over ? [context.over] : [])]);
      return checkInOrder(...all.map((test, index) => () => checkTest(test, index + 1, all.length, context)));
    },
  };
}

/** What code does in each of these tests, as far as it comes; nothing of it is judged. */
export async function outcomesOf(tests: readonly OwnTest[], ask: Ask): Promise<Findings> {
  const trials = tests.map((test) => ({
    setups: [],
    operations: test.map(({ type, name, args }) => ({ type, name, args })),
  }));
  return ask({ game: 'script', trials });
}

async function checkTest(
  test: OwnTest,
  number: number,
  count: number,
  { ask }: CheckContext,
): Promise<CheckResult> {
  const title = l10n.t('Test {0} of {1}', number, count);
  const findings = await outcomesOf([test], ask);
  const outcomes = findings.played[0]?.outcomes ?? [];
  if (!findings.isDone) {
    const message = l10n.t('The check was ended while {0} ran.', test[outcomes.length]?.text ?? '');
    throw new Unanswered(createResult(title, false, message));
  }
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
  if (expected === undefined) return true;
  return outcome.as === 'value' && sameJson(outcome.text) === sameJson(expected);
}

/** One text for what is the same in every language: 4 and 4.0, nothing and null, an object in any order. */
function sameJson(text: string): string {
  if (text === SILENT.text) return 'null';
  try {
    return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    return text;
  }
}

function tellWrong(operation: OwnOperation | undefined, outcome: Outcome | undefined): string {
  const { text = '', expected } = operation ?? {};
  const does = cutText(outcome?.text ?? '');
  if (outcome?.as === 'thrown') return l10n.t('{0} fails with {1}.', text, does);
  if (expected === 'error') return l10n.t('{0} should fail with an error; yours answers {1}.', text, does);
  return l10n.t('{0} should answer {1}; yours answers {2}.', text, cutText(expected ?? ''), does);
}

function stepOf(
  { text, expected = '', type }: OwnOperation,
  outcome: Outcome | undefined,
  isRight: boolean,
): CheckStep {
  const wanted = expected === 'error' ? l10n.t('an error') : cutText(expected);
  const actual = type === 'new' && outcome?.as === 'value' ? '' : cutText(outcome?.text ?? '');
  return { operation: text, expected: wanted, actual, expectedState: '', actualState: '', isRight };
}
