import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processTable } from '../../vscode/process/processTree.mjs';
import type { Server } from '../../vscode/server/server.ts';
import { waitUntil } from '../../vscode/window/waitUntil.ts';

/**
 * The kernels that run on behalf of a server. The packed extension is installed into the server's own folder, which
 * is part of a kernel's command: one that has lost its parent is found, too.
 */
export function kernelsOf(server: Server): number[] {
  return processTable()
    .map(({ pid }) => pid)
    .filter((pid) => {
      const command = commandOf(pid);
      return command.includes(server.profile) && /kernel\.js/i.test(command);
    });
}

/** Ends the kernels of a server as the system may. */
export function killKernelsOf(server: Server): void {
  for (const kernel of kernelsOf(server)) process.kill(kernel, 'SIGKILL');
}

/**
 * Stands the kernels of a server still. What they run goes on for everybody who looks at it, and takes no processor from
 * those who look.
 */
export function freezeKernelsOf(server: Server): void {
  for (const kernel of kernelsOf(server)) process.kill(kernel, 'SIGSTOP');
}

/** Lets kernels that were frozen go on. */
export function thawKernelsOf(server: Server): void {
  for (const kernel of kernelsOf(server)) process.kill(kernel, 'SIGCONT');
}

/** Waits for a kernel to be there. */
export function someKernelOf(server: Server): Promise<number> {
  return waitUntil('a kernel', () => Promise.resolve(kernelsOf(server)[0]));
}

/** Waits until no kernel is left. */
export async function noKernelOf(server: Server): Promise<void> {
  await waitUntil('the end of every kernel', () => Promise.resolve(kernelsOf(server).length === 0));
}

function commandOf(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // It ended while we looked.
  }
}
