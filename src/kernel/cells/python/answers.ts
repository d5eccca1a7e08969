import type { Hands } from '../../../lessons/exercises/play/hands.ts';
import { createWorld, type World } from '../../../lessons/exercises/play/world.ts';
import type { InterruptBuffer } from './interruptBuffer.ts';

/** How long one question may take, in ms: less than the player gives it, as Python has to be ended by itself. */
const LIMIT_MS = 9000;

/** What Python's side has to play an answer: a function by its name. */
export type FindFunction = (name: string) => (...args: unknown[]) => unknown;

/** Something that Python has given or raised, in words. */
class Told {
  constructor(readonly text: string) {}
}

/** A value of Python's as JSON. */
class Json {
  constructor(readonly text: string) {}
}

/** What touches answers in Python: what is the answer's own stays on Python's side, and numbers and texts come back. */
export function createPythonHands(
  find: FindFunction,
  interrupts: InterruptBuffer,
  abandon: () => void,
): Hands {
  let isCutOff = false;
  const known: Partial<Record<string, ReturnType<FindFunction>>> = { __proto__: null } as never;
  const call = (name: string, ...args: unknown[]): unknown => {
    try {
      return read((known[name] ??= find(`answer_${name}`))(...args));
    } catch (error) {
      // Python may be told to stop just before or behind the code that catches what an answer raises.
      if ((error as { type?: unknown }).type === 'KeyboardInterrupt') cutOff();
      throw error;
    }
  };

  function cutOff(): void {
    isCutOff = true;
    interrupts.lift();
  }

  /** A number is itself; a text begins with what it is. */
  function read(result: unknown): unknown {
    if (typeof result === 'number') return result;
    const text = String(result);
    if (text.startsWith('c')) cutOff();
    if (text.startsWith('j')) return new Json(text.slice(1));
    if (text.startsWith('v')) return new Told(text.slice(1));
    // oxlint-disable-next-line typescript/only-throw-error -- it is told as it is, and nobody wants its stack
    throw new Told(text.slice(1));
  }

  return {
    begin() {
      isCutOff = false;
      interrupts.limit(LIMIT_MS);
      call('forget');
    },
    end: () => interrupts.lift(),
    wasCutOff: () => isCutOff,
    abandon,
    make: (_answer, capacity) => call('make', capacity),
    get: (cache, key) => call('get', cache, key),
    put: (cache, key, value) => void call('put', cache, key, value),
    call: (_answer, argument) => call('call', argument),
    countCalls: (_answer, argument) => void call('count', argument),
    mostCalled: () => find('answer_most')() as string,
    mostCalls: () => find('answer_most_calls')() as number,
    describe: (value) => (value instanceof Told ? value.text : ''),
    invoke: (type, target, name, args) => call('invoke', type, type === 'method' ? target : 0, name, args),
    toJson: (value) => (value instanceof Json ? value.text : undefined),
    createWorld,
    makeReader: (_answer, world, seconds, maxsize) =>
      call('reader', worldOf(world), seconds, maxsize, world.createClock()),
    read: (reader, url) => call('read', reader, url),
    clear: (reader) => void call('clear', reader),
    info: (reader) => void call('info', reader),
    hits: () => call('hits'),
    misses: () => call('misses'),
    // Python has no variables that could be watched. Its calls are counted by `countCalls`, and time ends what is endless.
    count: () => false,
    counted: () => 0,
    stopCounting: () => undefined,
    moves: { begin: () => undefined, end: () => undefined, count: () => 0 },
  };
}

function worldOf(world: World): object {
  return {
    fetch: (url: string, timeoutMs: number | undefined, rejectUnauthorized: boolean) =>
      world.fetch(url, { ...(timeoutMs !== undefined && { timeoutMs }), rejectUnauthorized }),
  };
}
