import { Worker } from 'node:worker_threads';

/** The stack of the session's thread, in MiB: room for the recursion to stair 5000 through a cache, many times over. */
const STACK_MIB = 16;

/**
 * Runs the session in a thread of its own and passes messages on in both directions. This thread is never busy, so it
 * notices at once that the host is gone, also in the middle of an endless loop; nothing is left behind then.
 */
export function superviseSession(filename: string): void {
  const session = new Worker(filename, { resourceLimits: { stackSizeMb: STACK_MIB } });
  session.on('message', (message) => process.send?.(message));
  session.on('error', endAfterCrash);
  process.on('message', (message) => session.postMessage(message));
  process.on('disconnect', endAtOnce);
  if (!process.connected) endAtOnce();
}

/** The host reads the reason from the error stream and tells that the kernel has ended. */
function endAfterCrash(error: Error): void {
  process.stderr.write(`${error.stack ?? error.message}\n`, () => process.exit(1));
}

/** Without the ceremony of `exit`, which waits for the thread to give way. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}
