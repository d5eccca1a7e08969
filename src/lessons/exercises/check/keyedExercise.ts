import * as l10n from '@vscode/l10n';
import {
  adapt,
  createTrial,
  describeEntries,
  describeOperation,
  type KeyedModel,
  type KeyedOperation,
  observeState,
  type PutCache,
} from './keyed.ts';
import { type CheckContext, checkInOrder, type CheckReport, reportMissing } from './report.ts';
import type { SequenceGame } from './sequenceGame.ts';
import { checkSequences } from './sequences.ts';
import { simplerTrials } from './simplerKeyed.ts';
import { checkSpeed } from './speed.ts';

/** Checks a class with `get` and `put` against a naive model, then its speed. `entry` is the name of the class. */
export function checkKeyedCache(
  entry: string,
  answer: unknown,
  makeModel: (capacity: number) => KeyedModel,
  context: CheckContext,
): CheckReport {
  if (typeof answer !== 'function') return reportMissing(entry, l10n.t('a class'));
  const make = (capacity: number): PutCache => new (answer as new (capacity: number) => PutCache)(capacity);
  const game = createGame(entry, make, makeModel);
  return checkInOrder(
    () => checkSequences(l10n.t('Every operation gives what it should'), game, context),
    () => checkSpeed(l10n.t('The time of an operation does not grow with the cache'), make, context),
  );
}

function createGame(
  entry: string,
  make: (capacity: number) => PutCache,
  makeModel: (capacity: number) => KeyedModel,
): SequenceGame<KeyedOperation> {
  return {
    makeAnswer: (capacity) => adapt(make(capacity)),
    makeModel,
    createTrial: (random, index) => createTrial(random, 1 + (index % 8), 4 + Math.floor(index / 20)),
    simpler: simplerTrials,
    describeSetup: (capacity) => `new ${entry}(${capacity})`,
    describeOperation,
    observeAnswer: observeState,
    observeModel: ({ setup, operations }) => {
      const model = makeModel(setup);
      for (const operation of operations) model.apply(operation);
      return describeEntries(model.entries());
    },
  };
}
