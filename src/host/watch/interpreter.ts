import { extensions, l10n, Uri, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Programs } from '../platform.ts';

/** A Python that can be watched. */
export interface Interpreter {
  readonly file: string;
  /** What stands before all others: for the launcher of Windows. */
  readonly args: readonly string[];
  readonly version: string;
}

type Candidate = Pick<Interpreter, 'file' | 'args'>;

/** Also Python 2 can answer it. */
const QUESTION = "import sys; sys.stdout.write('.'.join(map(str, sys.version_info[:3])))";

const OLDEST = [3, 8] as const;

/** Where the PATH is asked. */
const NAMES: readonly Candidate[] = [
  { file: 'python3', args: [] },
  { file: 'python', args: [] },
  { file: 'py', args: ['-3'] },
];

/**
 * The interpreter for a file: the one that is given, else that of the setting, else the one that is chosen in the Python
 * extension, else the first on the PATH. Throws a `HumanError` where it cannot be used.
 */
export async function findInterpreter(programs: Programs, file: Uri, given?: string): Promise<Interpreter> {
  const named = given ?? settingOf(file);
  if (named !== '') return check(programs, { file: named, args: [] });
  const chosen = await chosenInExtension(file);
  if (chosen !== undefined) return check(programs, { file: chosen, args: [] });
  return findOnPath(programs);
}

function settingOf(file: Uri): string {
  const set = workspace.getConfiguration('cachebook.watch', file).get<unknown>('python', '');
  if (typeof set !== 'string') return '';
  const folder = workspace.getWorkspaceFolder(file)?.uri.fsPath ?? '';
  return set.trim().replaceAll('${workspaceFolder}', folder);
}

/** What the Python extension says, where it is installed. It may name a folder, or what is not there any more. */
async function chosenInExtension(file: Uri): Promise<string | undefined> {
  try {
    const extension = extensions.getExtension<unknown>('ms-python.python');
    const api = (await extension?.activate()) as PythonExtension | undefined;
    const path = api?.environments?.getActiveEnvironmentPath?.(file);
    const environment = await api?.environments?.resolveEnvironment?.(path);
    const found: unknown = environment?.executable?.uri;
    return found instanceof Uri ? found.fsPath : undefined;
  } catch {
    return undefined; // Then Python is looked for as without it.
  }
}

/** As much of its interface as is used, and nothing of it is sure. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath?(file: Uri): unknown;
    resolveEnvironment?(
      path: unknown,
    ): Promise<{ readonly executable?: { readonly uri?: unknown } } | undefined>;
  };
}

async function findOnPath(programs: Programs): Promise<Interpreter> {
  let refused: unknown;
  for (const candidate of NAMES) {
    const { stdout, code } = await programs.ask(candidate.file, [...candidate.args, '-c', QUESTION]);
    if (code !== 0 || !isVersion(stdout)) continue;
    try {
      return recent(candidate, stdout);
    } catch (error) {
      refused ??= error;
    }
  }
  throw refused instanceof HumanError ? refused : new HumanError(noPython());
}

async function check(programs: Programs, candidate: Candidate): Promise<Interpreter> {
  const { file, args } = candidate;
  const isPath = /[\\/]/.test(file);
  const kind = isPath ? await programs.kindOf(file) : 'program';
  if (kind === 'folder')
    throw new HumanError(l10n.t('{0} is a folder, not an interpreter. Name the program in it.', file));
  if (kind === 'nothing')
    throw new HumanError(
      l10n.t('There is no interpreter at {0}. Name another in the setting cachebook.watch.python.', file),
    );
  const { stdout, code } = await programs.ask(file, [...args, '-c', QUESTION]);
  if (code === 'ENOENT')
    throw new HumanError(
      l10n.t('There is no program "{0}". Name another in the setting cachebook.watch.python.', file),
    );
  if (code !== 0 || !isVersion(stdout))
    throw new HumanError(
      l10n.t('{0} does not answer as Python does ({1}). Choose another interpreter.', file, String(code)),
    );
  return recent(candidate, stdout);
}

const isVersion = (text: string): boolean => /^\d+\.\d+\.\d+$/.test(text);

function recent({ file, args }: Candidate, version: string): Interpreter {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return { file, args, version };
  throw new HumanError(
    l10n.t(
      '{0} is Python {1}. Watching needs Python 3.8 or later. Choose another interpreter.',
      file,
      version,
    ),
  );
}

const noPython = (): string =>
  l10n.t(
    'No Python was found. Install Python 3.8 or later, or name it in the setting cachebook.watch.python.',
  );

/** The version of the person's own Node. Throws a `HumanError` where there is none that can be watched. */
export async function findNode(programs: Programs, given = 'node'): Promise<string> {
  const { stdout, code } = await programs.ask(given, ['--version']);
  const [, version, major] = /^v((\d+)\.\S+)/.exec(stdout) ?? [];
  if (code !== 0 || version === undefined)
    throw new HumanError(l10n.t('No Node was found as "{0}". Install Node 20 or later.', given));
  if (Number(major) < 20)
    throw new HumanError(l10n.t('{0} is Node {1}. Watching needs Node 20 or later.', given, version));
  return version;
}
