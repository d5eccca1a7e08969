/** Operation sequences: driving an answer and a naive model side by side. */
import { type CheckStep, describeValue } from './report.ts';

/** What an answer is made with, and what is then done to it. */
export interface Trial<O> {
  readonly setup: number;
  readonly operations: readonly O[];
}

/** Something operations are done to: the person's answer behind an adapter, or the model. */
export interface Subject<O> {
  /** Does one operation; what it returns is compared. May throw. */
  apply(operation: O): unknown;
}

/** What was seen of an operation. */
export type Outcome = { readonly value: unknown } | { readonly thrown: unknown };

/** How an exercise is put to the test. */
export interface Game<O> {
  readonly makeAnswer: (setup: number) => Subject<O>;
  readonly makeModel: (setup: number) => Subject<O>;
}

/** What each operation gave, up to the first that throws. */
export function play<O>(make: (setup: number) => Subject<O>, { setup, operations }: Trial<O>): Outcome[] {
  const outcomes: Outcome[] = [];
  const subject = attempt(() => make(setup));
  for (const operation of operations) {
    const outcome = 'thrown' in subject ? subject : attempt(() => subject.value.apply(operation));
    outcomes.push(outcome);
    if ('thrown' in outcome) break;
  }
  return outcomes;
}

/** The index of the first operation that tells answer and model apart, or -1. */
export function findMismatch<O>({ makeAnswer, makeModel }: Game<O>, trial: Trial<O>): number {
  const expected = play(makeModel, trial);
  const actual = play(makeAnswer, trial);
  return expected.findIndex((outcome, at) => !isSame(outcome, actual[at]));
}

function isSame(a: Outcome, b: Outcome | undefined): boolean {
  return b !== undefined && 'value' in a && 'value' in b && Object.is(a.value, b.value);
}

/** What a person reads of an outcome. */
export function describeOutcome(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '';
  return describeValue('thrown' in outcome ? outcome.thrown : outcome.value);
}

/** Two outcomes side by side; nothing where neither has a result to tell. */
export function describeOutcomes(
  expected: Outcome | undefined,
  actual: Outcome | undefined,
): Pick<CheckStep, 'expected' | 'actual'> {
  const [wanted, got] = [describeOutcome(expected), describeOutcome(actual)];
  const isSilent = wanted === 'undefined';
  return { expected: isSilent ? '' : wanted, actual: isSilent && got === wanted ? '' : got };
}

/** Does something and keeps what it throws. */
export function attempt<T>(run: () => T): { readonly value: T } | { readonly thrown: unknown } {
  try {
    return { value: run() };
  } catch (thrown) {
    return { thrown };
  }
}
