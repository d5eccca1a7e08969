import type { ChildProcess } from 'node:child_process';
import { spawnSync } from 'node:child_process';

/** What tells which process it is, and whether it has ended. */
export type Root = Pick<ChildProcess, 'pid' | 'exitCode' | 'signalCode' | 'kill'>;

/** Ends a kernel with all that it has started, also when the kernel itself has ended. */
export function killTree(kernel: Root): void {
  if (process.platform === 'win32') killTreeOnWindows(kernel);
  else killGroup(kernel);
}

/** The process group lives on with whoever is left in it. */
function killGroup(kernel: Root): void {
  if (kernel.pid === undefined) return;
  try {
    process.kill(-kernel.pid, 'SIGKILL');
  } catch {
    kernel.kill('SIGKILL');
  }
}

/**
 * Windows finds what a process has started as long as that process is there. One that has ended by itself has ended
 * its tree before, and its number may be another's.
 */
export function killTreeOnWindows(kernel: Root): void {
  if (kernel.pid === undefined || kernel.exitCode !== null || kernel.signalCode !== null) return;
  const { status } = spawnSync('taskkill', ['/pid', String(kernel.pid), '/T', '/F'], { windowsHide: true });
  if (status !== 0) kernel.kill('SIGKILL');
}
