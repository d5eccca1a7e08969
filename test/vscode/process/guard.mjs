// Runs a command and ends it, with everything it started, as soon as whoever asked for it is gone in whatever way, a
// SIGKILL included: the standard input of this process is a pipe that nobody writes to, and its end is the sign.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { membersOf, processTable } from './processTree.mjs';

/** @type {{ command: string[], remove: string[], removeIfStopped: string[], graceMs: number }} */
const { command, remove, removeIfStopped, graceMs } = JSON.parse(process.argv[2] ?? '{}');
const [file = '', ...args] = command;

// A terminal's Ctrl+C goes to its whole group: only the one who asked decides when to end.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);

const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
let code = 1;
const exited = new Promise((resolve) => {
  child.once('error', (error) => {
    console.error(`${file}: ${error.message}`);
    resolve(undefined);
  });
  child.once('exit', (exitCode, signal) => {
    code = exitCode ?? 128 + (signal ? os.constants.signals[signal] : 0);
    resolve(undefined);
  });
});
let stopped = false;
const released = new Promise((resolve) => {
  const stop = () => {
    stopped = true;
    resolve(undefined);
  };
  process.stdin.resume();
  process.stdin.once('close', stop);
  process.once('SIGTERM', stop);
});

await Promise.race([exited, released]);
const members = everyone();
// Whoever can end by itself is asked first: a member may be a guard with folders of its own to remove.
for (const pid of members) signalTo(pid, 'SIGTERM');
await Promise.race([gone(members), delay(graceMs)]);
for (const pid of new Set([...members, ...everyone()])) signalTo(pid, 'SIGKILL');
await exited;
for (const folder of [...remove, ...(stopped ? removeIfStopped : [])]) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
process.exit(code);

/** The command and all that descends from it. */
function everyone() {
  return child.pid ? [child.pid, ...membersOf(child.pid, processTable())] : [];
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
