/** What is said of a number whose fewest squares are counted wrong: one sentence, and the rule that is broken. */
import * as l10n from '@vscode/l10n';
import type { Outcome } from '../play/outcome.ts';
import { describeOutcome } from './game.ts';

export function tellWrongSquares(operation: string, expected: number, actual: Outcome | undefined): string {
  if (actual?.note === 'tooManyCalls') return l10n.t('{0} makes calls without an end.', operation);
  if (actual?.as === 'thrown') return l10n.t('{0} fails with {1}.', operation, actual.text);
  return l10n.t('{0} should answer {1}; yours answers {2}.', operation, expected, describeOutcome(actual));
}

/** `before`: what was answered for the smaller numbers, which is right. */
export function findSquaresRule(
  n: number,
  actual: Outcome | undefined,
  before: readonly number[],
): string | undefined {
  if (actual?.as === 'thrown') {
    return l10n.t('The calls have to end: at 0, which needs no square and makes no further call.');
  }
  if (actual?.as !== 'value' || !/^\d+$/.test(actual.text)) {
    return l10n.t('The answer is a whole number itself, and it is returned.');
  }
  const answered = Number(actual.text);
  if (answered === takeLargestFirst(n)) {
    return l10n.t(
      'The largest square first is not always the best choice: 12 is 9 + 1 + 1 + 1, and also 4 + 4 + 4. Try every square.',
    );
  }
  if (answered === before.at(-1)) {
    return l10n.t(
      'Each argument has a result of its own. Is the argument the key under which yours is kept?',
    );
  }
  if (Number.isInteger(Math.sqrt(n))) {
    return l10n.t('A square needs one square only: itself. Let the loop reach it.');
  }
  return undefined;
}

function takeLargestFirst(n: number): number {
  return n === 0 ? 0 : 1 + takeLargestFirst(n - Math.floor(Math.sqrt(n)) ** 2);
}
