import type { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { CellsToHost, HostToCells } from '../../protocol/cells.ts';
import { CellQueue } from './cellQueue.ts';
import { createCutOff } from './cutOff.ts';
import { endDescendants, endWithDescendants } from './descendants.ts';
import { OutputBatch } from './outputBatch.ts';
import { Signals } from './signals.ts';
import { superviseSession } from './supervisor.ts';

/** The memory that the whole process may hold, in MiB. Counts what heap limits do not see, as ArrayBuffers. */
const MAX_MEMORY_MIB = 512;
const MEMORY_LOOK_MS = 50;

/** How often it is looked at while nothing runs: whoever has notebooks open must not pay for it. */
const IDLE_LOOK_MS = 1000;

/** The part of the time from which on a thread is not idle. */
const BUSY_FROM = 0.02;

/** When an interrupted session has not come to rest, in ms of work since the interrupt: its code is cut off, again and again. */
const CUT_OFF_AT = [400, 550, 650, 700];

/** How often it is looked whether the next step is due, in ms. */
const LOOK_MS = 25;

/** So many times slower than a quiet machine is one that is allowed for. */
const SLOWEST = 3;

/** When it is given up. */
const GIVE_UP_AT = 800;

/** How long the last message may take to the host, in ms. */
const FAREWELL_MS = 200;

/** Runs a notebook's cells in a thread of their own, interrupts them, and ends them where they are too greedy. */
export function superviseNotebook(filename: string): void {
  const signals = new Signals();
  const supervised = superviseSession(filename, {
    workerData: signals.memory,
    resourceLimits: { stackSizeMb: 16, maxOldGenerationSizeMb: MAX_MEMORY_MIB },
    // Code that is cut off in a timer leaves Node's bookkeeping of callbacks behind, which must not end the process.
    execArgv: ['--no-force-async-hooks-checks', '--disable-warning=ExperimentalWarning'],
  });
  const { thread, toHost, onHostMessage } = supervised;
  const output = new OutputBatch(toHost);
  const end = (reason: string): void => {
    output.flush();
    sayGoodbye(reason);
  };
  const interrupt = createInterrupt((message) => thread.postMessage(message), signals, end);
  const lookAtMemory = watchMemory(thread, () => end(tooMuchMemory()));
  const queue = new CellQueue((cell) => thread.postMessage(cell));
  thread.on('message', (message: CellsToHost) => {
    if (message.type === 'idle') interrupt.settle();
    if (message.type === 'started') lookAtMemory();
    if (message.type === 'ended') end(message.reason);
    else output.add(message);
    if (message.type === 'idle' || (message.type === 'done' && !interrupt.isUnderWay())) queue.next();
  });
  thread.on('error', (error: NodeJS.ErrnoException) =>
    end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory() : crashed(error)),
  );
  thread.on('exit', () => end(l10n.t('A cell has ended the kernel. All variables are gone.')));
  onHostMessage((message) => {
    const told = message as HostToCells;
    if (told.type === 'open' && told.l10n) l10n.config({ contents: told.l10n as l10n.l10nJsonFormat });
    if (told.type === 'execute') queue.add(told);
    else if (told.type !== 'interrupt') thread.postMessage(told);
    else {
      for (const { cell } of queue.hold()) output.add({ type: 'done', cell, ok: false, durationMs: 0 });
      interrupt.begin();
    }
  });
}

interface Interrupt {
  begin(): void;
  isUnderWay(): boolean;
  /** The session has come to rest. */
  settle(): void;
}

/** From the gentle to the forceful: what keeps most is tried first. */
function createInterrupt(
  tell: (message: HostToCells) => void,
  signals: Signals,
  end: (reason: string) => void,
): Interrupt {
  let looking: NodeJS.Timeout | undefined;
  let cutOff: (() => void) | undefined;
  const cut = (): void => {
    signals.announceCutOff();
    (cutOff ??= createCutOff())();
    // While it waits for a child it cannot be cut off; it is once it goes on.
    endDescendants();
  };
  return {
    begin() {
      if (looking) return;
      const work = measureWork();
      const steps = CUT_OFF_AT.map((at) => ({ at, take: cut }));
      steps.push({ at: GIVE_UP_AT, take: () => end(couldNotInterrupt()) });
      looking = setInterval(() => {
        while ((steps[0]?.at ?? Infinity) <= work()) steps.shift()?.take();
      }, LOOK_MS);
      signals.interruptPython();
      endDescendants();
      tell({ type: 'interrupt' });
    },
    isUnderWay: () => looking !== undefined,
    settle() {
      clearInterval(looking);
      looking = undefined;
      endDescendants();
    },
  };
}

/**
 * How long this process has worked from now on, in ms: on a busy machine it comes to rest as well as on a quiet one, only
 * later. Code that sleeps does not work, so that a part of the time counts in any case.
 */
function measureWork(): () => number {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const passed = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    return Math.min(passed, Math.max((user + system) / 1000, passed / SLOWEST));
  };
}

/** Looks often while the thread works and seldom while it waits. Gives what has it look often from now on. */
function watchMemory(thread: Worker, onTooMuch: () => void): () => void {
  const limit = MAX_MEMORY_MIB * 1024 * 1024;
  let before = thread.performance.eventLoopUtilization();
  let next: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = thread.performance.eventLoopUtilization();
    const { utilization } = thread.performance.eventLoopUtilization(now, before);
    before = now;
    if (process.memoryUsage.rss() > limit) onTooMuch();
    schedule(utilization < BUSY_FROM ? IDLE_LOOK_MS : MEMORY_LOOK_MS);
  };
  const schedule = (ms: number): void => {
    clearTimeout(next);
    next = setTimeout(look, ms);
  };
  schedule(IDLE_LOOK_MS);
  return () => schedule(MEMORY_LOOK_MS);
}

let isEnding = false;

/** Tells the host why, then ends everything. */
function sayGoodbye(reason: string): void {
  if (isEnding) return;
  isEnding = true;
  setTimeout(endWithDescendants, FAREWELL_MS);
  const farewell: CellsToHost = { type: 'ended', reason };
  process.send?.(farewell, undefined, undefined, endWithDescendants);
}

function tooMuchMemory(): string {
  return l10n.t(
    'The cells used more than {0} MiB of memory, so the kernel was ended. All variables are gone; the next cell starts a new kernel.',
    MAX_MEMORY_MIB,
  );
}

function couldNotInterrupt(): string {
  return l10n.t(
    'The cell did not react to the interrupt, so the kernel was ended. All variables are gone; the next cell starts a new kernel.',
  );
}

function crashed(error: Error): string {
  return l10n.t(
    'The kernel failed: {0}. All variables are gone; the next cell starts a new kernel.',
    error.message,
  );
}
