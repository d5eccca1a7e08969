// Runs a command and ends it, with everything it started, as soon as whoever asked for it is gone in whatever way, a
// SIGKILL included: the standard input of this process is a pipe that nobody writes to, and its end is the sign.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { membersOf, processTable } from './processTree.mjs';

/** How long a command may take to end by itself, in ms. */
const graceMs = 4000;

/** @type {{ command: string[], remove: string[] }} */
const { command, remove } = JSON.parse(process.argv[2] ?? '{}');
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
const released = new Promise((resolve) => {
  process.stdin.resume();
  process.stdin.once('close', resolve);
  process.once('SIGTERM', resolve);
});

await Promise.race([exited, released]);
const members = child.pid ? membersOf(child.pid, processTable()) : [];
child.kill('SIGTERM');
await Promise.race([exited, delay(graceMs)]);
for (const pid of [child.pid, ...members, ...(child.pid ? membersOf(child.pid, processTable()) : [])])
  end(pid);
await exited;
for (const folder of remove) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
process.exit(code);

/** @param {number | undefined} pid */
function end(pid) {
  try {
    if (pid) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
