import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { SharedInfo } from '../../../src/sharing/index.ts';
import type { Options, Question, Tally, Write } from './worker.ts';

export interface WorkerState {
  readonly fetches: number;
  readonly unhandled: number;
  readonly state: string;
  readonly info: SharedInfo;
  readonly cache: { readonly hits: number; readonly misses: number; readonly currsize: number };
}

/** A process that shares a cache. */
export class Worker {
  private readonly waiting = new Map<number, (message: { value?: unknown; error?: string }) => void>();
  private asked = 0;
  readonly ended: Promise<void>;

  constructor(readonly child: ChildProcess) {
    child.on('message', (message: { id: number; value?: unknown; error?: string }) => {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
    this.ended = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  ask(question: Question): Promise<unknown> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ value, error }) =>
        error === undefined ? resolve(value) : reject(new Error(error)),
      );
      this.child.send({ id, question });
    });
  }

  call = (key: string): Promise<{ version: number; by: number; key: string }> =>
    this.ask({ ask: 'call', key }) as never;
  write = (key: string, version: number): Promise<Write> =>
    this.ask({ ask: 'write', key, version }) as Promise<Write>;
  /** When its copy has left that it had when it was last called. */
  gone = (): Promise<number> => this.ask({ ask: 'gone' }) as Promise<number>;
  state = (): Promise<WorkerState> => this.ask({ ask: 'state' }) as Promise<WorkerState>;
  tally = (question: Question): Promise<Tally> => this.ask(question) as Promise<Tally>;
}

/** Processes, and the files of versions that they share. */
export class Workers {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'cb-workers-'));
  readonly all: Worker[] = [];
  private readonly program = path.join(this.folder, 'worker.cjs');
  private files = 0;

  /** Bundles what they run, once. */
  async prepare(): Promise<void> {
    await build({
      entryPoints: [path.join(import.meta.dirname, 'worker.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: this.program,
      logLevel: 'error',
    });
  }

  start(count: number): Worker[] {
    const started = Array.from(
      { length: count },
      () => new Worker(fork(this.program, { stdio: 'inherit', execArgv: [] })),
    );
    this.all.push(...started);
    return started;
  }

  /** Opens a cache in all of them, with versions that begin at 0. */
  async open(workers: readonly Worker[], url: string, options: Options): Promise<void> {
    const files = path.join(this.folder, `versions${++this.files}`);
    for (const kind of ['truth', 'acknowledged']) writeFileSync(`${files}.${kind}`, Buffer.alloc(16 * 1000));
    await Promise.all(workers.map((worker) => worker.ask({ ask: 'open', url, files, options })));
  }

  async end(): Promise<void> {
    for (const { child } of this.all) child.kill('SIGKILL');
    await Promise.all(this.all.map(({ ended }) => ended));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
