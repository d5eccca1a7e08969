import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The kernels that this extension host has started and that still live. */
export function liveKernels(): number[] {
  return allProcesses()
    .filter(({ parent, command }) => parent === process.pid && /kernel\.js/i.test(command))
    .map(({ pid }) => pid);
}

/** How often the system is asked, in ms: it tells of no process by itself, and who asks keeps the host from working. */
const LOOK_MS = 50;

/** Resolves with the first kernel that appears: events tell of sessions, only the system tells of processes. */
export async function nextKernel(): Promise<number> {
  await untilSystem(() => liveKernels().length > 0);
  return liveKernels()[0] ?? nextKernel();
}

/** Resolves once so many kernels live. */
export function untilKernels(count: number): Promise<void> {
  return untilSystem(() => liveKernels().length === count);
}

async function untilSystem(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(LOOK_MS);
}

/** Resolves once the system says that a kernel is stopped: not ended, but not running either. */
export function untilStopped(): Promise<void> {
  const isStopped = (pid: number): boolean => {
    const state =
      process.platform === 'linux'
        ? /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return state?.startsWith('T') ?? false;
  };
  return untilSystem(() => liveKernels().some(isStopped));
}

function allProcesses(): ProcessRow[] {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

function fromProc(): ProcessRow[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return [{ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command }];
      } catch {
        return []; // It ended while we looked.
      }
    });
}

function fromPs(): ProcessRow[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return rows.map((row) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    return { pid: Number(pid), parent: Number(parent), command: command ?? '' };
  });
}
