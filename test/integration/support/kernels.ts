import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * The kernels that this extension host has started and that still live, in the order of their start. Node itself tells
 * of every process that it starts, on every system; nothing has to be looked for.
 */
const live = new Set<ChildProcess>();
const changes = new EventEmitter();
changes.setMaxListeners(0);

subscribe('child_process', (message) => {
  const { process: child } = message as { readonly process: ChildProcess };
  child.once('spawn', () => {
    if (!child.spawnargs.some((argument) => /kernel\.js$/i.test(argument))) return;
    live.add(child);
    child.once('exit', () => {
      live.delete(child);
      changes.emit('change');
    });
    changes.emit('change');
  });
});

export function liveKernels(): number[] {
  return [...live].map(({ pid }) => pid!);
}

/** Resolves with the first kernel that appears. */
export async function nextKernel(): Promise<number> {
  await until(() => live.size > 0);
  return liveKernels()[0]!;
}

/** Resolves once so many kernels live. */
export function untilKernels(count: number): Promise<void> {
  return until(() => live.size === count);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await once(changes, 'change');
}

/** Resolves once the system says that a kernel is stopped: not ended, but not running either. No event tells of that. */
export async function untilStopped(): Promise<void> {
  while (!liveKernels().some(isStopped)) await delay(20);
}

function isStopped(pid: number): boolean {
  const state =
    process.platform === 'linux'
      ? /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return state?.startsWith('T') ?? false;
}
