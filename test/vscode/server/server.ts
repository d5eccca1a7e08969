import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { InstalledVsCode } from '../install/vscode.ts';
import { startGuarded, type GuardedProcess } from '../process/guarded.ts';
import { createProfile, serverEnvironment, writeSettings, type Settings } from './profile.ts';

/** A first start on a busy machine takes this long at most, in ms. */
const startTimeoutMs = 60_000;
const readyLine = 'Extension host agent listening';

export interface ServerOptions {
  /** Merged over quiet defaults. */
  readonly settings?: Settings;
  /** Packed extensions to install into the profile before the start. */
  readonly vsix?: readonly string[];
  /** VS Code's own extensions that are left out, by their folders; not every version has each. */
  readonly without?: readonly string[];
  /** The secret that a page must show; without it the server answers anyone on this machine, which is for tests only. */
  readonly token?: string;
  /** Whether workspaces are trusted without asking (default true). */
  readonly trusted?: boolean;
  /**
   * Whether VS Code shows its dialogs (default false). The test driver, which an extension from the sources needs,
   * refuses them.
   */
  readonly dialogs?: boolean;
  /** Variables for the server and its extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Called with the server's own output. */
  readonly onOutput?: (text: string) => void;
}

/** A running VS Code server on 127.0.0.1. */
export interface Server {
  readonly version: InstalledVsCode['version'];
  readonly port: number;
  readonly token: string | undefined;
  /** The id of the process that all its processes descend from. */
  readonly pid: number;
  /** Its data folder; removed when the server stops. */
  readonly profile: string;
  /** Replaces the user's settings; a window reads them when it is opened or reloaded. */
  setSettings(settings: Settings): void;
  /** Resolves when it has ended, whoever ended it. */
  readonly exited: Promise<unknown>;
  /** Ends it with everything it started and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a server in a clean profile and waits until it answers.
 * @throws Error with the server's output when it does not start
 */
export async function startServer(vscode: InstalledVsCode, options: ServerOptions = {}): Promise<Server> {
  const profile = createProfile(options.settings);
  if (options.vsix) await installVsix(vscode, profile, options.vsix);
  const guarded = startGuarded({
    command: [
      ...serverCommand(vscode, profile),
      ...modeArguments(options),
      ...(options.without
        ? ['--builtin-extensions-dir', linkBuiltins(vscode, profile, options.without)]
        : []),
    ],
    env: { ...serverEnvironment(profile), ...options.env },
    remove: [profile],
  });
  if (options.onOutput) guarded.onOutput(options.onOutput);
  const port = await readPort(guarded);
  return {
    version: vscode.version,
    port,
    token: options.token,
    pid: guarded.pid,
    profile,
    setSettings: (settings) => writeSettings(profile, settings),
    exited: guarded.exited,
    stop: () => guarded.stop(),
  };
}

function serverCommand(vscode: InstalledVsCode, profile: string): string[] {
  const main = `${vscode.folder}/out/server-main.js`;
  return [vscode.node, main, '--server-data-dir', profile, '--accept-server-license-terms'];
}

function modeArguments({ token, trusted = true, dialogs = false }: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--disable-telemetry'],
    ...(dialogs ? [] : ['--enable-smoke-test-driver']),
    ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
    ...(trusted ? ['--disable-workspace-trust'] : []),
  ];
}

/** A folder of all of VS Code's own extensions but some. */
function linkBuiltins(vscode: InstalledVsCode, profile: string, without: readonly string[]): string {
  const all = path.join(vscode.folder, 'extensions');
  const folder = path.join(profile, 'builtin');
  mkdirSync(folder);
  for (const name of readdirSync(all)) {
    if (!without.includes(name)) symlinkSync(path.join(all, name), path.join(folder, name));
  }
  return folder;
}

async function installVsix(
  vscode: InstalledVsCode,
  profile: string,
  files: readonly string[],
): Promise<void> {
  const install = files.flatMap((file) => ['--install-extension', file]);
  const command = [...serverCommand(vscode, profile), ...install];
  const guarded = startGuarded({ command, env: serverEnvironment(profile), removeIfStopped: [profile] });
  let output = '';
  guarded.onOutput((text) => (output += text));
  const code = await guarded.exited;
  if (code !== 0)
    throw new Error(`VS Code ${vscode.version.vscode} did not install ${files.join(' and ')}:\n${output}`);
}

/** The server takes a free port and prints it; then it says that it listens. */
async function readPort(guarded: GuardedProcess): Promise<number> {
  let output = '';
  const ready = new Promise<void>((resolve) => {
    guarded.onOutput((text) => {
      output += text;
      if (output.includes(readyLine)) resolve();
    });
  });
  const deadline = new AbortController();
  const outcome = await Promise.race([ready, guarded.exited, timeout(startTimeoutMs, deadline.signal)]);
  deadline.abort();
  const port = Number(/(?:listening on|bound to \S+?:)\s*(\d+)/.exec(output)?.[1]);
  if (outcome === undefined && port > 0) return port;
  await guarded.stop();
  throw new Error(`The VS Code server did not start:\n${output}`);
}

function timeout(ms: number, signal: AbortSignal): Promise<'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
