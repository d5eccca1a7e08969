import { createLoop, type Loop, type LoopOptions } from './loops/index.ts';
import { ByteCounter, CauseCounter, type MissCauses } from './outcomes.ts';
import { CHUNK, part, type Requests, type Trace } from './trace.ts';

/** One policy at one size: what a thread is given to do. */
export interface Job {
  /** An id of the engine's `policies`, or `opt`. */
  readonly policy: string;
  readonly size: number;
  /** Where a policy that rolls dice begins. Default 1. */
  readonly seed?: number | undefined;
}

/** What a run has counted. */
export interface RunCounts {
  readonly requests: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  /** Bytes that were asked for, and of those what came from the cache; where sizes are known. */
  readonly bytes?: number;
  readonly hitBytes?: number;
  /** Where the outcomes of OPT of this size are known. They add up to `misses`. */
  readonly causes?: MissCauses;
}

/** A cache that is only counted. It takes requests as they come, so that no stream has to be an array. */
export class PolicyRun {
  private readonly loop: Loop;
  requests = 0;
  hits = 0;
  private outcomes = new Uint8Array(0);
  private readonly bytes = new ByteCounter();
  private readonly causes = new CauseCounter();
  private hasSizes = false;
  private hasCauses = false;

  /** Throws a `TypeError` where there is no such policy, and of OPT where its `future` is not told. */
  constructor({ policy, size, seed }: Job, options: Omit<LoopOptions, 'seed'> = {}) {
    this.loop = createLoop(policy, size, { ...options, seed });
  }

  /**
   * Takes in the next requests. Returns 1 for each that was a hit and 0 for each other, which is good until the next
   * call. `best` is what OPT of this size has returned for the same requests.
   */
  push({ ids, sizes }: Requests, best?: Uint8Array): Uint8Array {
    if (this.outcomes.length < ids.length) this.outcomes = new Uint8Array(ids.length);
    const { outcomes } = this;
    this.hits += this.loop.answer(ids, outcomes);
    this.requests += ids.length;
    if (sizes) this.bytes.push(sizes, outcomes);
    if (best) this.causes.push(ids, outcomes, best);
    this.hasSizes ||= sizes !== undefined;
    this.hasCauses ||= best !== undefined;
    return outcomes.subarray(0, ids.length);
  }

  counts(): RunCounts {
    const { requests, hits, loop } = this;
    const misses = requests - hits;
    return {
      requests,
      hits,
      misses,
      evictions: loop.size > 0 ? misses - loop.size : 0,
      ...(this.hasSizes && { bytes: this.bytes.bytes, hitBytes: this.bytes.hitBytes }),
      ...(this.hasCauses && { causes: this.causes.counts() }),
    };
  }
}

/** What a job gives. */
export interface RunResult extends RunCounts, Job {
  /** How many ms it took. */
  readonly ms: number;
  /** Hits of each window, where windows were asked for. */
  readonly windows?: Float64Array;
}

/** What a job is done with besides the trace. */
export interface JobOptions {
  /** The time in ms. */
  readonly now: () => number;
  /** Is told now and then how many of the requests are done. */
  readonly onProgress?: ((requests: number) => void) | undefined;
  /** When each request is made again (`nextUsesOf`); OPT needs it. */
  readonly future?: Int32Array | undefined;
  /** Where the outcome of each request is to be kept; of OPT, for the causes of the others. */
  readonly outcomes?: Uint8Array | undefined;
  /** The outcomes of OPT of the same size: with them misses have causes. */
  readonly best?: Uint8Array | undefined;
  /** The ends of windows, as `windowsOf` gives them: with them hits are told by window. */
  readonly windows?: Int32Array | undefined;
  /** The sizes of some requests, where they are not in memory with the others. Good until it is asked again. */
  readonly sizesOf?: ((from: number, to: number) => Uint32Array) | undefined;
  /** The compiled loops, where there are any. */
  readonly code?: WebAssembly.Module | undefined;
}

/** Runs a whole trace through one policy at one size. */
export function runJob(trace: Trace, job: Job, options: JobOptions): RunResult {
  const { now, onProgress, future, outcomes, best, windows, sizesOf, code } = options;
  const begin = now();
  const { distinct, prints } = trace;
  const run = new PolicyRun(job, { distinct, prints, future, code });
  const hitsOf = windows && new Float64Array(windows.length);
  let from = 0;
  for (const [window, end] of (windows ?? [trace.ids.length]).entries())
    while (from < end) {
      const to = Math.min(end, from + CHUNK);
      const before = run.hits;
      const { ids, sizes = sizesOf?.(from, to) } = part(trace, from, to);
      const found = run.push({ ids, sizes }, best?.subarray(from, to));
      outcomes?.set(found, from);
      if (hitsOf) hitsOf[window]! += run.hits - before;
      from = to;
      onProgress?.(from);
    }
  return { ...job, ...run.counts(), ms: now() - begin, ...(hitsOf && { windows: hitsOf }) };
}

/** How much longer than LRU policies take, about: what takes long is to begin first. */
const efforts: Readonly<Record<string, number>> = {
  opt: 8,
  'w-tinylfu': 8,
  arc: 6,
  '2q': 5,
  's3-fifo': 5,
  slru: 3,
  lfu: 3,
};

/** Jobs in the order in which threads are to take them. */
export function longestFirst<J extends Job>(jobs: readonly J[]): J[] {
  const effort = ({ policy }: Job): number => efforts[policy] ?? 1;
  return [...jobs].sort((a, b) => effort(b) - effort(a));
}
