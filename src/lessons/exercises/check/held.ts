import type { Outcome } from '../play/outcome.ts';
import type { Trial } from '../play/trial.ts';

/** What one cache answers for, as far as it was asked. */
export interface Held {
  /** Values by key, as texts. */
  readonly entries: ReadonlyMap<string, string>;
  /** The key of who leaves next, where that could be seen. */
  readonly next?: string | undefined;
  /** Whether every key was asked for. */
  readonly isWhole: boolean;
}

/** How it is found out what caches hold after a trial: each question is asked of fresh caches, as asking may change them. */
export interface Look<S, O> {
  readonly trials: readonly Trial<S, O>[];
  /** What the last operations of these trials gave, read as what each cache holds. */
  readonly read: (last: readonly (Outcome | undefined)[]) => readonly Held[];
}

/** Something that went wrong in the last of the operations. */
export interface Wrong {
  /** The operation, as a person reads it. */
  readonly operation: string;
  readonly expected: Outcome | undefined;
  readonly actual: Outcome | undefined;
  /** Of the first cache that does not hold what it should. `name` is empty where there is only one cache. */
  readonly held?: { readonly name: string; readonly expected: Held; readonly actual: Held } | undefined;
}

/** Whether two caches hold the same, and would lose the same next where both are known. */
export function holdSame(expected: Held, actual: Held): boolean {
  return (
    answerSame(expected, actual) &&
    (expected.next === undefined || actual.next === undefined || expected.next === actual.next)
  );
}

export function answerSame(expected: Held, actual: Held): boolean {
  return (
    expected.entries.size === actual.entries.size &&
    [...expected.entries].every(([key, text]) => actual.entries.get(key) === text)
  );
}
