import { readFileSync } from 'node:fs';

/** How often is looked, in ms. */
const everyMs = 500;

/**
 * Calls back once when whoever started this process is gone. A signal to npm alone ends npm and its shell, and neither
 * tells us: nobody would ever end what we started.
 * @param {() => void} callback
 */
export function onOrphaned(callback) {
  const parents = parentsOf(process.ppid);
  const timer = setInterval(() => {
    if (parentsOf(process.ppid) === parents) return;
    clearInterval(timer);
    callback();
  }, everyMs);
  timer.unref();
}

/**
 * The shell that started us, and npm that started the shell.
 * @param {number} shell
 */
function parentsOf(shell) {
  return process.env['npm_lifecycle_event'] ? `${shell} ${parentOf(shell)}` : `${shell}`;
}

/**
 * Only Linux tells another process's parent without a command; elsewhere the shell alone is watched.
 * @param {number} pid
 */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}
