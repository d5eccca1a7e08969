import * as l10n from '@vscode/l10n';
import type { PyodideAPI } from 'pyodide';
import type { Shown } from '../../../protocol/cells.ts';
import type { CellEnvironment, Stream } from '../language.ts';
import { InterruptBuffer } from './interruptBuffer.ts';
import { SETUP } from './setup.ts';

/** Python while it is loaded. What it says is JSON. */
export interface Interpreter {
  run(source: string, file: string): string | Promise<string>;
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

/** Loads CPython from the files of pyodide. Takes some seconds. */
export async function loadInterpreter(environment: CellEnvironment): Promise<Interpreter> {
  const { python, write } = environment;
  const { loadPyodide } = await import('pyodide');
  const pyodide = await loadPyodide({
    indexURL: python.location,
    lockFileContents: NO_PACKAGES,
    // Cells see one another's variables, not what a person's machine has in its environment.
    env: { HOME: '/home/pyodide' },
  });
  connectStream(pyodide, 'stdout', write);
  connectStream(pyodide, 'stderr', write);
  pyodide.setStdin({ error: true });
  if (python.interrupts) pyodide.setInterruptBuffer(new InterruptBuffer(python.interrupts) as never);
  const own = ((pyodide.globals as unknown as PyodideDict).get('dict') as () => unknown)() as PyodideDict;
  own.set('host', createHost(environment));
  pyodide.runPython(SETUP, { globals: own as never });
  const addTool = own.get('add_tool') as (name: string, tool: unknown) => void;
  for (const [name, tool] of Object.entries(environment.tools)) {
    // Python shows its own values.
    if (typeof tool === 'function' && name !== 'show') addTool(name, tool);
  }
  return {
    run: own.get('run') as Interpreter['run'],
    cancel: own.get('cancel') as Interpreter['cancel'],
  };
}

interface PyodideDict {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

/** What Python's side calls here. */
function createHost(environment: CellEnvironment): Readonly<Record<string, unknown>> {
  const { describe, show, nameCache, tellRestored } = environment;
  return {
    noInput: l10n.t('A cell cannot ask for input. Assign a value instead.'),
    key: l10n.t('key'),
    value: l10n.t('value'),
    tellRestored,
    describe: (value: unknown) => JSON.stringify(describe(value)),
    show: (json: string) => show(JSON.parse(json) as Shown),
    name: nameCache,
  };
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
