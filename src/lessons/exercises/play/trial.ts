/** Sequences of operations, and how they are played. */
import { type Outcome, SILENT } from './outcome.ts';

/** What is made, one for each setup, and what is then done to it. */
export interface Trial<S, O> {
  readonly setups: readonly S[];
  readonly operations: readonly O[];
}

/** What is made for a trial: the answer's or the model's. */
export interface Subject<O> {
  /** What came of the making, where it can be something else than silence. */
  readonly made?: Outcome | undefined;
  /** Does one operation. May throw; then the trial is over. */
  apply(operation: O): Outcome;
}

export type MakeSubject<S, O> = (setups: readonly S[]) => Subject<O>;

/** What was seen of a trial, up to the first operation that throws, or that did not come to its end. */
export interface Played {
  /** Of the making. Where it throws, it stands for the first operation, too. Absent where it did not come to its end. */
  made?: Outcome | undefined;
  readonly outcomes: Outcome[];
}

/** Plays one trial. `played` is filled step by step, so that it can be read where this never comes back. */
export function play<S, O>(
  make: MakeSubject<S, O>,
  { setups, operations }: Trial<S, O>,
  tellThrown: (thrown: unknown) => Outcome,
  played: Played = { outcomes: [] },
): Played {
  let subject: Subject<O> | undefined;
  try {
    subject = make(setups);
    played.made = subject.made ?? SILENT;
    for (const operation of operations) played.outcomes.push(subject.apply(operation));
  } catch (thrown) {
    const outcome = tellThrown(thrown);
    if (!subject) played.made = outcome;
    if (operations.length > 0) played.outcomes.push(outcome);
  }
  return played;
}
