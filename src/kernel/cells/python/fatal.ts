import * as l10n from '@vscode/l10n';
import type { PyodideAPI } from 'pyodide';
import type { CellEnvironment } from '../language.ts';
import type { PythonFailure } from './failure.ts';

/** The parts of pyodide that say when it cannot go on. */
interface Internals {
  readonly _api: {
    fatal_error(cause: unknown): never;
    scheduleCallback(callback: () => void, ms: number): void;
  };
  readonly _module: { _dump_traceback?(): void };
}

/** A line of the stack that Python prints of itself. */
const FRAME = /File "(cell-\d+)", line (\d+) in (.*)/g;

/** What of an interpreter goes on by itself. What a dead one still says or throws is nobody's. */
export interface Watched {
  readonly write: CellEnvironment['write'];
  /** Calls something of Python's later. */
  readonly schedule: (callback: () => unknown, ms: number) => void;
}

/**
 * Has `onFatal` called once, with what to say of it, when Python's memory or stack is beyond repair, or Python was
 * ended by its own code. What it gives is to be used in place of pyodide's own.
 */
export function watchFatal(
  pyodide: PyodideAPI,
  write: CellEnvironment['write'],
  onFatal: (failure: PythonFailure) => void,
): Watched {
  const { _api: api, _module: module } = pyodide as unknown as Internals;
  let stack: string | undefined;
  api.fatal_error = (cause) => {
    if (stack === undefined) {
      stack = '';
      try {
        module._dump_traceback?.();
      } catch {
        // It cannot even say where it was.
      }
      onFatal(failureOf(cause, stack));
    }
    throw cause;
  };
  return {
    write(stream, text) {
      if (stack === undefined) write(stream, text);
      else stack += text;
    },
    schedule(callback, ms) {
      const call = async (): Promise<void> => {
        try {
          await callback();
        } catch (error) {
          if (stack === undefined) throw error;
        }
      };
      api.scheduleCallback(() => void call(), ms);
    },
  };
}

function failureOf(cause: unknown, stack: string): PythonFailure {
  const frames = [...stack.matchAll(FRAME)].map(([, file = '', line, name = '']) => ({
    file,
    line: Number(line),
    name: name === '<module>' ? '' : name,
  }));
  return {
    ...sayingOf(cause),
    frames: [...frames.slice(0, 9), ...frames.slice(9).slice(-1)],
    related: [],
  };
}

function sayingOf(cause: unknown): { name: string; message: string } {
  const { name, message } = cause as { name?: unknown; message?: unknown };
  if (name === 'ExitStatus' || name === 'Exit') {
    return {
      name: 'SystemExit',
      message: l10n.t(
        'The cell has ended Python. It starts anew: its variables are gone, those of other cells are kept.',
      ),
    };
  }
  if (isOverflow(cause)) {
    return {
      name: 'RecursionError',
      message: l10n.t(
        'Calls or values were nested too deeply, which has ended Python. It starts anew: its variables are gone, those of other cells are kept. A loop, or fewer levels, will do.',
      ),
    };
  }
  return {
    name: 'SystemError',
    message: l10n.t(
      'Python has failed: {0}. It starts anew: its variables are gone, those of other cells are kept.',
      String(message),
    ),
  };
}

function isOverflow(cause: unknown): boolean {
  if (cause instanceof RangeError) return true;
  // What is beyond the stack of WebAssembly is memory that is not its own.
  return cause instanceof WebAssembly.RuntimeError && cause.message.includes('out of bounds');
}
