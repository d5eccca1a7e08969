import * as l10n from '@vscode/l10n';
import type { Trial } from '../play/trial.ts';
import { isSame, type Outcome, SILENT } from '../play/outcome.ts';
import { describeOutcomes, type Game, Match, upTo } from './game.ts';
import { answerSame, holdSame, type Wrong } from './held.ts';
import { type CheckContext, type CheckResult, type CheckStep, createResult, Unanswered } from './report.ts';
import { shrink } from './shrink.ts';

/**
 * Plays trials against the model, and makes no more of them than are played. A failure is told by the smallest trial
 * that shows it.
 */
export async function checkSequences<S, O>(
  title: string,
  game: Game<S, O>,
  trials: Iterable<Trial<S, O>>,
  context: CheckContext,
): Promise<CheckResult> {
  const match = new Match(title, game, context);
  let count = 0;
  function* counted(): Generator<Trial<S, O>> {
    for (const trial of trials) {
      count++;
      yield trial;
    }
  }
  try {
    const failing = await match.findFailing(counted());
    return failing ? await tellFailure(title, match, failing) : passed(title, count);
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
  const { steps, message } = await trace(match, smallest);
  const rule = await match.game.findRule(match, smallest);
  const { columns, replay } = match.game;
  return { title, passed: false, message, rule, columns: columns(), replay: replay(smallest), steps };
}

/**
 * A trial step by step, the making first, and the first thing in it that goes wrong. Where that is the making, nothing
 * that follows tells more.
 */
async function trace<S, O>(
  match: Match<S, O>,
  trial: Trial<S, O>,
): Promise<{ readonly steps: CheckStep[]; readonly message: string }> {
  const { game } = match;
  const prefixes = Array.from({ length: trial.operations.length + 1 }, (_, count) => upTo(trial, count - 1));
  const { made: expectedMade = SILENT, outcomes: expected } = match.expect(trial);
  const played = await match.play(prefixes);
  const actual = played.at(-1)?.outcomes ?? [];
  const held = await match.actualHeld(prefixes);
  const wrongs: Wrong[] = [];
  const steps = prefixes.map((prefix, count): CheckStep => {
    const made = played[count]?.made;
    const isMade = made?.as !== 'thrown';
    const operation = match.describe(trial, count - 1);
    const [wanted, got] = count === 0 ? [expectedMade, made] : [expected[count - 1], actual[count - 1]];
    const [model, own] = [match.expectedHeld(prefix), isMade ? held[count] : undefined];
    const isResultRight = count === 0 ? isSame(wanted, got) : match.findMismatch(prefix, played[count]) < 0;
    const at = own ? model.findIndex((each, of) => !answerSame(each, own[of] ?? each)) : -1;
    const [should, does] = [model[at], own?.[at]];
    if (!isResultRight || (should && does)) {
      const name = model.length > 1 ? game.nameOf(at) : '';
      const wrong = { operation, expected: wanted, actual: got };
      wrongs.push(should && does ? { ...wrong, held: { name, expected: should, actual: does } } : wrong);
    }
    return {
      operation,
      ...(count === 0 ? describeMaking(wanted, got) : describeOutcomes(wanted, got)),
      expectedState: game.describeModel(prefix),
      actualState: own ? game.describeHeld(own, model) : l10n.t('unknown'),
      isRight: isResultRight && model.every((each, of) => holdSame(each, own?.[of] ?? each)),
    };
  });
  const [first] = wrongs;
  const isWrongFromTheStart = !isSame(expectedMade, played[0]?.made);
  return {
    steps: isWrongFromTheStart ? steps.slice(0, 1) : steps,
    message: first ? game.tellWrong(first) : '',
  };
}

/** What is made is told only where it should not be. */
function describeMaking(
  wanted: Outcome | undefined,
  got: Outcome | undefined,
): Pick<CheckStep, 'expected' | 'actual'> {
  const isUnwanted = wanted?.as === 'thrown' && got?.as !== 'thrown';
  return isUnwanted
    ? { ...describeOutcomes(wanted, wanted), actual: l10n.t('made') }
    : describeOutcomes(wanted, got);
}

function tellDrift(): string {
  return l10n.t(
    'The same operations gave different results when they were repeated. Does every cache have a state of its own?',
  );
}
