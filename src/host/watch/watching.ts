import type { Uri } from 'vscode';
import { l10n, Uri as UriOf } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Programs } from '../platform.ts';
import type { ModuleCall } from './commandLine.ts';
import { isIsolated, lineOf } from './commandLine.ts';
import type { Keys } from './environment.ts';
import { findInterpreter, findNode } from './interpreter.ts';
import type { ProgramFile } from './programFile.ts';
import { checkTrust, programFile } from './programFile.ts';
import type { WatchResult } from './results.ts';
import { resultOf } from './results.ts';
import { Terminals } from './terminal.ts';
import type { Watches } from './watches.ts';

/** What other programs may say of how a file is watched. */
export interface WatchOptions {
  readonly args?: readonly string[] | undefined;
  readonly recordKeys?: Keys | undefined;
  readonly interpreter?: string | undefined;
}

/** A program as it is started, without what watching adds. */
interface Launch {
  readonly key: string;
  readonly title: string;
  readonly keys: Keys;
  readonly file: string;
  readonly args: readonly string[];
  readonly where: Pick<ProgramFile, 'folder' | 'cwd'>;
}

/** The oldest Node that reads TypeScript when it is asked to, and those that do so by themselves. */
const TYPES = { asked: [22, 6], alone: [22, 18], aloneAgain: [23, 6] } as const;

/** Runs programs and watches them. All of it resolves when the program ends, and rejects with a `HumanError` where it does not start. */
export class Watching {
  private readonly programs: Programs;
  private readonly terminals: Terminals;

  constructor(private readonly watches: Watches) {
    this.programs = watches.platform.programs;
    this.terminals = new Terminals(this.programs);
  }

  async watchPython(target: unknown, options: WatchOptions, module?: ModuleCall): Promise<WatchResult> {
    const file = await programFile(target, this.programs);
    const { args = [], recordKeys = false, interpreter } = options;
    if (module && isIsolated(module))
      throw new HumanError(
        l10n.t('Python runs isolated with these options, so it cannot be watched. Leave out -I, -E and -S.'),
      );
    const python = await findInterpreter(this.programs, file.uri, interpreter);
    const rest = module ? module.args : [file.path, ...args];
    const title = module ? module.module : titleOf(file, args);
    return this.run({
      key: `watch:${module ? `python -m ${module.module} ${file.cwd}` : file.uri.toString()}`,
      title,
      keys: recordKeys,
      file: python.file,
      args: [...python.args, ...rest],
      where: file,
    });
  }

  async watchNode(
    target: unknown,
    { args = [], recordKeys = false, interpreter }: WatchOptions,
  ): Promise<WatchResult> {
    const file = await programFile(target, this.programs);
    const version = await findNode(this.programs, interpreter);
    return this.run({
      key: `watch:${file.uri.toString()}`,
      title: titleOf(file, args),
      keys: recordKeys,
      file: interpreter ?? 'node',
      args: [...optionsFor(file.name, version), file.path, ...args],
      where: file,
    });
  }

  /** Runs a script of a `package.json`. */
  async watchNpm(manifest: Uri, script: string, recordKeys: Keys): Promise<WatchResult> {
    checkTrust();
    const file = await programFile(manifest, this.programs);
    const npm = ['npm', 'run', script];
    const [program = '', ...args] = this.programs.isWindows ? ['cmd.exe', '/d', '/c', ...npm] : npm;
    return this.run({
      key: `watch:${file.uri.toString()}#${script}`,
      title: `npm run ${script}`,
      keys: recordKeys,
      file: program,
      args,
      where: { folder: file.folder, cwd: UriOf.joinPath(file.uri, '..').fsPath },
    });
  }

  private async run({ key, title, keys, file, args, where }: Launch): Promise<WatchResult> {
    const run = await this.watches.open({ key, title, keys });
    const env = run.environment(this.watches.platform.environment);
    const command = { file, args, cwd: where.cwd, env };
    try {
      const started = await this.terminals.start(title, command, where.folder);
      run.controlledBy(() => started.terminate());
      const code = await started.ended;
      await run.ended(code);
      return resultOf(run, code);
    } catch (error) {
      run.dispose();
      throw error;
    }
  }
}

const titleOf = ({ name }: ProgramFile, args: readonly string[]): string =>
  args.length === 0 ? name : `${name} ${lineOf(args)}`;

/** What Node has to be told to run a file. */
function optionsFor(name: string, version: string): string[] {
  if (!/\.[mc]?ts$/.test(name)) return [];
  const isFrom = ([major, minor]: readonly [number, number]): boolean => {
    const [ours = 0, ourMinor = 0] = version.split('.').map(Number);
    return ours > major || (ours === major && ourMinor >= minor);
  };
  const is22 = version.startsWith('22.');
  if (is22 ? isFrom(TYPES.alone) : isFrom(TYPES.aloneAgain)) return [];
  if (isFrom(TYPES.asked)) return ['--experimental-strip-types'];
  throw new HumanError(
    l10n.t(
      'Node {0} does not run TypeScript by itself. Use Node 22.6 or later, or watch an npm script that runs it.',
      version,
    ),
  );
}
