import * as l10n from '@vscode/l10n';
import type { PyodideAPI } from 'pyodide';
import type { Origin } from '../../../recording/index.ts';
import type { Shown } from '../../../protocol/values.ts';
import type { CellEnvironment, Failure } from '../language.ts';
import type { Stream } from '../stream.ts';
import { guarded } from '../../notebook/tell.ts';
import type { Answer as ExerciseAnswer } from '../language.ts';
import { uncaughtText } from '../../told.ts';
import { createPythonHands, type FindFunction } from './answers.ts';
import type { CacheRequest, PythonSide } from './caches.ts';
import { checkRequest, FAILED, NumberedCache, throwing } from './caches.ts';
import { CODE } from './code/index.ts';
import type { PythonFailure } from './failure.ts';
import type { Watched } from './fatal.ts';
import { watchFatal } from './fatal.ts';
import { InterruptBuffer } from './interruptBuffer.ts';
import type { FrameTools } from './origin.ts';
import { findOrigin } from './origin.ts';

/** What a cell has come to: its value, if it has one, or what it has raised. */
export type Answer = Shown | { readonly failure: PythonFailure } | undefined;

/** Python while it is loaded. */
export interface Interpreter {
  run(source: string, file: string): Answer | PromiseLike<Answer>;
  /** What a cell has defined under this name, if it has. */
  answer(source: string, name: string, abandon: () => void): ExerciseAnswer | undefined;
  /** Ends a cell that waits. */
  cancel(): void;
}

/** No packages but Python's own: what is not in the folder cannot be asked for. */
const NO_PACKAGES = {
  info: {
    abi_version: '2026_0',
    arch: 'wasm32',
    platform: 'emscripten_5_0_3',
    version: '314.0.7',
    python: '3.14.2',
  },
  packages: {},
} as const;

/** Loads CPython from the files of pyodide. Takes some seconds. `onFatal` is told once it can run nothing any more. */
export async function loadInterpreter(
  environment: CellEnvironment,
  onFatal: (failure: PythonFailure) => void,
): Promise<Interpreter> {
  const { python, tools } = environment;
  const { loadPyodide } = await import('pyodide');
  const pyodide = await loadPyodide({
    indexURL: python.location,
    lockFileContents: NO_PACKAGES,
    // Cells see one another's variables, not what a person's machine has in its environment.
    env: { HOME: '/home/pyodide' },
  });
  const watched = watchFatal(pyodide, environment.write, onFatal);
  connectStream(pyodide, 'stdout', watched.write);
  connectStream(pyodide, 'stderr', watched.write);
  pyodide.setStdin({ error: true });
  const own = ((pyodide.globals as unknown as PyodideDict).get('dict') as () => unknown)() as PyodideDict;
  const files = new Set<string>();
  own.set('host', createHost(environment, new LazySide(own, files), watched.schedule));
  pyodide.runPython(CODE, { globals: own as never });
  const addTool = own.get('add_tool') as (name: string, tool: unknown) => void;
  for (const [name, tool] of Object.entries(tools)) {
    // Python shows its own values.
    if (typeof tool === 'function' && name !== 'show') addTool(name, tool);
  }
  // From here on: what is told to stop before would fail in our own code, with a traceback that says nothing to anybody.
  const interrupts = new InterruptBuffer(python.interrupts ?? new Uint8Array(1));
  pyodide.setInterruptBuffer(interrupts as never);
  const run = own.get('run') as Interpreter['run'];
  const find: FindFunction = (name) => own.get(name) as ReturnType<FindFunction>;
  return {
    answer: (source, name, abandon) => {
      const found = find('answer_of')(source, name);
      if (found === 0) return undefined;
      return {
        value: undefined,
        isCallable: found === 2,
        hands: createPythonHands(find, interrupts, abandon),
      };
    },
    run(source, file) {
      files.add(file);
      return run(source, file);
    },
    cancel: own.get('cancel') as Interpreter['cancel'],
  };
}

interface PyodideDict {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

/** What Python's side calls here. */
function createHost(
  environment: CellEnvironment,
  side: PythonSide,
  schedule: Watched['schedule'],
): Readonly<Record<string, unknown>> {
  const { describe, show, showTree, nameCache, tellRestored, write } = environment;
  return {
    noInput: l10n.t('A cell cannot ask for input. Assign a value instead.'),
    key: l10n.t('key'),
    value: l10n.t('value'),
    useAwait: l10n.t(
      'asyncio.run() cannot be used in a cell: its event loop runs already. Write "await main()" instead.',
    ),
    tellRestored,
    tellUncaught: (failure: Failure) => write('stderr', uncaughtText(failure)),
    schedule,
    describe,
    show,
    showTree,
    name: nameCache,
    failed: FAILED,
    lent: throwing,
    check: (tool: string, leading: unknown[], options: object) =>
      checkRequest(environment, tool, leading, options),
    open: (
      id: number,
      tool: string,
      name: string,
      leading: CacheRequest['leading'],
      options: CacheRequest['options'],
      hasObserver: boolean,
      hasClock: boolean,
    ) => new NumberedCache(environment, side, id, { tool, name, leading, options, hasObserver, hasClock }),
    strange: (type: string) =>
      new (class {
        constructor(readonly kind: string) {}
      })(type),
  };
}

/** The functions of Python's that caches call: there once its code has run. */
class LazySide implements PythonSide {
  private readonly known = new Map<string, unknown>();
  private readonly frames: FrameTools = {
    frameAt: (depth) => (this.find('frame_at') as FrameTools['frameAt'])(depth),
    callerOf: (frame) => (this.find('caller_of') as FrameTools['callerOf'])(frame),
    fileOf: (frame) => (this.find('file_of') as FrameTools['fileOf'])(frame),
    lineOf: (frame) => (this.find('line_of') as FrameTools['lineOf'])(frame),
  };

  constructor(
    private readonly own: PyodideDict,
    /** Those of the cells that it has run. */
    private readonly files: ReadonlySet<string>,
  ) {}

  compute = (): number => this.call('compute') as number;
  now = (cache: number): number => this.call('now', cache) as number;
  follow = (cache: number): void => void this.call('follow', cache);
  labelKey = (cache: number, key: number): string => this.call('label_key', cache, key) as string;
  labelResult = (cache: number, result: number): string => this.call('label_result', cache, result) as string;
  origin = (): Origin | undefined => guarded(() => findOrigin(this.frames, this.files), undefined);

  private call(name: string, ...args: number[]): unknown {
    return (this.find(name) as (...args: number[]) => unknown)(...args);
  }

  private find(name: string): unknown {
    let found = this.known.get(name);
    if (!found) this.known.set(name, (found = this.own.get(name)));
    return found;
  }
}

function connectStream(pyodide: PyodideAPI, stream: Stream, write: CellEnvironment['write']): void {
  const decoder = new TextDecoder();
  const options = {
    write(bytes: Uint8Array): number {
      write(stream, decoder.decode(bytes, { stream: true }));
      return bytes.length;
    },
  };
  if (stream === 'stdout') pyodide.setStdout(options);
  else pyodide.setStderr(options);
}
