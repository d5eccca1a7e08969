/** A long computation that gives way from time to time: it yields how far it is, from 0 to 1, and returns its result. */
export type Sliced<Result> = Generator<number, Result>;

/** How many events are looked at between two places where a computation gives way. */
export const EVENTS_PER_SLICE = 2048;

/** Runs a sliced computation to its end at once. */
export function whole<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
