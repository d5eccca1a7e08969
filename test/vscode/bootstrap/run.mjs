import { spawn } from 'node:child_process';
import os from 'node:os';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a command to its end. A signal goes to it, and this process waits: whoever started something ends it first.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { atOnce?: boolean }} options atOnce: the command has nothing to
 * tidy up, so a signal ends it without asking
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it
 */
export function run(file, args, { atOnce = false, ...options }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    /** @type {NodeJS.Signals | null} */
    let received = null;
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      received = signal;
      if (atOnce) child.kill('SIGKILL');
      // On Windows a console tells everyone in it, and a signal from here would end the command without asking.
      else if (process.platform !== 'win32') child.kill(signal);
    };
    for (const signal of signals) process.on(signal, forward);
    const release = () => signals.forEach((signal) => process.off(signal, forward));
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('close', (code, signal) => {
      release();
      const cause = atOnce ? (received ?? signal) : signal;
      resolve(cause ? 128 + os.constants.signals[cause] : (code ?? 1));
    });
  });
}

/**
 * Runs this Node with other arguments, in the folder given.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function runNode(args, cwd) {
  return run(process.execPath, args, { cwd });
}
