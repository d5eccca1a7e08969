import * as l10n from '@vscode/l10n';
import { createRandom } from './random.ts';
import { type CheckContext, type CheckResult, type CheckStep, createResult } from './report.ts';
import type { SequenceGame } from './sequenceGame.ts';
import { shrink } from './shrink.ts';
import { tellingGame } from './unanswered.ts';
import { attempt, describeOutcome, describeOutcomes, findMismatch, play, type Trial } from './trial.ts';

/** Plays seeded trials against the model. A failure is told by the smallest trial that shows it. */
export function checkSequences<O>(
  title: string,
  plainGame: SequenceGame<O>,
  { seed = 1, count = 1000, onAsk }: Omit<CheckContext, 'clock'> & { readonly count?: number },
): CheckResult {
  const random = createRandom(seed);
  const game = onAsk ? tellingGame(title, plainGame, onAsk) : plainGame;
  for (let index = 0; index < count; index++) {
    const trial = game.createTrial(random, index);
    const at = findMismatch(game, trial);
    if (at >= 0) return tellFailure(title, game, upTo(trial, at));
  }
  return createResult(title, true, l10n.t('{0} sequences of operations gave what they should.', count));
}

function tellFailure<O>(title: string, game: SequenceGame<O>, failing: Trial<O>): CheckResult {
  const fails = (trial: Trial<O>): boolean => findMismatch(game, trial) >= 0;
  const smallest = shrink(failing, fails, game.simpler);
  const at = findMismatch(game, smallest);
  if (at < 0) return createResult(title, false, tellDrift());
  const steps = traceTrial(game, upTo(smallest, at));
  const message = l10n.t('Operations in the smallest sequence that fails: {0}.', at + 1);
  return { title, passed: false, message, steps };
}

/** A trial step by step, the making first. */
export function traceTrial<O>(game: SequenceGame<O>, trial: Trial<O>): CheckStep[] {
  const expected = play(game.makeModel, trial);
  const actual = play(game.makeAnswer, trial);
  const made = attempt(() => game.makeAnswer(trial.setup));
  const first: CheckStep = {
    operation: game.describeSetup(trial.setup),
    expected: '',
    actual: 'thrown' in made ? describeOutcome(made) : '',
    ...statesAfter(game, { ...trial, operations: [] }),
    isRight: !('thrown' in made),
  };
  const rest = trial.operations.map((operation, index): CheckStep => {
    const prefix = upTo(trial, index);
    return {
      operation: game.describeOperation(operation),
      ...describeOutcomes(expected[index], actual[index]),
      ...statesAfter(game, prefix),
      isRight: findMismatch(game, prefix) < 0,
    };
  });
  return [first, ...rest];
}

function statesAfter<O>(
  game: SequenceGame<O>,
  trial: Trial<O>,
): Pick<CheckStep, 'expectedState' | 'actualState'> {
  const seen = attempt(() => game.observeAnswer(game.makeAnswer, trial));
  return {
    expectedState: game.observeModel(trial),
    actualState: 'value' in seen ? seen.value : l10n.t('unknown'),
  };
}

function upTo<O>(trial: Trial<O>, last: number): Trial<O> {
  return { ...trial, operations: trial.operations.slice(0, last + 1) };
}

function tellDrift(): string {
  return l10n.t(
    'The same operations gave different results when they were repeated. Does every cache have a state of its own?',
  );
}
