import type { Random } from './random.ts';
import type { Game, Trial } from './trial.ts';

/** A game with what it takes to invent trials and to tell of them. */
export interface SequenceGame<O> extends Game<O> {
  /** The `index`th trial; early ones are small, so that simple mistakes are found in small trials. */
  readonly createTrial: (random: Random, index: number) => Trial<O>;
  readonly simpler: (trial: Trial<O>) => Iterable<Trial<O>>;
  readonly describeSetup: (setup: number) => string;
  readonly describeOperation: (operation: O) => string;
  /** What the answer and the model hold after a trial. The first may throw what the answer throws. */
  readonly observeAnswer: (makeAnswer: Game<O>['makeAnswer'], trial: Trial<O>) => string;
  readonly observeModel: (trial: Trial<O>) => string;
}
