import * as l10n from '@vscode/l10n';
import type { Trial } from '../play/trial.ts';
import { describeOutcome, describeOutcomes, type Game, Match, upTo } from './game.ts';
import { type CheckContext, type CheckResult, type CheckStep, createResult, Unanswered } from './report.ts';
import { shrink } from './shrink.ts';

/** Plays trials against the model. A failure is told by the smallest trial that shows it. */
export async function checkSequences<S, O>(
  title: string,
  game: Game<S, O>,
  trials: readonly Trial<S, O>[],
  context: CheckContext,
): Promise<CheckResult> {
  const match = new Match(title, game, context);
  try {
    const failing = await match.findFailing(trials);
    return failing ? await tellFailure(title, match, failing) : passed(title, trials.length);
  } catch (error) {
    if (error instanceof Unanswered) return error.result;
    throw error;
  }
}

function passed(title: string, count: number): CheckResult {
  return createResult(title, true, l10n.t('{0} sequences of operations gave what they should.', count));
}

async function tellFailure<S, O>(
  title: string,
  match: Match<S, O>,
  failing: Trial<S, O>,
): Promise<CheckResult> {
  const smallest = await match.findFailing([await shrink(match, failing)]);
  if (!smallest) return createResult(title, false, tellDrift());
  const message = l10n.t('Operations in the smallest sequence that fails: {0}.', smallest.operations.length);
  return { title, passed: false, message, steps: await trace(match, smallest) };
}

/** A trial step by step, the making first. */
async function trace<S, O>(match: Match<S, O>, trial: Trial<S, O>): Promise<CheckStep[]> {
  const prefixes = Array.from({ length: trial.operations.length + 1 }, (_, count) => upTo(trial, count - 1));
  const expected = match.expect(trial).outcomes;
  const played = await match.play(prefixes);
  const actual = played.at(-1)?.outcomes ?? [];
  const states = await match.actualStates(prefixes);
  return prefixes.map((prefix, count) => {
    const made = played[count]?.made;
    const isMade = made?.as !== 'thrown';
    const results =
      count === 0
        ? { expected: '', actual: isMade ? '' : describeOutcome(made) }
        : describeOutcomes(expected[count - 1], actual[count - 1]);
    return {
      operation: match.describe(trial, count - 1),
      ...results,
      expectedState: match.expectedState(prefix),
      actualState: (isMade ? states[count] : undefined) ?? l10n.t('unknown'),
      isRight: (count > 0 || isMade) && match.findMismatch(prefix, played[count]) < 0,
    };
  });
}

function tellDrift(): string {
  return l10n.t(
    'The same operations gave different results when they were repeated. Does every cache have a state of its own?',
  );
}
