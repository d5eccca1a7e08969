/** The exercise on a slow function, as it is played. */
import type { Hands } from './hands.ts';
import type { Outcome } from './outcome.ts';
import type { MakeSubject, Trial } from './trial.ts';

/** Calls of a function of one number, each with its argument. */
export type CallsTrial = Trial<never, number>;

/**
 * Calls the answer. Where it calls itself through its name, as the recursion of the exercise does, each call reads the
 * variable of that name; more than `most` for one argument are too many.
 */
export function callsSubject(
  answer: unknown,
  entry: string,
  most: number,
  hands: Hands,
  tell: (value: unknown) => Outcome,
  tellThrown: (thrown: unknown) => Outcome,
): MakeSubject<never, number> {
  return () => ({
    apply(argument) {
      const isCounted = hands.count(entry, most);
      let outcome: Outcome;
      try {
        outcome = tell(hands.call(answer, argument));
      } catch (thrown) {
        outcome = tellThrown(thrown);
      } finally {
        hands.stopCounting();
      }
      return isCounted && hands.counted() > most ? { as: 'thrown', text: '', note: 'tooManyCalls' } : outcome;
    },
  });
}
