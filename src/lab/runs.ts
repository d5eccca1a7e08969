import type { Requests, Trace } from './trace.ts';

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
  readonly bytes?: number | undefined;
  readonly hitBytes?: number | undefined;
}

/** A cache that is only counted. It takes requests as they come, so that no stream has to be an array. */
export interface PolicyRun {
  /** Takes in the next requests. Their keys are numbered as `Requests` says. */
  push(requests: Requests): void;
  counts(): RunCounts;
}

/** What a job gives besides its counts. */
export interface RunResult extends RunCounts, Job {
  /** How many ms it took. */
  readonly ms: number;
}

/** What `runJob` is told besides. */
export interface JobOptions {
  /** The time in ms. */
  readonly now: () => number;
  /** Is told now and then how many of the requests are done. */
  readonly onProgress?: ((requests: number) => void) | undefined;
}

/** Runs a whole trace through one policy at one size. */
export declare function runJob(trace: Trace, job: Job, options: JobOptions): RunResult;
