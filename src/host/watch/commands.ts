import * as v from 'valibot';
import type { Memento } from 'vscode';
import { commands, l10n, Uri, window } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { showError } from '../errors.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import { askKeys, rememberedKeys } from './askKeys.ts';
import { moduleCallOf, partsOf } from './commandLine.ts';
import type { Keys } from './environment.ts';
import { pickScript } from './npmScripts.ts';
import { NotTrusted } from './programFile.ts';
import type { WatchResult } from './results.ts';
import type { Watches } from './watches.ts';
import { Watching } from './watching.ts';
import type { WatchRun } from './watchRun.ts';

const Options = v.strictObject({
  args: v.optional(v.array(v.string())),
  recordKeys: v.optional(v.union([v.boolean(), v.literal('hashed')])),
  interpreter: v.optional(v.string()),
});
type Options = v.InferOutput<typeof Options>;

/** What one of the commands does for a program, a person or another program. */
type Watch = (target: unknown, options: Options) => Promise<WatchResult>;

/** The commands that watch a person's own programs. */
export function registerWatchCommands(watches: Watches, state: Memento, output: Output): Disposables {
  const registered = new Disposables();
  const watching = new Watching(watches);

  /** For a person: asks what is not known yet, and shows failures as messages. */
  async function forPerson(watch: (keys: Keys) => Promise<WatchResult>, asks: boolean): Promise<void> {
    try {
      const keys = (asks ? undefined : rememberedKeys(state)) ?? (await askKeys(state));
      if (keys !== undefined) tellIfNothing(await watch(keys));
    } catch (error) {
      await (error instanceof NotTrusted ? offerTrust(error) : showError(error, output));
    }
  }

  /** A command for both: other programs say how, and get the result. */
  function register(command: string, watch: Watch, takes: RegExp): void {
    const run = async (target?: unknown, options?: unknown): Promise<WatchResult | undefined> => {
      if (isOptions(options)) return watch(target, read(options));
      await forPerson((recordKeys) => watch(target ?? activeFile(takes), { recordKeys }), false);
      return undefined;
    };
    registered.add(commands.registerCommand(command, run));
  }

  async function withArguments(target?: unknown): Promise<void> {
    const line = await window.showInputBox({
      title: l10n.t('Watch Python File With Arguments'),
      prompt: l10n.t('The arguments of the file. Begin with -m to run a module instead.'),
      placeHolder: l10n.t('For example --fast "my file.txt", or -m package.module'),
      value: state.get<string>(LINE, ''),
    });
    if (line === undefined) return;
    await state.update(LINE, line);
    const args = partsOf(line);
    const file = target ?? activeFile(PYTHON);
    await forPerson(
      (recordKeys) => watching.watchPython(file, { args, recordKeys }, moduleCallOf(args)),
      true,
    );
  }

  async function npmScript(target?: unknown): Promise<void> {
    try {
      const picked = await pickScript(target instanceof Uri ? target : undefined);
      if (picked) await forPerson((keys) => watching.watchNpm(picked.manifest, picked.script, keys), false);
    } catch (error) {
      await showError(error, output);
    }
  }

  async function stop(target?: unknown): Promise<void> {
    const named = watches.runs.find(({ id }) => id === runIn(target));
    (named ?? (await pickRun(watches.runs)))?.stop();
  }

  register('cachebook.watchPythonFile', (target, options) => watching.watchPython(target, options), PYTHON);
  register('cachebook.watchNodeScript', (target, options) => watching.watchNode(target, options), NODE);
  registered.add(commands.registerCommand('cachebook.watchPythonFileWithArguments', withArguments));
  registered.add(commands.registerCommand('cachebook.watchNpmScript', npmScript));
  registered.add(commands.registerCommand('cachebook.stopWatching', stop));
  return registered;
}

/** The line that was typed last. */
const LINE = 'cachebook.watch.arguments';

const PYTHON = /\.pyw?$|^untitled:/i;
const NODE = /\.[mc]?[jt]s$|^untitled:/i;

/** Other programs give an object, of options or none; menus of VS Code give the other files that are chosen, or a group. */
const isOptions = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('groupId' in value);

function read(options: unknown): Options {
  const parsed = v.safeParse(Options, options);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new HumanError(
    l10n.t('The option "{0}" is not right: {1}', v.getDotPath(issue) ?? '', issue.message),
  );
}

function activeFile(takes: RegExp): Uri {
  const uri = window.activeTextEditor?.document.uri;
  if (uri && takes.test(uri.toString())) return uri;
  throw new HumanError(l10n.t('Open the file that is to be watched, and try again.'));
}

function tellIfNothing({ caches, exitCode }: WatchResult): void {
  if (exitCode !== 0 || caches.some(({ own }) => own)) return;
  void window.showInformationMessage(
    l10n.t('The program has ended. It has no cache of its own that Cachebook knows.'),
  );
}

async function offerTrust({ message }: NotTrusted): Promise<void> {
  const manage = l10n.t('Manage Trust');
  const chosen = await window.showWarningMessage(message, manage);
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
}

/** The run of the program that was clicked in the Caches view. */
const runIn = (target: unknown): unknown =>
  typeof target === 'object' && target !== null && 'run' in target ? target.run : undefined;

/** The only program that is watched, or the one that the person picks. */
async function pickRun(runs: readonly WatchRun[]): Promise<WatchRun | undefined> {
  if (runs.length === 0) void window.showInformationMessage(l10n.t('No program is watched.'));
  if (runs.length < 2) return runs[0];
  const items = runs.map((run) => ({ label: run.subject.title, run }));
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Choose the program to stop') }))?.run;
}
