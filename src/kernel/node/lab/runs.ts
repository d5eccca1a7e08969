import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Job, RunResult } from '../../../lab/index.ts';
import {
  canSample,
  CHUNK,
  LEAST_SIZE,
  longestFirst,
  nextUsesOf,
  recommendPolicy,
  sampleError,
  sampleSize,
  wholeMisses,
  windowsIn,
} from '../../../lab/index.ts';
import type { HostToLab, LabLimits, League } from '../../../protocol/lab.ts';
import type { Gathered } from './gathered.ts';
import type { ReadTrace } from './gathering.ts';
import type { Spool } from './spool.ts';

/** What a thread is given: the requests in memory that all share, or the file where they are. */
export interface ThreadData {
  readonly ids: SharedArrayBuffer | { readonly file: number; readonly count: number };
  /** The file of their sizes. */
  readonly sizes?: number | undefined;
  readonly prints: SharedArrayBuffer;
  readonly distinct: number;
  readonly future?: SharedArrayBuffer | undefined;
  readonly jobs: readonly ThreadJob[];
}

/** A job with where its outcomes go, and those of OPT that it is compared with. */
export interface ThreadJob extends Job {
  readonly outcomes?: SharedArrayBuffer | undefined;
  readonly best?: SharedArrayBuffer | undefined;
  readonly windows?: Int32Array | undefined;
}

export type ThreadMessage =
  | { readonly type: 'done'; readonly place: number; readonly result: RunResult }
  | { readonly type: 'progress'; readonly requests: number };

type RunQuestion = Extract<HostToLab, { type: 'run' }>;

/** By how many windows it is told how a policy does over time. */
const MOST_WINDOWS = 200;

/** Clairvoyance needs all requests in memory. */
const OPT = 'opt';

/**
 * So many requests are worth a thread for each policy, so that each is compiled for itself: a thread takes longer to
 * begin than it gains where there are fewer.
 */
const WORTH_A_THREAD = 200_000;

/**
 * What runs may take, in bytes, so that all of the process stays below 300 MB, unless one thread takes more; what a
 * thread takes by itself, for each key as was measured, and what a request takes in memory: its key, its next use, and
 * what OPT answers. Curves are held besides, by size.
 */
const ROOM = 190e6;
const OF_THREAD = 15e6;
const OF_KEY = 75;
const OF_REQUEST = 9;

function roomFor({ kept, keys, curve, quarters }: ReadTrace, isWhole: boolean, threads: number): number {
  const curves = [curve, ...quarters].reduce((sum, { length }) => sum + 8 * length, 0);
  return curves + (isWhole ? OF_REQUEST * kept : 0) + 8 * keys + threads * (OF_THREAD + OF_KEY * keys);
}

/** Runs policies over what was read. */
export class Runner {
  private readonly shared: Shared;
  /** When each request is made again; made where it is first needed. */
  private future: SharedArrayBuffer | undefined;
  private readonly isWhole: boolean;
  private readonly ends: Int32Array;

  constructor(
    /** The script of a thread. */
    private readonly file: string,
    private readonly trace: ReadTrace,
    private readonly limits: LabLimits,
    private readonly onProgress: (done: number, total: number) => void,
  ) {
    this.isWhole = trace.kept <= limits.requests && roomFor(trace, true, 1) <= ROOM;
    this.shared = this.isWhole ? inMemory(trace) : inFile(trace);
    this.ends = this.isWhole ? endsOf(trace) : chunkEnds(trace);
  }

  /** Runs these policies at these sizes; at `mine` by window, too, and with the causes of misses where they are wanted. */
  async run({ policies, sizes, mine, causes }: RunQuestion): Promise<League> {
    const left = policies.filter((policy) => !this.canRun(policy));
    const others = policies.filter((policy) => this.canRun(policy));
    const scaled = [...new Set([...sizes, mine])].map((size) => ({
      size,
      run: sampleSize(size, this.trace.rate),
    }));
    const jobs = others.flatMap((policy) => scaled.map(({ run }) => ({ policy, size: run })));
    const own = sampleSize(mine, this.trace.rate);
    const best = this.isWhole && causes === true ? new SharedArrayBuffer(this.trace.kept) : undefined;
    if (best || (this.isWhole && policies.includes(OPT))) this.future ??= futureOf(this.shared, this.trace);
    const windows = this.ends;
    const isOwn = ({ size }: Job): boolean => size === own;
    // What OPT answers has to be known before the misses of others have causes.
    const first: ThreadJob[] = [
      ...(best ? [{ policy: OPT, size: own, outcomes: best, windows }] : []),
      ...jobs.filter((job) => !isOwn(job)),
    ];
    const second: ThreadJob[] = jobs
      .filter((job) => isOwn(job) && !(best && job.policy === OPT))
      .map((job) => ({ ...job, windows, best }));
    const total = (first.length + second.length) * this.trace.kept;
    const done = await this.all(first, total, 0);
    const results = [...done, ...(await this.all(second, total, first.length))];
    return this.league(results, scaled, others, left);
  }

  private canRun(policy: string): boolean {
    const { rate } = this.trace;
    return policy === OPT ? this.isWhole : canSample(policy, rate);
  }

  private league(
    results: readonly RunResult[],
    sizes: readonly { readonly size: number; readonly run: number }[],
    policies: readonly string[],
    left: readonly string[],
  ): League {
    const { rate } = this.trace;
    const runs = policies.flatMap((policy) =>
      sizes.flatMap(({ size, run }) => {
        const result = results.find((each) => each.policy === policy && each.size === run);
        const isTold = rate === 1 || run >= LEAST_SIZE;
        return result && isTold ? [this.whole({ ...result, size })] : [];
      }),
    );
    const ofWindows = results.filter(({ windows }) => windows !== undefined);
    const error = rate === 1 ? 0 : sampleError(this.trace.keys);
    const policy = recommendPolicy(ofWindows, this.ends, error);
    const mine = sizes.find(({ run }) => run === policy?.size)?.size;
    return {
      runs,
      ends: this.ends,
      rate,
      error,
      left,
      ...(policy && mine !== undefined && { policy: { ...policy, size: mine } }),
    };
  }

  /** What a run over a sample says of all requests. */
  private whole(result: RunResult): RunResult {
    const { rate, curve, facts } = this.trace;
    if (rate === 1) return result;
    const { requests } = facts;
    const { policy, size, ms } = result;
    const misses =
      policy === 'lru' && curve.isExact ? curve.misses(size) : wholeMisses(result.misses, rate, requests);
    return {
      policy,
      size,
      ms,
      requests,
      hits: requests - misses,
      misses,
      evictions: Math.round(result.evictions / rate),
    };
  }

  /** As many threads at once as there are cores. */
  private async all(jobs: readonly ThreadJob[], total: number, before: number): Promise<RunResult[]> {
    const results: RunResult[] = [];
    const cores = Math.min(this.limits.threads, availableParallelism());
    const threads = cores > 1 && roomFor(this.trace, this.isWhole, cores) > ROOM ? 1 : Math.max(1, cores);
    const sorted = longestFirst(jobs);
    const queue = this.trace.kept >= WORTH_A_THREAD ? byPolicy(sorted) : inTurns(sorted, threads);
    const running = new Map<Worker, number>();
    let finished = before;
    const tell = (): void => {
      const inside = [...running.values()].reduce((sum, requests) => sum + requests, 0);
      this.onProgress(finished * this.trace.kept + inside, total);
    };
    const next = async (): Promise<void> => {
      for (let own = queue.shift(); own; own = queue.shift())
        await this.thread(
          own,
          (worker, message) => {
            if (message.type === 'progress') running.set(worker, message.requests);
            else {
              running.set(worker, 0);
              finished++;
              results.push(message.result);
            }
            tell();
          },
          running,
        );
    };
    await Promise.all(Array.from({ length: threads }, next));
    return results;
  }

  private thread(
    jobs: readonly ThreadJob[],
    take: (worker: Worker, message: ThreadMessage) => void,
    running: Map<Worker, number>,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const workerData: ThreadData = { ...this.shared, future: this.future, jobs };
      const worker = new Worker(this.file, { workerData });
      worker.on('message', (message: ThreadMessage) => take(worker, message));
      worker.once('error', reject);
      worker.once('exit', (code) => {
        running.delete(worker);
        if (code === 0) resolve();
        else reject(new Error(`A thread of the lab has ended with code ${code}.`));
      });
    });
  }
}

function byPolicy(jobs: readonly ThreadJob[]): ThreadJob[][] {
  const policies = [...new Set(jobs.map(({ policy }) => policy))];
  return policies.map((policy) => jobs.filter((job) => job.policy === policy));
}

/** So many parts, which take about as long as each other. */
function inTurns(jobs: readonly ThreadJob[], parts: number): ThreadJob[][] {
  const all = Array.from({ length: parts }, (_, part) => jobs.filter((_, at) => at % parts === part));
  return all.filter((part) => part.length > 0);
}

/** What all threads are given. */
type Shared = Omit<ThreadData, 'jobs' | 'future'>;

function inMemory({ columns, kept, keys, prints }: Gathered): Shared {
  return {
    ids: loaded(columns.ids, kept),
    sizes: columns.sizes?.file,
    prints: loadedPrints(prints, keys),
    distinct: keys,
  };
}

function futureOf({ ids }: Shared, { kept, keys }: Gathered): SharedArrayBuffer {
  const future = new SharedArrayBuffer(4 * kept);
  nextUsesOf(new Int32Array(ids as SharedArrayBuffer), keys, new Int32Array(future));
  return future;
}

function inFile({ columns, kept, keys, prints }: Gathered): Shared {
  const ids = { file: columns.ids.file, count: kept };
  return { ids, prints: loadedPrints(prints, keys), distinct: keys };
}

function loadedPrints(prints: Spool, keys: number): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(8 * keys);
  prints.read(new Float64Array(shared), 0);
  return shared;
}

function loaded(spool: Spool, count: number): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(4 * count);
  spool.read(new Int32Array(shared), 0);
  return shared;
}

/** The ends of windows of whole chunks: a file is gone through chunk by chunk. */
function chunkEnds({ kept }: Gathered): Int32Array {
  const chunks = Math.ceil(kept / CHUNK);
  const count = Math.min(MOST_WINDOWS, chunks);
  return Int32Array.from({ length: count }, (_, window) =>
    Math.min(kept, Math.round((chunks * (window + 1)) / count) * CHUNK),
  );
}

/** Windows of time: of the times in their file only those are read that are looked for. */
function endsOf({ columns: { times }, kept }: Gathered): Int32Array {
  const one = new Float64Array(1);
  const timeAt = (request: number): number => {
    times?.read(one, 8 * request);
    return one[0] ?? 0;
  };
  return windowsIn(kept, times && timeAt);
}
