/** The tutorial's staircase: in how many ways do hops of one, two or three stairs lead to a stair? */

/** A number of ways: exact as a number up to stair 61, a bigint beyond. */
export type Ways = number | bigint;

/** Finds the number of ways to a stair, from 1 up. */
export type StepsTo = (stair: number) => Ways;

/** How ways are added, and the first three of them. */
export interface Arithmetic<W extends Ways = Ways> {
  readonly first: readonly [W, W, W];
  // A method, so that the arithmetic of one kind of numbers may stand for that of any.
  add(threeDown: W, twoDown: W, oneDown: W): W;
}

const numbers: Arithmetic<number> = { first: [1, 2, 4], add: (a, b, c) => a + b + c };
const bigints: Arithmetic<bigint> = { first: [1n, 2n, 4n], add: (a, b, c) => a + b + c };

/** The highest stair whose number of ways a number holds exactly. */
const LAST_STAIR_IN_NUMBERS = 61;

/** The arithmetic in which everything up to `stair` is exact. */
export function exactArithmetic(stair: number): Arithmetic {
  return stair <= LAST_STAIR_IN_NUMBERS ? numbers : bigints;
}

/** The recursion behind any decorator: a cache, a counter, or none. Its calls go through the decorator too. */
export function createStepsTo<F extends StepsTo>(
  arithmetic: Arithmetic,
  decorate: (stepsTo: StepsTo) => F,
): F {
  const { first } = arithmetic;
  const stepsTo = decorate((stair) =>
    stair <= 3
      ? (first[stair - 1] ?? first[0])
      : arithmetic.add(stepsTo(stair - 3), stepsTo(stair - 2), stepsTo(stair - 1)),
  );
  return stepsTo;
}

/** The bare recursion that is timed: nothing around it, and no feedback of other uses in the compiled code. */
export function plainStepsTo(stair: number): number {
  if (stair === 1) return 1;
  if (stair === 2) return 2;
  if (stair === 3) return 4;
  return plainStepsTo(stair - 3) + plainStepsTo(stair - 2) + plainStepsTo(stair - 1);
}

/** The bare recursion for `stair`, exact for any. */
export function exactPlainStepsTo(stair: number): StepsTo {
  const arithmetic = exactArithmetic(stair);
  return arithmetic === numbers ? plainStepsTo : createStepsTo(arithmetic, (stepsTo) => stepsTo);
}

/** How many calls pass between two reports: a few ms of work. */
const CALLS_PER_REPORT = 2 ** 20;

/** Counts the calls that get through to a recursion, and reports now and then while it works. */
export class CallCounter {
  calls = 0;

  constructor(private readonly report: (calls: number) => void) {}

  /** The function with its calls counted. */
  readonly decorate =
    (stepsTo: StepsTo): StepsTo =>
    (stair) => {
      if (++this.calls % CALLS_PER_REPORT === 0) this.report(this.calls);
      return stepsTo(stair);
    };
}

/** How many calls the bare recursion makes for `stair`, without making them. */
export function callsToReach(stair: number): bigint {
  let [threeDown, twoDown, oneDown] = [1n, 1n, 1n];
  for (let at = 4; at <= stair; at++) {
    [threeDown, twoDown, oneDown] = [twoDown, oneDown, 1n + threeDown + twoDown + oneDown];
  }
  return oneDown;
}
