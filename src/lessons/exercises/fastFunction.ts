import * as l10n from '@vscode/l10n';
import {
  askToTheEnd,
  type CheckContext,
  checkInOrder,
  type CheckResult,
  createResult,
} from './check/report.ts';
import { countSquares } from './check/squares.ts';
import { findSquaresRule, tellWrongSquares } from './check/tellSquares.ts';
import { describeOutcome } from './check/game.ts';
import type { Exercise } from './exercise.ts';
import { fastFunctionPython } from './python/fastFunction.ts';
import { isSame, type Outcome } from './play/outcome.ts';

const starter = `/** With how few square numbers can n be reached? 12 = 4 + 4 + 4, so three; 13 = 9 + 4, so two. */
function fewestSquares(n: number): number {
  if (n === 0) return 0;
  let fewest = n; // 1 + 1 + 1 ...
  for (let root = 1; root * root <= n; root++) {
    fewest = Math.min(fewest, 1 + fewestSquares(n - root * root));
  }
  return fewest;
}`;

const solution = `const fewestSquares = lruCache((n: number): number => {
  if (n === 0) return 0;
  let fewest = n;
  for (let root = 1; root * root <= n; root++) {
    fewest = Math.min(fewest, 1 + fewestSquares(n - root * root));
  }
  return fewest;
});`;

/** A recursion that repeats itself, to be made fast by any means. */
export const fastFunction: Exercise = {
  id: 'fast-function',
  title: () => l10n.t('Make a Slow Function Fast'),
  entry: 'fewestSquares',
  kind: 'function',
  starter,
  solution,
  python: fastFunctionPython,
  hints: () => [
    l10n.t('Count the calls of fewestSquares(20), and how many different arguments they have.'),
    l10n.t('The function gives the same result for the same argument every time. So it may be remembered.'),
    l10n.t(
      'Write const fewestSquares = lruCache((n: number): number => { ... }). The calls inside have to go through the name of the cached function, not of the plain one.',
    ),
  ],
  check: (context) =>
    checkInOrder(
      () => checkValues(l10n.t('Small numbers are right'), context, 0, SMALL),
      () => checkCalls(l10n.t('Nothing is computed twice'), context),
      () => checkValues(l10n.t('Larger numbers are right'), context, SMALL + 1, LARGE),
    ),
};

const SMALL = 20;
/** Below 128 different arguments, so that a cache of the default size holds them all. */
const LARGE = 120;

/** The plain recursion makes some fifty thousand calls for this number; whoever remembers makes some hundred. */
const COUNTED = 30;
const MOST_CALLS = 2000;

/** Whoever finds a result again calls no more than this. */
const FEW_CALLS = 3;

/** Whoever calls more often for one number would not come back for years, or nearly so. */
const ENDLESS = 1_000_000;

async function askFor(
  title: string,
  context: CheckContext,
  numbers: readonly number[],
  most: number,
): Promise<readonly (Outcome | undefined)[]> {
  const name = nameIn(context);
  const trials = numbers.map((n) => ({ setups: [], operations: [n] }));
  const question = { game: 'calls', entry: 'fewestSquares', most, trials } as const;
  const { played } = await askToTheEnd(context.ask, question, (findings) => {
    const n = numbers[findings.played.length - 1] ?? 0;
    return createResult(title, false, l10n.t('The check was ended while {0}({1}) ran.', name, n));
  });
  return played.map(({ outcomes }) => outcomes[0]);
}

async function checkValues(
  title: string,
  context: CheckContext,
  from: number,
  to: number,
): Promise<CheckResult> {
  for (let n = from; n <= to; n++) {
    const [outcome] = await askFor(title, context, [n], ENDLESS);
    const expected = String(countSquares(n));
    if (isSame({ as: 'value', text: expected }, outcome)) continue;
    const actual = describeOutcome(outcome);
    const operation = `${nameIn(context)}(${n})`;
    const step = { operation, expected, actual, expectedState: '', actualState: '', isRight: false };
    const message = tellWrongSquares(operation, countSquares(n), outcome);
    const before = Array.from({ length: n }, (_, smaller) => countSquares(smaller));
    return { title, passed: false, message, rule: findSquaresRule(n, outcome, before), steps: [step] };
  }
  return createResult(title, true, l10n.t('From {0} to {1}.', from, to));
}

/** Judged by calls, not by time: other programs make a machine slow, too. */
async function checkCalls(title: string, context: CheckContext): Promise<CheckResult> {
  const first = await countCalls(title, context);
  if (first.count <= MOST_CALLS) {
    return createResult(title, true, l10n.t('{0}({1}) makes few calls.', nameIn(context), COUNTED));
  }
  const again = await countCalls(title, context);
  const name = first.name === '' ? l10n.t('the plain function') : first.name;
  const told = [nameIn(context), COUNTED, name, first.count, COUNTED + 1] as const;
  const result = createResult(
    title,
    false,
    l10n.t('{0}({1}) calls {2} {3} times. There are only {4} different arguments.', ...told),
  );
  const rule =
    again.count <= FEW_CALLS
      ? l10n.t(
          'The result is remembered, but what the calls inside need is computed again. Either they bypass the cache: they go to {0} itself. Or results leave the cache before they are asked for again. Call the cached function inside, and give the cache room for all arguments.',
          name,
        )
      : l10n.t(
          'No result is found again: the second time it works as long as the first. Keep the result of each argument.',
        );
  return { ...result, rule };
}

/** The function that one call calls most often. Where nobody can count, none is. */
async function countCalls(
  title: string,
  context: CheckContext,
): Promise<{ readonly name: string; readonly count: number }> {
  const question = { game: 'count', argument: COUNTED } as const;
  const { mostCalled } = await askToTheEnd(context.ask, question, () =>
    createResult(title, false, l10n.t('The check was ended while {0}({1}) ran.', nameIn(context), COUNTED)),
  );
  return mostCalled ?? { name: '', count: 0 };
}

function nameIn({ language }: CheckContext): string {
  return language === 'python' ? fastFunctionPython.entry : fastFunction.entry;
}
