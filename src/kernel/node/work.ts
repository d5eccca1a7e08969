import fs from 'node:fs';

/** Taken before cells can replace them. */
const { readdirSync, readFileSync } = fs;
const now = performance.now.bind(performance);
const cpuUsage = process.cpuUsage.bind(process);
/** The thread that supervises is the first one of its process. */
const ownSupervisor = String(process.pid);

/** So many times slower than a quiet machine a busy one is taken to be at most. */
const SLOWEST = 10;

/** How often it is looked whether it is time, in ms. */
const LOOK_MS = 25;

const NS_PER_MS = 1e6;

/**
 * How long this process could have worked from now on, in ms: the time that has passed, without that in which its code
 * waited for a processor. On a busy machine code comes to rest as well as on a quiet one, only later. Code that sleeps
 * waits for no processor, so its time counts.
 */
export function measureWork(): () => number {
  const started = now();
  const usage = cpuUsage();
  const waits = readWaits();
  return () => {
    const passed = now() - started;
    const worked = waits
      ? passed - waitBetween(waits, readWaits() ?? waits, ownSupervisor)
      : usedSince(usage);
    return Math.min(passed, Math.max(worked, passed / SLOWEST));
  };
}

/** Calls each task once when it is due, in ms of work from now on. Gives what calls off those that are not. */
export function scheduleByWork(
  tasks: readonly { readonly at: number; readonly take: () => void }[],
): () => void {
  const work = measureWork();
  const due = [...tasks];
  const looking = setInterval(() => {
    while ((due[0]?.at ?? Infinity) <= work()) due.shift()?.take();
    if (due.length === 0) clearInterval(looking);
  }, LOOK_MS);
  return () => clearInterval(looking);
}

function usedSince(before: NodeJS.CpuUsage): number {
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000;
}

type Waits = ReadonlyMap<string, number>;

/**
 * How long a process has waited for a processor between two readings of its threads, in ms. The threads of a session wait
 * one after the other: what one waits for another does, as when a file is read. The one that supervises waits beside
 * them, and holds up nobody; only where it has more to do than they, as for a last message, its own time is what counts.
 */
export function waitBetween(before: Waits, after: Waits, supervisor: string): number {
  let [beside, session] = [0, 0];
  for (const [thread, wait] of after) {
    const waited = wait - (before.get(thread) ?? wait);
    if (thread === supervisor) beside += waited;
    else session += waited;
  }
  return Math.max(beside, session);
}

/** How long each thread has waited for a processor, in ms, as Linux counts it. */
function readWaits(): Waits | undefined {
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
