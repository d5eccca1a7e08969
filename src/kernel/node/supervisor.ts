import type { WorkerOptions } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import { endWithDescendants, markDescendants } from './descendants.ts';

/** The stack of the session's thread, in MiB: room for the recursion to stair 5000 through a cache, many times over. */
const STACK_MIB = 16;

/** A session's thread, and the host that it serves. */
export interface Supervised {
  readonly thread: Worker;
  readonly toHost: (message: unknown) => void;
  /** What the host says. Without a listener all of it goes to the session. */
  readonly onHostMessage: (listener: (message: unknown) => void) => void;
}

/**
 * Runs a session in a thread of its own. This thread is never busy, so it notices at once that the host is gone, also
 * in the middle of an endless loop; nothing is left behind then.
 */
export function superviseSession(filename: string, options: WorkerOptions = {}): Supervised {
  markDescendants();
  const thread = new Worker(filename, { resourceLimits: { stackSizeMb: STACK_MIB }, ...options });
  // What it writes to is gone only when the host is, and that is noticed below.
  process.stderr.on('error', () => undefined);
  process.on('disconnect', endWithDescendants);
  if (!process.connected) endWithDescendants();
  return {
    thread,
    toHost(message) {
      if (process.connected) process.send?.(message);
    },
    onHostMessage: (listener) => process.on('message', listener),
  };
}

/** Runs a scenario, and passes messages on in both directions. */
export function superviseScenario(filename: string): void {
  const { thread, toHost, onHostMessage } = superviseSession(filename);
  thread.on('message', toHost);
  thread.on('error', endAfterCrash);
  onHostMessage((message) => thread.postMessage(message));
}

/** The host reads the reason from the error stream and tells that the kernel has ended. */
function endAfterCrash(error: Error): void {
  process.stderr.write(`${error.stack ?? error.message}\n`, () => process.exit(1));
}
