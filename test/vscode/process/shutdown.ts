import os from 'node:os';
import { onOrphaned } from './orphan.mjs';

type Task = () => Promise<void>;

const tasks = new Set<Task>();
let stopping: Promise<void> | undefined;

/**
 * Runs a task before a signal, or the end of whoever started us, ends this process; the newest first.
 * @returns what takes the task back
 */
export function onShutdown(task: Task): () => void {
  install();
  tasks.add(task);
  return () => void tasks.delete(task);
}

/** Resolves when this process is asked to end. */
export function untilShutdown(): Promise<void> {
  return new Promise((resolve) => {
    onShutdown(() => {
      resolve();
      return Promise.resolve();
    });
  });
}

/** Runs all tasks now, each once, and waits for them; a failing one does not keep the others from running. */
export function shutdown(): Promise<void> {
  stopping ??= runAll().finally(() => (stopping = undefined));
  return stopping;
}

async function runAll(): Promise<void> {
  for (const task of [...tasks].reverse()) {
    tasks.delete(task);
    await task().catch((error: unknown) => console.error(error));
  }
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A second Ctrl+C arrives while we tidy up: it changes nothing.
    process.on(signal, () => void shutdown().then(() => process.exit(128 + os.constants.signals[signal])));
  }
  onOrphaned(() => process.kill(process.pid, 'SIGTERM'));
}
