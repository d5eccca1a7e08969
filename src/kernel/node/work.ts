import { readdirSync, readFileSync } from 'node:fs';

/** Where the system does not say how long threads wait for a processor: so many times slower than a quiet one it may be. */
const SLOWEST = 3;

const NS_PER_MS = 1e6;

/**
 * How long this process could have worked from now on, in ms: the time that has passed, without that in which its code
 * waited for a processor. On a busy machine code comes to rest as well as on a quiet one, only later. Code that sleeps
 * waits for no processor, so its time counts.
 */
export function measureWork(): () => number {
  const started = performance.now();
  const usage = process.cpuUsage();
  const waits = readWaits();
  return () => {
    const passed = performance.now() - started;
    if (waits) return passed - longestWait(waits);
    const { user, system } = process.cpuUsage(usage);
    return Math.min(passed, Math.max((user + system) / 1000, passed / SLOWEST));
  };
}

function longestWait(before: ReadonlyMap<string, number>): number {
  const now = readWaits() ?? before;
  return Math.max(0, ...Array.from(now, ([thread, wait]) => wait - (before.get(thread) ?? wait)));
}

/** How long each thread has waited for a processor, in ms, as Linux counts it. */
function readWaits(): ReadonlyMap<string, number> | undefined {
  try {
    const threads = readdirSync('/proc/self/task');
    return new Map(threads.map((thread) => [thread, readWait(thread)]));
  } catch {
    return undefined; // Another system, or a thread that has just ended: the next look may do.
  }
}

function readWait(thread: string): number {
  const [, waited] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ');
  return Number(waited) / NS_PER_MS;
}
