/** Exercises that bring their own tests, as they are played: operations with arguments and answers as JSON. */
import type { Hands } from './hands.ts';
import { cutText, type Outcome } from './outcome.ts';
import type { MakeSubject, Trial } from './trial.ts';

export interface ScriptOperation {
  /** Makes an instance of the answer, calls the answer, or calls a method of what was made. */
  readonly type: 'new' | 'call' | 'method';
  readonly name: string;
  /** A JSON array. */
  readonly args: string;
}

export type ScriptTrial = Trial<never, ScriptOperation>;

/** An answer is compared as a whole, and what nobody would write into a test is cut. */
const MOST_CHARACTERS = 100_000;

/** What comes back is told as JSON, where it can be. */
export function scriptSubject(
  answer: unknown,
  hands: Hands,
  tell: (value: unknown) => Outcome,
  tellThrown: (thrown: unknown) => Outcome,
): MakeSubject<never, ScriptOperation> {
  return () => {
    let made: unknown;
    return {
      apply({ type, name, args }) {
        try {
          const result = hands.invoke(type, type === 'method' ? made : answer, name, args);
          if (type === 'new') made = result;
          const json: unknown = type === 'new' ? '' : hands.toJson(result);
          return typeof json === 'string'
            ? { as: 'value', text: cutText(json, MOST_CHARACTERS) }
            : tell(result);
        } catch (thrown) {
          return tellThrown(thrown);
        }
      },
    };
  };
}
