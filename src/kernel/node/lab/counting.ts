import { parentPort, Worker } from 'node:worker_threads';
import { CHUNK, Curve, GrowingCurve, type CurveData } from '../../../lab/index.ts';
import { collectGarbage } from '../memory.ts';
import { code } from './code.ts';
import { curveOfPart } from './gathered.ts';
import { Spool } from './spool.ts';

/** How many parts of the requests may wait for the thread; then those who read wait. */
const MOST_WAITING = 8;

/** What a thread is started with that is to count. */
const COUNTING = { counts: true } as const;

export function isCounting(data: unknown): boolean {
  return (data as Partial<typeof COUNTING> | null)?.counts === true;
}

/** Requests in a temporary file, of which some make a curve; ends as places from 0. */
interface Stretch {
  readonly file: number;
  readonly kept: number;
  readonly keys: number;
  readonly from: number;
  readonly to: number;
}

type ToThread =
  | { readonly type: 'part'; readonly ids: Int32Array<ArrayBuffer>; readonly count: number }
  | { readonly type: 'curve' }
  | ({ readonly type: 'stretch' } & Stretch);

type FromThread =
  | { readonly type: 'taken'; readonly ids: Int32Array<ArrayBuffer> }
  | { readonly type: 'curve'; readonly data: CurveData };

/** Counts the exact curve of requests beside those who read them, in a thread of its own. */
export class Counting {
  private readonly worker: Worker;
  /** Arrays that have come back from the thread. */
  private readonly free: Int32Array<ArrayBuffer>[] = [];
  private waiting = 0;
  private readonly asked: ((data: CurveData) => void)[] = [];
  private onTaken: (() => void) | undefined;
  private onFailure: (error: Error) => void = () => undefined;
  private readonly failure = new Promise<never>((_, reject) => {
    this.onFailure = reject;
  });

  /** `script` is that of a thread of the lab. */
  constructor(script: string) {
    this.worker = new Worker(script, { workerData: COUNTING });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.once('error', (error) => this.onFailure(error));
    this.worker.once('exit', () => this.onFailure(new Error('The thread that counts has ended.')));
    // Where nobody waits any more.
    this.failure.catch(() => undefined);
  }

  push(requests: Int32Array): void {
    for (let at = 0; at < requests.length; at += CHUNK) {
      const some = requests.subarray(at, at + CHUNK);
      const ids = this.free.pop() ?? new Int32Array(CHUNK);
      ids.set(some);
      this.waiting++;
      this.send({ type: 'part', ids, count: some.length }, ids.buffer);
    }
  }

  /** Whether the thread is far behind. */
  get isBehind(): boolean {
    return this.waiting >= MOST_WAITING;
  }

  /** Resolves when the thread is not far behind any more. */
  async caughtUp(): Promise<void> {
    while (this.isBehind)
      await Promise.race([this.failure, new Promise<void>((resolve) => (this.onTaken = resolve))]);
  }

  /** The curve of all requests. */
  curve(): Promise<Curve> {
    return this.ask({ type: 'curve' });
  }

  /** The curve of some requests that are in a file, as if there were nothing before. */
  stretch(stretch: Stretch): Promise<Curve> {
    return this.ask({ type: 'stretch', ...stretch });
  }

  /** Its memory is free when it has ended. */
  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(question: ToThread): Promise<Curve> {
    this.send(question);
    const answer = new Promise<CurveData>((resolve) => this.asked.push(resolve));
    const told = Promise.race([this.failure, answer]).then((data) => new Curve(data));
    // Who has asked may have failed in the meantime.
    told.catch(() => undefined);
    return told;
  }

  private send(message: ToThread, ...moved: ArrayBuffer[]): void {
    this.worker.postMessage(message, moved);
  }

  private hear(message: FromThread): void {
    if (message.type === 'curve') {
      this.asked.shift()?.(message.data);
      return;
    }
    this.waiting--;
    this.free.push(message.ids);
    this.onTaken?.();
  }
}

/** The thread itself. */
export function runCounting(): void {
  let growing = new GrowingCurve(code);
  const tell = (message: FromThread, moved: ArrayBufferLike): void =>
    parentPort?.postMessage(message, [moved as ArrayBuffer]);
  parentPort?.on('message', (message: ToThread) => {
    if (message.type === 'part') {
      const { ids, count } = message;
      growing.push({ ids: ids.subarray(0, count) });
      tell({ type: 'taken', ids }, ids.buffer);
      return;
    }
    const { data } = message.type === 'curve' ? growing.curve() : curveIn(message);
    if (message.type === 'curve') growing = new GrowingCurve(code);
    tell({ type: 'curve', data }, data.hits.buffer);
    collectGarbage();
  });
}

function curveIn({ file, kept, keys, from, to }: Stretch): Curve {
  const ids = new Spool(file);
  return curveOfPart({ columns: { ids }, kept, keys, prints: ids, rate: 1 }, from, to);
}
