import { MessageChannel, Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { HostToKernel, KernelToHost, Program } from '../../protocol/kernel.ts';
import { takeTranslations } from '../translations.ts';
import { createCutOff } from './cutOff.ts';
import { endDescendants, endWithDescendants, markDescendants } from './descendants.ts';
import { land, weightOf } from './flow.ts';
import type { HostChannel } from './hostChannel.ts';
import { openHostChannel } from './hostChannel.ts';
import { OutputBatch } from './outputBatch.ts';
import { SupervisedPython } from './ownPython/supervised.ts';
import { RunQueue } from './runQueue.ts';
import type { SessionData } from './services.ts';
import { Signals } from './signals.ts';
import { scheduleByWork } from './work.ts';

/** The memory that the whole process may hold, in MiB. Counts what heap limits do not see, as ArrayBuffers. */
const MAX_MEMORY_MIB = 512;
const MEMORY_LOOK_MS = 50;

/** How often it is looked at while nothing runs: whoever has notebooks open must not pay for it. */
const IDLE_LOOK_MS = 1000;

/** The part of the time from which on a thread is not idle. */
const BUSY_FROM = 0.02;

/** When an interrupted session has not come to rest, in ms of work since the interrupt: its code is cut off, again and again. */
const CUT_OFF_AT = [400, 550, 650, 700];

/** When it is given up. */
const GIVE_UP_AT = 800;

/** How long the last message may take to the host, in ms of work. */
const FAREWELL_MS = 200;

/** The stack of the session's thread, in MiB: room for the recursion to stair 5000 through a cache, many times over. */
const STACK_MIB = 16;

/**
 * Runs programs in a thread of their own, interrupts them, and ends them where they are too greedy. This thread is never
 * busy, so it notices at once that the host is gone, also in the middle of an endless loop; nothing is left behind then.
 */
export function supervise(filename: string): void {
  markDescendants();
  const signals = new Signals();
  const lines = new MessageChannel();
  const python = new SupervisedPython(lines.port1);
  const data: SessionData = { memory: signals.memory, python: lines.port2 };
  const thread = new Worker(filename, {
    workerData: data,
    transferList: [lines.port2],
    resourceLimits: { stackSizeMb: STACK_MIB, maxOldGenerationSizeMb: MAX_MEMORY_MIB },
    // Code that is cut off in a timer leaves Node's bookkeeping of callbacks behind, which must not end the process.
    execArgv: ['--no-force-async-hooks-checks', '--disable-warning=ExperimentalWarning'],
  });
  // What it writes to is gone only when the host is, and that is noticed by the line.
  process.stderr.on('error', () => undefined);
  const endAll = (): void => {
    python.end();
    endWithDescendants();
  };
  const host = openHostChannel<HostToKernel, KernelToHost>(endAll);
  const output = new OutputBatch((message) =>
    host.send(message, () => {
      if (message.type === 'tick') land(signals.underWay, weightOf(message.tick));
    }),
  );
  const end = (reason: string): void => {
    output.flush();
    sayGoodbye(reason, host, endAll);
  };
  let kind: Program['kind'] = 'cell';
  const interrupt = createInterrupt((message) => thread.postMessage(message), signals, python, end);
  const lookAtMemory = watchMemory(thread, () => end(tooMuchMemory(kind)));
  const queue = new RunQueue((message) => {
    ({ kind } = message.program);
    thread.postMessage(message);
  });
  thread.on('message', (message: KernelToHost) => {
    if (message.type === 'idle') interrupt.settle();
    if (message.type === 'started') lookAtMemory();
    if (message.type === 'ended') end(message.reason);
    else output.add(message);
    if (message.type === 'idle' || (message.type === 'done' && !interrupt.isUnderWay())) queue.next();
  });
  thread.on('error', (error: NodeJS.ErrnoException) =>
    end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory(kind) : crashed(error, kind)),
  );
  thread.on('exit', () => end(l10n.t('A cell has ended the kernel. All variables are gone.')));
  host.onMessage((message) => {
    if (message.type === 'open') takeTranslations(message.l10n);
    if (message.type === 'run') queue.add(message);
    else if (message.type !== 'interrupt') thread.postMessage(message);
    else {
      for (const { run } of queue.hold()) output.add({ type: 'done', run, ok: false, durationMs: 0 });
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
  tell: (message: HostToKernel) => void,
  signals: Signals,
  python: SupervisedPython,
  end: (reason: string) => void,
): Interrupt {
  let callOff: (() => void) | undefined;
  let cutOff: (() => void) | undefined;
  const cut = (): void => {
    signals.announceCutOff();
    (cutOff ??= createCutOff())();
    // While it waits for a child it cannot be cut off; it is once it goes on.
    endDescendants(python.groups);
  };
  /**
   * The person's own Python is ended by whoever has given it time. What waits for it has all of its own time once it has
   * ended: the watch during which that was begins anew.
   */
  const watchOver = (): void => {
    const wasStopping = python.isStopping;
    const isPatient = (): boolean => wasStopping || python.isStopping;
    callOff = scheduleByWork([
      ...CUT_OFF_AT.map((at) => ({ at, take: () => isPatient() || cut() })),
      { at: GIVE_UP_AT, take: () => (isPatient() ? watchOver() : end(couldNotInterrupt())) },
    ]);
  };
  return {
    begin() {
      if (callOff) return;
      watchOver();
      signals.interruptPython();
      endDescendants(python.groups);
      tell({ type: 'interrupt' });
    },
    isUnderWay: () => callOff !== undefined,
    settle() {
      callOff?.();
      callOff = undefined;
      endDescendants(python.groups);
    },
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
function sayGoodbye(reason: string, host: HostChannel<HostToKernel, KernelToHost>, endAll: () => void): void {
  if (isEnding) return;
  isEnding = true;
  scheduleByWork([{ at: FAREWELL_MS, take: endAll }]);
  host.send({ type: 'ended', reason }, endAll);
}

function tooMuchMemory(kind: Program['kind']): string {
  if (kind === 'scenario')
    return l10n.t(
      'The scenario used more than {0} MiB of memory, so its kernel was ended. Run it again with smaller parameters.',
      MAX_MEMORY_MIB,
    );
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

function crashed(error: Error, kind: Program['kind']): string {
  if (kind === 'scenario') return l10n.t('The kernel failed: {0}. Run the scenario again.', error.message);
  return l10n.t(
    'The kernel failed: {0}. All variables are gone; the next cell starts a new kernel.',
    error.message,
  );
}
