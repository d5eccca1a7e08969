import { systemClock } from './clock.ts';
import type { AnyFunction, Clock, MemoOptions, Observer, Teller } from './types.ts';

/** Options of a memoized function after checking, nothing left out. */
export interface CheckedOptions {
  /** An integer ≥ 0, or `Infinity`. */
  readonly limit: number;
  readonly typed: boolean;
  readonly key: AnyFunction | undefined;
  readonly objects: 'refuse' | 'identity' | 'structural';
  readonly namedArgs: boolean;
  readonly clock: Clock;
  readonly observer: Observer | Teller | undefined;
}

/** The options that every memoized function takes beside its maxsize. */
export const memoNames = ['typed', 'key', 'objects', 'namedArgs', 'clock', 'observer'];

/** Checks a `maxsize`: 128 by default, negative becomes 0, `null` becomes `Infinity`. */
export function checkMaxsize(maxsize: unknown): number {
  if (maxsize === undefined) return 128;
  if (maxsize === null || maxsize === Infinity) return Infinity;
  if (!Number.isInteger(maxsize)) {
    throw new TypeError(`maxsize must be an integer or null, not ${describe(maxsize)}.`);
  }
  if ((maxsize as number) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError(`maxsize must not be above Number.MAX_SAFE_INTEGER; use null for no limit.`);
  }
  return Math.max(0, maxsize as number) + 0;
}

/** Checks a seed; 1 by default. */
export function checkSeed(seed: number | undefined): number {
  return optional(seed, 'seed', 'an integer', 1, Number.isSafeInteger);
}

/** Checks how often something is to be done: an integer above 0. */
export function checkCount(count: number, name: string): number {
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new RangeError(`${name} must be an integer above 0, not ${describe(count)}.`);
}

/** Checks a lifetime in seconds and returns it in milliseconds. */
export function checkSeconds(seconds: unknown): number {
  if (typeof seconds !== 'number') throw new TypeError(`seconds must be a number, not ${describe(seconds)}.`);
  if (!Number.isFinite(seconds) || seconds <= 0) {
    throw new RangeError(`seconds must be a finite number above 0, not ${seconds}.`);
  }
  return seconds * 1000;
}

/** Checks that there is a function to decorate. */
export function checkFunction(fn: unknown, who: string): void {
  if (typeof fn !== 'function') throw new TypeError(`${who} needs a function, not ${describe(fn)}.`);
}

/** Checks every option by name; `names` are those that there are. */
export function checkOptions(options: unknown, who: string, names: readonly string[]): CheckedOptions {
  checkNames(options, who, names);
  const given = options as MemoOptions;
  return {
    limit: checkMaxsize(given.maxsize),
    typed: optional(given.typed, 'typed', 'a boolean', false, isBoolean),
    key: optional(given.key, 'key', 'a function', undefined, isFunction),
    objects: optional(given.objects, 'objects', "'identity' or 'structural'", 'refuse', isTreatment),
    namedArgs: optional(given.namedArgs, 'namedArgs', 'a boolean', false, isBoolean),
    clock: optional(given.clock, 'clock', 'an object with now()', systemClock, isClock),
    observer: optional(given.observer, 'observer', 'a function', undefined, isObserver),
  };
}

/** Checks that `options` is an object with no other names than these. */
export function checkNames(options: unknown, who: string, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`The options of ${who} must be an object, not ${describe(options)}.`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new TypeError(
        `Unknown option ${JSON.stringify(name)} for ${who}. It takes: ${names.join(', ')}.`,
      );
    }
  }
}

/** Returns an option that passes its check, or the default where it is undefined. */
export function optional<T, D>(
  value: T | undefined,
  name: string,
  expected: string,
  otherwise: D,
  accept: (value: unknown) => boolean,
): T | D {
  if (value === undefined) return otherwise;
  if (!accept(value)) throw new TypeError(`${name} must be ${expected}, not ${describe(value)}.`);
  return value;
}

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isTreatment = (value: unknown): boolean => value === 'identity' || value === 'structural';

/** Whether a value can be called. */
export const isFunction = (value: unknown): boolean => typeof value === 'function';

/** Whether a value can be told what happens: a function, or a `Teller`, known by two of its methods. */
export const isObserver = (value: unknown): boolean =>
  isFunction(value) ||
  (typeof value === 'object' &&
    value !== null &&
    isFunction((value as Partial<Teller>).hit) &&
    isFunction((value as Partial<Teller>).stored));

/** Whether a value has a `now()` method. */
export const isClock = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Clock>).now === 'function';

/** Names a value in a message: short, and never throwing. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || ['undefined', 'number', 'boolean'].includes(typeof value)) return String(value);
  if (typeof value === 'bigint') return `${value.toString()}n`;
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
