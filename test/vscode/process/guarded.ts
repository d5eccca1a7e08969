import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onShutdown } from './shutdown.ts';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

export interface GuardedOptions {
  readonly command: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Folders to delete when the command has ended. */
  readonly remove?: readonly string[];
  /** Folders to delete when the command was stopped before it ended by itself. */
  readonly removeIfStopped?: readonly string[];
  /** How long it may take to end by itself when it is stopped, in ms (default 4000). */
  readonly graceMs?: number;
}

/** A command that never outlives this process, together with all processes it starts. */
export interface GuardedProcess {
  readonly pid: number;
  /** Its exit code, once it, its children and the folders to remove are gone. */
  readonly exited: Promise<number>;
  /** Called with what it prints on standard output and standard error. */
  onOutput(listener: (text: string) => void): void;
  /** Ends it and waits until everything of it is gone. */
  stop(): Promise<void>;
}

/** Starts a command under a guard; see guard.mjs. */
export function startGuarded(options: GuardedOptions): GuardedProcess {
  const { command, remove = [], removeIfStopped = [], graceMs = 4000, cwd, env } = options;
  const child = spawn(
    process.execPath,
    [guard, JSON.stringify({ command, remove, removeIfStopped, graceMs })],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      // It has to outlive this process for a moment. On Windows it would show a console of its own.
      detached: true,
      windowsHide: true,
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
    },
  );
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const stop = async () => {
    child.stdin.destroy();
    await exited;
  };
  const forget = onShutdown(stop);
  void exited.finally(forget).catch(() => undefined);
  return {
    pid: child.pid ?? -1,
    exited,
    stop,
    onOutput: (listener) => {
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listener);
    },
  };
}
