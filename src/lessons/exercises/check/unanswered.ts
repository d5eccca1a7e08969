/** Sequences that never come to an end: what was asked last is told when somebody ends the check. */
import * as l10n from '@vscode/l10n';
import type { CheckContext, CheckResult, CheckStep } from './report.ts';
import type { SequenceGame } from './sequenceGame.ts';
import { attempt, describeOutcomes, type Outcome, play, type Subject } from './trial.ts';

/** Operations as they were asked, and what came back so far: nothing yet of the last one. */
interface Asked<O> {
  readonly setup: number;
  readonly operations: O[];
  readonly outcomes: Outcome[];
}

/** The same game, which keeps `onAsk` informed of what is being asked of the answer. */
export function tellingGame<O>(
  title: string,
  game: SequenceGame<O>,
  onAsk: NonNullable<CheckContext['onAsk']>,
): SequenceGame<O> {
  const makeAnswer = (setup: number): Subject<O> => {
    const asked: Asked<O> = { setup, operations: [], outcomes: [] };
    onAsk(() => tellUnanswered(title, game, asked));
    const subject = game.makeAnswer(setup);
    return {
      apply: (operation) => {
        asked.operations.push(operation);
        const outcome = attempt(() => subject.apply(operation));
        asked.outcomes.push(outcome);
        if ('thrown' in outcome) throw outcome.thrown;
        return outcome.value;
      },
    };
  };
  return { ...game, makeAnswer };
}

function tellUnanswered<O>(title: string, game: SequenceGame<O>, asked: Asked<O>): CheckResult {
  const { setup, operations, outcomes } = asked;
  const expected = play(game.makeModel, { setup, operations });
  const step = (count: number): CheckStep => {
    const operation = operations[count - 1];
    const isLast = count === operations.length;
    const results = describeOutcomes(expected[count - 1], outcomes[count - 1]);
    return {
      operation: operation === undefined ? game.describeSetup(setup) : game.describeOperation(operation),
      expected: operation === undefined ? '' : results.expected,
      actual: isLast ? l10n.t('still running') : results.actual,
      expectedState: game.observeModel({ setup, operations: operations.slice(0, count) }),
      actualState: '',
      isRight: !isLast,
    };
  };
  const steps = Array.from({ length: operations.length + 1 }, (_, count) => step(count));
  return {
    title,
    passed: false,
    message: l10n.t('The check was ended while the last operation of this sequence ran.'),
    steps,
  };
}
