import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';

/** What a short program has printed, and how it has ended. */
export interface Ran {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** How much of what a program prints is kept, in characters. */
const MAX_TEXT = 4 * 1024 * 1024;

/** Runs a program to its end. A program that cannot be started, or is ended by the signal, has no code. */
export function run(
  file: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'signal' | 'timeout'> = {},
): Promise<Ran> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      if (texts[stream].length < MAX_TEXT) texts[stream] += text;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      // What was called off is waited for: it may still write.
      if (child.pid === undefined) resolve({ code: undefined, stdout: '', stderr: error.message });
    });
    child.once('close', (code) => resolve({ code: code ?? undefined, ...texts }));
  });
}
