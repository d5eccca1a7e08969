import { systemClock } from '../engine/clock.ts';
import type { AnyFunction, Clock, Observer, Teller } from '../engine/index.ts';
import {
  checkMaxsize,
  checkNames,
  checkSeed,
  describe,
  isClock,
  isFunction,
  isObserver,
  optional,
} from '../engine/options.ts';
import { valueCodec } from './codec.ts';
import type { NearSettings } from './near.ts';
import { systemTimers } from './timers.ts';
import type { Codec, SharedClient, SharedOptions, Timers } from './types.ts';

/** The options after checking, nothing left out. Times are in ms. */
export interface CheckedShared {
  readonly client: SharedClient;
  readonly name: string;
  readonly version: string;
  readonly ttl: number;
  readonly jitter: number;
  readonly negativeTtl: number;
  readonly near: NearSettings & { readonly ttl: number };
  readonly lease: number;
  readonly timeout: number;
  readonly early: number;
  readonly codec: Codec;
  readonly key: AnyFunction | undefined;
  readonly observer: Observer | Teller | undefined;
  readonly onProblem: (problem: string) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly timers: Timers;
}

const names = [
  'client',
  'name',
  'version',
  'ttl',
  'jitter',
  'negativeTtl',
  'near',
  'lease',
  'timeout',
  'early',
  'codec',
  'key',
  'observer',
  'onProblem',
  'clock',
  'random',
  'timers',
];

export function checkShared(options: SharedOptions, fn: AnyFunction): CheckedShared {
  checkNames(options, 'memoizeShared', names);
  const ttl = seconds(options.ttl, 'ttl', 60);
  return {
    client: checkClient(options.client),
    name: checkName(options.name ?? fn.name),
    version: checkVersion(options.version),
    ttl,
    jitter: optional(options.jitter, 'jitter', 'a number from 0 to 1', 0.1, isShare),
    negativeTtl: optional(options.negativeTtl, 'negativeTtl', 'seconds, or 0', ttl / 1000, isAmount) * 1000,
    near: checkNear(options.near, ttl),
    lease: seconds(options.lease, 'lease', 0.5),
    timeout: seconds(options.timeout, 'timeout', 0.2),
    early: optional(options.early, 'early', 'a number from 0 on', 1, isAmount),
    codec: optional(options.codec, 'codec', 'an object with id, encode and decode', valueCodec, isCodec),
    key: optional(options.key, 'key', 'a function', undefined, isFunction),
    observer: optional(options.observer, 'observer', 'a function', undefined, isObserver),
    onProblem: optional(options.onProblem, 'onProblem', 'a function', nobody, isFunction),
    clock: optional(options.clock, 'clock', 'an object with now()', systemClock, isClock),
    random: optional(options.random, 'random', 'a function', chance, isFunction),
    timers: optional(
      options.timers,
      'timers',
      'an object with after and afterThisTurn',
      systemTimers,
      isTimers,
    ),
  };
}

function checkNear(near: SharedOptions['near'], ttl: number): CheckedShared['near'] {
  if (near === null) return { limit: 0, policy: 'lru', seed: 1, ttl };
  const given = near ?? {};
  checkNames(given, 'near', ['maxsize', 'policy', 'ttl', 'seed']);
  return {
    limit: checkMaxsize(given.maxsize === undefined ? 1000 : given.maxsize),
    policy: given.policy ?? 'lru',
    seed: checkSeed(given.seed),
    ttl: seconds(given.ttl, 'near.ttl', ttl / 1000),
  };
}

function checkClient(client: unknown): SharedClient {
  if (isFunction((client as Partial<Promise<unknown>> | undefined)?.then))
    throw new TypeError('client is still a promise. Write: client: await connectShared(…).');
  const { eval: run, on } = (client ?? {}) as Partial<SharedClient>;
  if (isFunction(run) && isFunction(on)) return client as SharedClient;
  throw new TypeError(
    `client must be what connectShared has given, or a client of node-redis, not ${describe(client)}.`,
  );
}

function checkName(name: unknown): string {
  // Braces and line ends mean something to clusters and to those who look at keys.
  if (typeof name === 'string' && /^[^\p{Cc}{}\s]{1,200}$/u.test(name)) return name;
  throw new TypeError(
    name === ''
      ? 'A function without a name needs the option name: what all processes call it.'
      : `name must be 1 to 200 characters without blanks, line ends and braces, not ${describe(name)}.`,
  );
}

function checkVersion(version: unknown = 1): string {
  const text = typeof version === 'number' ? String(version) : version;
  if (typeof text === 'string' && /^[\w.-]{1,50}$/.test(text)) return text;
  throw new TypeError(`version must be a number, or letters and digits, not ${describe(version)}.`);
}

function seconds(value: number | undefined, name: string, otherwise: number): number {
  return optional(value, name, 'a finite number of seconds above 0', otherwise, isPositive) * 1000;
}

const isAmount = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < Infinity;
const isPositive = (value: unknown): boolean => isAmount(value) && (value as number) > 0;
const isShare = (value: unknown): boolean => isAmount(value) && (value as number) <= 1;

function isCodec(value: unknown): boolean {
  const { id, encode, decode } = (value ?? {}) as Partial<Codec>;
  return typeof id === 'string' && /^[a-z0-9]{1,20}$/i.test(id) && isFunction(encode) && isFunction(decode);
}

function isTimers(value: unknown): boolean {
  const { after, afterThisTurn } = (value ?? {}) as Partial<Timers>;
  return isFunction(after) && isFunction(afterThisTurn);
}

function nobody(): void {
  return;
}

/** Chance is what it is for: no two processes are to do the same at the same time. */
const chance = (): number => Math.random();
