// Runs a command and ends it, with everything it started, as soon as whoever asked for it is gone in whatever way, a
// SIGKILL included: the standard input of this process is a pipe that nobody writes to, and its end is the sign.
import { rmSync } from 'node:fs';
import os from 'node:os';
import spawn from 'cross-spawn';
import { endTree } from './endTree.mjs';

/** @type {{ command: string[], remove: string[], removeIfStopped: string[], graceMs: number }} */
const { command, remove, removeIfStopped, graceMs } = JSON.parse(process.argv[2] ?? '{}');
const [file = '', ...args] = command;

// A terminal's Ctrl+C goes to its whole group: only the one who asked decides when to end.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);

// A group of its own, which Windows does not know. There npm and other commands are scripts, which cross-spawn knows.
const child = spawn(file, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: process.platform !== 'win32',
});
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
await endTree(child, graceMs);
await exited;
for (const folder of [...remove, ...(stopped ? removeIfStopped : [])]) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
process.exit(code);
