import * as l10n from '@vscode/l10n';
import type { CellsToHost, HostToCells, Shown } from '../../protocol/cells.ts';
import type { CellEnvironment } from '../cells/language.ts';
import { explainScriptError } from '../cells/script/failure.ts';
import { ScriptScope } from '../cells/script/scope.ts';
import type { Port } from '../port.ts';
import { Builtins } from './builtins.ts';
import { NotebookCaches } from './caches.ts';
import { createDescriber, showCache } from './describe.ts';
import { CellOutput } from './output.ts';
import type { NotebookServices } from './services.ts';
import { createTools } from './tools.ts';

/** What the cells of one notebook live in. */
export interface NotebookEnvironment {
  folder: string | undefined;
  readonly output: CellOutput;
  readonly caches: NotebookCaches;
  readonly environment: CellEnvironment;
  show(shown: Shown): void;
  /** Writes an error that comes from no cell's end, but from what a cell has left running. */
  writeUncaught(error: unknown): void;
}

export function createEnvironment(
  port: Port<HostToCells, CellsToHost>,
  services: NotebookServices,
): NotebookEnvironment {
  const builtins = new Builtins();
  const { clock, inspect } = services;
  const output = new CellOutput((message) => port.send(message));
  const caches = new NotebookCaches(
    clock,
    inspect,
    (delta) => port.send({ type: 'events', delta }),
    (id) => {
      const picture = output.isShown(id) ? caches.picture(id) : undefined;
      if (picture) output.refresh(id, showCache(picture));
    },
  );
  const describe = createDescriber(caches, inspect);
  const show = (shown: Shown): void => output.show(shown);
  const tellRestored = (names: string): void => {
    if (names !== '') output.write('stderr', `${restoredText(names)}\n`);
  };
  // Before the tools are there, so that cells may take their names.
  const scope = new ScriptScope();
  const tools = { ...createTools(caches), show: (value: unknown) => show(describe(value)) };
  const notebook: NotebookEnvironment = {
    folder: undefined,
    output,
    caches,
    show,
    writeUncaught: (error) => output.write('stderr', uncaughtText(error, inspect)),
    environment: {
      scope,
      tools,
      createTools: (retell) =>
        createTools({
          watch: (hint, policy, make) =>
            caches.watch(hint, policy, (observer) => make(observer && ((event) => observer(retell(event))))),
        }),
      describe,
      show,
      python: services.python,
      write: (stream, text) => output.write(stream, text),
      progress: (text) => output.progress(text),
      nameCache: (name, value) => caches.name(name, value),
      load: (specifier) => services.load(specifier, notebook.folder),
      recover: () => tellRestored(builtins.restore()),
      tellRestored,
    },
  };
  services.captureOutput((stream, text) => output.write(stream, text));
  for (const [name, value] of Object.entries(tools)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, enumerable: false, writable: true });
  }
  return notebook;
}

function restoredText(names: string): string {
  return l10n.t('The kernel needs this part of the language and has put it back: {0}.', names);
}

function uncaughtText(error: unknown, inspect: (value: unknown) => string): string {
  const { name, message, frames } = explainScriptError(error, inspect);
  const [line] = frames.map((frame) => ` (line ${frame.line})`);
  return `${name === 'Uncaught' ? '' : 'Uncaught '}${name}: ${message}${line ?? ''}\n`;
}
