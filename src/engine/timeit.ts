import { systemClock } from './clock.ts';
import { checkCount, checkFunction, checkNames, isClock, optional } from './options.ts';
import type { Clock } from './types.ts';

/** How often `timeit` measures. */
export interface TimeitOptions {
  /** How many times to measure. Default 3. */
  readonly repeat?: number | undefined;
  /** How many calls make one measurement. Default 10. */
  readonly number?: number | undefined;
  /** Where time is read, in milliseconds. Default `performance`. */
  readonly clock?: Clock | undefined;
}

/** What `timeit` measured, in seconds for `number` calls. */
export interface Timing {
  readonly times: readonly number[];
  /** The shortest: the one that other work on the machine disturbed least. */
  readonly min: number;
  /** How many calls each of the times is for. */
  readonly number: number;
}

/**
 * Python's `timeit.repeat`: measures `repeat` times how long `number` calls take together. What a promise still does
 * after the call has returned is not measured. Throws a `RangeError` unless `repeat` and `number` are integers above 0.
 *
 * @example
 * timeit(() => stepsTo(30), { repeat: 3, number: 10 }).min; // seconds for ten calls
 */
export function timeit(fn: () => unknown, options: TimeitOptions = {}): Timing {
  checkFunction(fn, 'timeit');
  checkNames(options, 'timeit', ['repeat', 'number', 'clock']);
  const repeat = checkCount(options.repeat ?? 3, 'repeat');
  const number = checkCount(options.number ?? 10, 'number');
  const clock = optional(options.clock, 'clock', 'an object with now()', systemClock, isClock);
  const times = Array.from({ length: repeat }, () => {
    const start = clock.now();
    for (let i = 0; i < number; i++) fn();
    return (clock.now() - start) / 1000;
  });
  return { times, min: Math.min(...times), number };
}
