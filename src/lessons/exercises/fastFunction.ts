import * as l10n from '@vscode/l10n';
import {
  checkInOrder,
  type CheckReport,
  type CheckResult,
  createResult,
  reportMissing,
} from './check/report.ts';
import { countSquares, countSquaresPlainly } from './check/squares.ts';
import { attempt, describeOutcome, type Outcome } from './check/trial.ts';
import type { Exercise } from './exercise.ts';

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
  starter,
  solution,
  hints: () => [
    l10n.t('Count the calls of fewestSquares(20), and how many different arguments they have.'),
    l10n.t('The function gives the same result for the same argument every time. So it may be remembered.'),
    l10n.t(
      'Write const fewestSquares = lruCache((n: number): number => { ... }). The calls inside have to go through the name of the cached function, not of the plain one.',
    ),
  ],
  check: (answer, { clock, onAsk }): CheckReport => {
    if (typeof answer !== 'function') return reportMissing('fewestSquares', l10n.t('a function'));
    const ask =
      (title: string) =>
      (n: number): Outcome => {
        onAsk?.(() =>
          createResult(title, false, l10n.t('The check was ended while fewestSquares({0}) ran.', n)),
        );
        return attempt(() => (answer as (n: number) => unknown)(n));
      };
    return checkInOrder(
      () => checkValues(l10n.t('Small numbers are right'), ask, 0, SMALL),
      () => checkTime(l10n.t('Nothing is computed twice'), ask, () => clock.now()),
      () => checkValues(l10n.t('Larger numbers are right'), ask, SMALL + 1, LARGE),
    );
  },
};

/** Asks the answer for a number, within the check of this title. */
type Ask = (title: string) => (n: number) => Outcome;

const SMALL = 20;
/** Below 128 different arguments, so that a cache of the default size holds them all. */
const LARGE = 120;
/** The plain recursion makes 4 times as many calls for the one as for the other. */
const [TIMED, COMPARED] = [44, 40];

function checkValues(title: string, ask: Ask, from: number, to: number): CheckResult {
  for (let n = from; n <= to; n++) {
    const actual = describeOutcome(ask(title)(n));
    const expected = String(countSquares(n));
    if (actual === expected) continue;
    const operation = `fewestSquares(${n})`;
    const step = { operation, expected, actual, expectedState: '', actualState: '', isRight: false };
    return {
      title,
      passed: false,
      message: l10n.t('The smallest number that goes wrong is {0}.', n),
      steps: [step],
    };
  }
  return createResult(title, true, l10n.t('From {0} to {1}.', from, to));
}

/** The answer has to be quicker for a number than the plain recursion is for a smaller one, on the same machine. */
function checkTime(title: string, ask: Ask, now: () => number): CheckResult {
  const plain = measure(() => countSquaresPlainly(COMPARED), now);
  const own = measure(() => ask(title)(TIMED), now);
  const [ms, plainMs] = [own.toFixed(2), plain.toFixed(2)];
  const message = l10n.t(
    'fewestSquares({0}) took {1} ms; without a cache fewestSquares({2}) takes {3} ms.',
    TIMED,
    ms,
    COMPARED,
    plainMs,
  );
  return createResult(title, own < plain, message);
}

function measure(run: () => unknown, now: () => number): number {
  const start = now();
  run();
  return now() - start;
}
