import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import type { Answer, Command, RunningProgram } from '../platform.ts';

/** How long a program that is only asked something may take, in ms. */
const ASK_MS = 20_000;

/** What gives a program a terminal of the system. */
const SCRIPT = '/usr/bin/script';

/** Runs a short program and gives what it has printed. */
export function askProgram(file: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const options = { timeout: ASK_MS, windowsHide: true, encoding: 'utf8' as const };
    execFile(file, [...args], options, (error, stdout) => {
      if (!error) resolve({ stdout, code: 0 });
      else resolve({ stdout, code: typeof error.code === 'number' ? error.code : String(error.code) });
    });
  });
}

/** What lies at a path. */
export async function kindOfFile(file: string): Promise<'folder' | 'program' | 'file' | 'nothing'> {
  try {
    if ((await stat(file)).isDirectory()) return 'folder';
  } catch {
    return 'nothing';
  }
  const isProgram = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
  return isProgram ? 'program' : 'file';
}

/** Starts a program without a terminal of VS Code, and as far as possible with one of the system. */
export function startProgram(command: Command, wantsTerminal = process.platform === 'linux'): RunningProgram {
  const terminal = wantsTerminal ? inTerminal(command) : undefined;
  const { file, args, cwd, env } = terminal ?? command;
  const child = spawn(file, [...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const kill = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid === undefined || process.platform === 'win32') child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      return; // It has ended.
    }
  };
  child.stdin.on('error', () => undefined); // It has closed it, or ended.
  return {
    hasTerminal: terminal !== undefined,
    onStart: (listener) => void child.once('spawn', listener),
    onOutput: (listener) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8');
        stream.on('data', listener);
      }
    },
    ended: new Promise((resolve) => {
      child.once('error', (error) => resolve({ message: error.message }));
      child.once('close', (code) => resolve({ code: code ?? undefined }));
    }),
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    interrupt: () => kill('SIGINT'),
    terminate: () => kill('SIGTERM'),
  };
}

/**
 * `script` gives a program a true terminal, and passes on how it ends. It starts what is to run through the shell of
 * `SHELL`: that is the system's own here, whatever the person's is, and the program takes the shell's place, as a shell
 * that waits for it would be ended by Ctrl+C before a program that answers it.
 */
function inTerminal(command: Command): Command | undefined {
  if (!existsSync(SCRIPT)) return undefined;
  const { SHELL } = { ...process.env, ...command.env };
  const shell = SHELL === undefined ? 'unset SHELL' : `export SHELL=${quoted(SHELL)}`;
  const line = `${shell}; exec ${[command.file, ...command.args].map(quoted).join(' ')}`;
  const env = { ...command.env, SHELL: '/bin/sh' };
  return { ...command, file: SCRIPT, args: ['-qec', line, '/dev/null'], env };
}

/** A word as the shell takes it as it is. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
