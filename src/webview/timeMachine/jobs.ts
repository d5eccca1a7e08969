import type { Sliced } from '../../recording/index.ts';

/** How long one frame may work for what looks at a whole recording, in ms. */
const SLICE_MS = 12;

/** A run that goes on makes what is known old: it is computed anew at most so often, in ms. */
const ANEW_MS = 2000;

/** What a long computation has given, and how far it is. */
export interface Computed<Result> {
  /** The newest result; none before the first is there. */
  readonly result: Result | undefined;
  /** From 0 to 1. */
  readonly progress: number;
}

interface Job {
  /** The number of the last event when it began. */
  readonly last: number;
  readonly work: Sliced<unknown>;
  progress: number;
  /** The time when it was done. */
  doneAt: number | undefined;
}

/** Computations over a whole recording, a slice in each frame, so that no frame waits for them. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();
  private readonly results = new Map<string, unknown>();

  constructor(
    private readonly now: () => number,
    /** Asks for another frame. */
    private readonly again: () => void,
  ) {}

  /** Goes on with a computation, or begins it; `last` is the number of the last event there is. */
  advance<Result>(id: string, last: number, begin: () => Sliced<Result>): Computed<Result> {
    let job = this.jobs.get(id);
    const isOld = job?.doneAt !== undefined && job.last !== last && this.now() - job.doneAt >= ANEW_MS;
    if (!job || isOld) this.jobs.set(id, (job = { last, work: begin(), progress: 0, doneAt: undefined }));
    if (job.doneAt === undefined) this.run(id, job);
    if (job.doneAt === undefined || job.last !== last) this.again();
    return { result: this.results.get(id) as Result | undefined, progress: job.progress };
  }

  private run(id: string, job: Job): void {
    const until = this.now() + SLICE_MS;
    do {
      const next = job.work.next();
      if (next.done) {
        this.results.set(id, next.value);
        job.progress = 1;
        job.doneAt = this.now();
        return;
      }
      job.progress = next.value;
    } while (this.now() < until);
  }
}
