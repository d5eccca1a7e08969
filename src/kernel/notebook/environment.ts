import * as l10n from '@vscode/l10n';
import type { KernelToHost, PythonCommand } from '../../protocol/kernel.ts';
import { MAX_CACHES } from '../../protocol/fold.ts';
import type { Shown } from '../../protocol/values.ts';
import type { CellEnvironment } from '../cells/language.ts';
import type { OwnPython } from '../cells/ownPython/process.ts';
import { explainScriptError } from '../cells/script/failure.ts';
import { ScriptScope } from '../cells/script/scope.ts';
import { uncaughtText } from '../told.ts';
import type { Port } from '../port.ts';
import { SessionRecorder } from '../recorder.ts';
import type { KernelServices } from '../services.ts';
import { Builtins } from './builtins.ts';
import { createDescriber, showCache } from './describe.ts';
import { CellOutput } from './output.ts';
import { Runs } from './run.ts';
import { createTeller, guarded } from './tell.ts';
import { createSharedTools } from './sharedTools.ts';
import { createTools, standingIn } from './tools.ts';
import { createValidator } from './validate.ts';
import type { WatchedCache } from '../watchedCache.ts';

/** How long what has happened to caches waits for more before it is sent, in ms. */
const FLUSH_AFTER_MS = 50;

/** What programs live in. */
export interface NotebookEnvironment {
  folder: string | undefined;
  /** How the person's own Python is started, if cells run in that. */
  pythonCommand: PythonCommand | undefined;
  readonly output: CellOutput;
  readonly recorder: SessionRecorder;
  readonly runs: Runs;
  readonly environment: CellEnvironment;
  show(shown: Shown): void;
  /** Tells the host something that it can read. */
  send(message: KernelToHost): void;
  /** Writes an error that comes from no cell's end, but from what a cell has left running. */
  writeUncaught(error: unknown): void;
}

export function createEnvironment(port: Port, services: KernelServices): NotebookEnvironment {
  const builtins = new Builtins();
  const runs = new Runs(services.context);
  const tell = createTeller(services.inspect);
  const send = createValidator((message) => port.send(message));
  const output = new CellOutput(send, runs, (text) => recorder.write(text));
  const recorder: SessionRecorder = new SessionRecorder({
    clock: services.clock,
    later: (task) => services.after(FLUSH_AFTER_MS, task),
    inspect: tell,
    afterThisTurn: (task) => services.afterThisTurn(task),
    origin: () => services.origin(runs.files),
    sendTick: (tick) => send({ type: 'tick', tick }),
    flow: services.flow,
    sendDelta: (delta) => send({ type: 'events', delta }),
    onDidChange: (caches) => refresh(caches, output, recorder),
    onTooMany: () => output.write('stderr', `${tooManyCaches()}\n`),
  });
  const describe = createDescriber(recorder, tell);
  const show = (shown: Shown): void => output.show(shown);
  const showAll = (...values: unknown[]): void => values.map(describe).forEach(show);
  const showTree = (fn: unknown): void => show(asTree(describe(fn)));
  const tellRestored = (names: string): void => tellWhatIsBack(output, names);
  // Before the tools are there, so that cells may take their names.
  const scope = new ScriptScope();
  const shared = sharedTools(recorder, services, output, runs);
  const tools = { ...createTools(recorder), ...shared, show: Object.assign(showAll, { tree: showTree }) };
  const notebook: NotebookEnvironment = {
    folder: undefined,
    pythonCommand: undefined,
    output,
    recorder,
    show,
    runs,
    send,
    writeUncaught: (error) => output.write('stderr', uncaughtTextOf(error, tell)),
    environment: {
      scope,
      tools,
      createTools: (labels, origin) => createTools(standingIn(recorder, labels, origin)),
      describe,
      show,
      showTree,
      python: services.python,
      ownPython: () => ownPython(notebook, services),
      write: (stream, text) => output.write(stream, text),
      progress: (text) => output.progress(text),
      nameCache: (name, value) => recorder.name(name, value),
      // What is loaded stays for all cells: it does not end with the one that was first to ask.
      outside: (task) => runs.enter(undefined, task),
      load: (specifier, options) =>
        runs.enter(undefined, () => services.load(specifier, notebook.folder, options)),
      turn: services.context.turn,
      syntaxErrorLine: (code) => services.syntaxErrorLine(code),
      recover: () => tellRestored(builtins.restore()),
      tellRestored,
    },
  };
  services.captureOutput((stream, text) => output.write(stream, text));
  provide(tools);
  return notebook;
}

function sharedTools(
  recorder: SessionRecorder,
  services: KernelServices,
  output: CellOutput,
  runs: Runs,
): Readonly<Record<string, unknown>> {
  return createSharedTools(recorder, {
    // A line is for all cells, and does not end with the one that has connected first.
    connectShared: (...asked) => runs.enter(undefined, () => services.connectShared(...asked)),
    tellProblem: (problem) => output.write('stderr', `${problem}\n`),
  });
}

/** Only where the kernel was opened with it. */
function ownPython(
  { pythonCommand }: NotebookEnvironment,
  { startOwnPython }: KernelServices,
): OwnPython | undefined {
  return pythonCommand && { command: pythonCommand, start: startOwnPython };
}

/** Shows caches anew that are shown already. */
function refresh(caches: readonly WatchedCache[], output: CellOutput, recorder: SessionRecorder): void {
  for (const cache of caches) {
    const id = String(cache.number);
    if (output.isShown(id)) output.refresh(id, showCache(recorder.picture(cache)));
  }
}

/** A cached function as the tree of its calls. */
function asTree({ text, value }: Shown): Shown {
  if (value?.kind !== 'cache' || value.cache === undefined) throw new TypeError(noTree());
  return { text, value: { ...value, isTree: true } };
}

function noTree(): string {
  return l10n.t(
    'show.tree draws the calls of a function with a cache. Give it what lruCache(…) or memoize(…) has returned.',
  );
}

function provide(tools: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(tools)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, enumerable: false, writable: true });
  }
}

function tellWhatIsBack(output: CellOutput, names: string): void {
  if (names === '') return;
  const text = l10n.t('The kernel needs this part of the language and has put it back: {0}.', names);
  output.write('stderr', `${text}\n`);
}

function uncaughtTextOf(error: unknown, tell: (value: unknown) => string): string {
  return guarded(() => uncaughtText(explainScriptError(error, tell)), uncaughtAnyway());
}

function tooManyCaches(): string {
  return l10n.t(
    'There are {0} caches now. Those that are made from here on work, but are not watched. Restart the kernel to begin anew.',
    MAX_CACHES,
  );
}

function uncaughtAnyway(): string {
  return `${l10n.t('Uncaught: an error that cannot be shown, because asking for its text throws, too.')}\n`;
}
