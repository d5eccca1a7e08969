import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { membersOf, processTable } from './processTree.mjs';

/** @typedef {Pick<import('node:child_process').ChildProcess, 'pid' | 'exitCode' | 'signalCode' | 'kill'>} Root */

/**
 * Ends a command and everything it has started, also when the command itself has ended already.
 * @param {Root} root
 * @param {number} graceMs how long they may take to end by themselves
 */
export async function endTree(root, graceMs) {
  if (process.platform === 'win32') endTreeOnWindows(root);
  else await endGroup(root, graceMs);
}

/**
 * Windows finds what a process has started as long as that process is there, and has no way to ask it to end: so the
 * whole tree ends at once, from a root that lives. When the root has ended, its number may be another's.
 * @param {Root} root
 */
export function endTreeOnWindows(root) {
  if (!isRunning(root)) return;
  const { status } = spawnSync('taskkill', ['/pid', String(root.pid), '/T', '/F'], { windowsHide: true });
  if (status !== 0) root.kill('SIGKILL');
}

/** @param {Root} root */
function isRunning({ pid, exitCode, signalCode }) {
  return pid !== undefined && exitCode === null && signalCode === null;
}

/**
 * Those of its group are found also when it has ended.
 * @param {Root} root
 * @param {number} graceMs
 */
async function endGroup(root, graceMs) {
  const { pid: leader } = root;
  if (leader === undefined) return;
  const everyone = () => [...(isRunning(root) ? [leader] : []), ...membersOf(leader, processTable())];
  const members = everyone();
  // Whoever can end by itself is asked first: a member may be a guard with folders of its own to remove.
  for (const pid of members) signalTo(pid, 'SIGTERM');
  await Promise.race([gone(members), delay(graceMs)]);
  for (const pid of new Set([...members, ...everyone()])) signalTo(pid, 'SIGKILL');
}

/** @param {readonly number[]} pids */
async function gone(pids) {
  while (processTable().some(({ pid }) => pids.includes(pid))) await delay(50);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalTo(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
