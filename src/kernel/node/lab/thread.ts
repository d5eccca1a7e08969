import { parentPort, workerData } from 'node:worker_threads';
import type { RunResult, Trace } from '../../../lab/index.ts';
import { CHUNK, PolicyRun, runJob } from '../../../lab/index.ts';
import { code } from './code.ts';
import { collectGarbage } from '../memory.ts';
import type { ThreadData, ThreadJob, ThreadMessage } from './runs.ts';
import { readWhole } from './spool.ts';

/** How often it is told how far a run is, in requests. */
const TELL_EVERY = 16 * CHUNK;

/** Does the jobs that a thread is given, one after another. */
export function runThread(): void {
  const data = workerData as ThreadData;
  data.jobs.forEach((job, place) => {
    const { ids } = data;
    const result = ids instanceof SharedArrayBuffer ? runShared(data, ids, job) : runFile(data, ids, job);
    tell({ type: 'done', place, result });
    collectGarbage();
  });
}

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

function onProgress(requests: number): void {
  if (requests % TELL_EVERY === 0) tell({ type: 'progress', requests });
}

const now = (): number => performance.now();
const array = (buffer: SharedArrayBuffer | undefined): Int32Array | undefined =>
  buffer && new Int32Array(buffer);
const bytes = (buffer: SharedArrayBuffer | undefined): Uint8Array | undefined =>
  buffer && new Uint8Array(buffer);

function runShared(
  { sizes, prints, distinct, future }: ThreadData,
  ids: SharedArrayBuffer,
  job: ThreadJob,
): RunResult {
  const trace: Trace = {
    ids: new Int32Array(ids),
    prints: new Float64Array(prints),
    distinct,
  };
  const { policy, size, windows, outcomes, best } = job;
  const options = {
    now,
    onProgress,
    future: array(future),
    windows,
    outcomes: bytes(outcomes),
    best: bytes(best),
    sizesOf: sizes === undefined ? undefined : sizesIn(sizes),
    code,
  };
  return runJob(trace, { policy, size }, options);
}

/** Sizes are looked at once, one after another, so they stay in their file. */
function sizesIn(file: number): (from: number, to: number) => Uint32Array {
  const room = new Uint32Array(CHUNK);
  return (from, to) => {
    const sizes = room.subarray(0, to - from);
    readWhole(file, sizes, 4 * from);
    return sizes;
  };
}

/** Requests that are too many for memory are read anew for each job. */
function runFile(
  { prints, distinct }: ThreadData,
  { file, count }: { readonly file: number; readonly count: number },
  { policy, size, windows }: ThreadJob,
): RunResult {
  const begin = now();
  const run = new PolicyRun({ policy, size }, { distinct, prints: new Float64Array(prints), code });
  const part = new Int32Array(CHUNK);
  const hitsOf = windows && new Float64Array(windows.length);
  let window = 0;
  for (let at = 0; at < count; at += CHUNK) {
    const ids = part.subarray(0, Math.min(CHUNK, count - at));
    readWhole(file, ids, 4 * at);
    const before = run.hits;
    run.push({ ids });
    while (at >= (windows?.[window] ?? Infinity)) window++;
    if (hitsOf) hitsOf[window] = (hitsOf[window] ?? 0) + run.hits - before;
    onProgress(at + CHUNK);
  }
  return { policy, size, ...run.counts(), ms: now() - begin, ...(hitsOf && { windows: hitsOf }) };
}
