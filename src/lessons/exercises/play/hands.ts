/**
 * What touches an answer. It belongs to the same realm as the answer: what the language hands to an answer's code while
 * it is called, as the list of arguments of a proxy or the error of a stack that is full, is made in the realm of the
 * caller, and leads to everything in it. The player's own realm keeps out of reach: only texts, numbers and what is the
 * answer's own go to and fro.
 *
 * Cells may have changed the language of this realm, so nothing here stands on its methods.
 */
import * as l10n from '@vscode/l10n';
import { createMoves, type Moves } from './moves.ts';
import { createWorld, type World } from './world.ts';

export interface Hands {
  /** Around each question. */
  begin(): void;
  end(): void;
  make(answer: unknown, capacity: number): unknown;
  get(cache: unknown, key: number): unknown;
  put(cache: unknown, key: number, value: number): void;
  /** Calls a function of one number. */
  call(answer: unknown, argument: number): unknown;
  /** Calls it, and counts how often each function of the person's is called meanwhile. */
  countCalls(answer: unknown, argument: number): void;
  /** Of the last count: the function that was called most often, and how often. */
  mostCalled(): string;
  mostCalls(): number;
  /** An object or a function as text. May throw, and may give anything. */
  describe(value: object): unknown;
  /** Makes an instance, calls a function, or calls a method of `target`, with the arguments of a JSON array. */
  invoke(type: 'new' | 'call' | 'method', target: unknown, name: string, args: string): unknown;
  /** A value as JSON; anything else where it cannot be told so. */
  toJson(value: unknown): unknown;
  createWorld(): World;
  makeReader(answer: unknown, world: World, seconds: number, maxsize: number): unknown;
  read(reader: unknown, url: string): unknown;
  clear(reader: unknown): void;
  info(reader: unknown): void;
  /** Of the last `info`. */
  hits(): unknown;
  misses(): unknown;
  /** From now on each use of the global variable is counted, and one too many throws. False where there is none. */
  count(name: string, most: number): boolean;
  /** How often it was used since. */
  counted(): number;
  stopCounting(): void;
  /** Elements that methods of arrays move. */
  readonly moves: Moves;
  /** Whether what was called last was cut off: then nothing more is to be asked. */
  wasCutOff(): boolean;
  /** To be called when a question was ended from outside, in the middle of whatever it did. */
  abandon(): void;
}

/** Counts calls of a person's functions: the platform knows how. */
export interface CallCounter {
  begin(): void;
  /** Gives the function that was called most often since. */
  end(): { readonly name: string; readonly count: number };
}

type Callable = (...args: unknown[]) => unknown;

export function createHands(calls?: CallCounter): Hands {
  const { getOwnPropertyDescriptor, defineProperty } = Reflect;
  const global = globalThis;
  let hits: unknown;
  let misses: unknown;
  let counted: { readonly name: string; readonly was: PropertyDescriptor } | undefined;
  let count = 0;
  const moves = createMoves();
  return {
    begin: () => undefined,
    end: () => undefined,
    moves,
    make: (answer, capacity) => new (answer as new (capacity: number) => unknown)(capacity),
    get: (cache, key) => (cache as { get: Callable }).get(key),
    put(cache, key, value) {
      (cache as { put: Callable }).put(key, value);
    },
    call: (answer, argument) => (answer as Callable)(argument),
    ...countingHands(calls),
    ...scriptHands(),
    wasCutOff: () => false,
    abandon: () => undefined,
    describe: objectText,
    createWorld,
    makeReader: (answer, world, seconds, maxsize) =>
      (answer as Callable)(world.fetch, seconds, maxsize, world.createClock()),
    read: (reader, url) => having('read', reader).read(url),
    clear(reader) {
      having('clear', reader).clear();
    },
    info(reader) {
      const info = having('info', reader).info() as { hits: unknown; misses: unknown };
      ({ hits, misses } = info);
    },
    hits: () => hits,
    misses: () => misses,
    count(name, most) {
      const was = getOwnPropertyDescriptor(global, name);
      if (!was || !('value' in was) || was.configurable !== true) return false;
      counted = { name, was };
      count = 0;
      const value: unknown = was.value;
      const get = (): unknown => {
        if (++count > most) throw new Error('Too many calls');
        return value;
      };
      return defineProperty(global, name, { __proto__: null, configurable: true, get } as PropertyDescriptor);
    },
    counted: () => count,
    stopCounting() {
      moves.end();
      if (counted) defineProperty(global, counted.name, counted.was);
      counted = undefined;
    },
  };
}

/** As `Reflect` has them, for what nothing is known of. */
interface Calling {
  readonly apply: (callee: unknown, self: unknown, args: unknown[]) => unknown;
  readonly construct: (callee: unknown, args: unknown[]) => unknown;
}

/** Throws where a method is missing: what JavaScript says of it names a variable of ours. */
function having<N extends string>(name: N, reader: unknown): Record<N, Callable> {
  const methods = reader as Record<N, Callable>;
  if (typeof methods[name] === 'function') return methods;
  throw new TypeError(`reader.${name} is not a function`);
}

function scriptHands(): Pick<Hands, 'invoke' | 'toJson'> {
  const { parse, stringify } = JSON;
  const { apply, construct } = Reflect as unknown as Calling;
  return {
    invoke(type, target, name, args) {
      const list = parse(args) as unknown[];
      if (type === 'new') return construct(target, list);
      return type === 'call'
        ? apply(target, undefined, list)
        : apply((target as Record<string, unknown>)[name], target, list);
    },
    toJson: (value) =>
      typeof value === 'object' || typeof value === 'string' ? stringify(value) : undefined,
  };
}

function countingHands(calls?: CallCounter): Pick<Hands, 'countCalls' | 'mostCalled' | 'mostCalls'> {
  let most = { name: '', count: 0 };
  return {
    countCalls(answer, argument) {
      most = { name: '', count: 0 };
      calls?.begin();
      try {
        (answer as Callable)(argument);
      } finally {
        if (calls) most = calls.end();
      }
    },
    mostCalled: () => most.name,
    mostCalls: () => most.count,
  };
}

/** An object or a function in short. It is the answer's own code that may be asked here. */
function objectText(value: object): string {
  if (typeof value === 'function') return l10n.t('a function');
  if ('then' in value) return l10n.t('a promise instead of a value');
  if ('name' in value && 'message' in value) return `${String(value.name)}: ${String(value.message)}`;
  return Object.prototype.toString.call(value);
}
