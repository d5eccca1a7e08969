import type { Drawings } from '../../../src/protocol/drawing.ts';
import type { EventEmitter as Emitter } from 'vscode';
import { EventEmitter } from 'vscode';
import type { Kernel, Platform } from '../../../src/host/platform.ts';
import { FakePrograms } from './fakePrograms.ts';
import { FakeRedis } from './fakeRedis.ts';
import type { HostToKernel, KernelToHost } from '../../../src/protocol/kernel.ts';

/** What a fake kernel is asked to run. */
export type FakeRun = Extract<HostToKernel, { type: 'run' }>;

/** A kernel without a process. It does what the code of its cells says: `wait` runs until it is told how to go on. */
export class FakeKernel implements Kernel {
  isAlive = true;
  private readonly messages: Emitter<unknown> = new EventEmitter();
  private readonly exits: Emitter<string> = new EventEmitter();
  readonly onDidReceiveMessage = this.messages.event;
  readonly onDidExit = this.exits.event;
  readonly onDidLog = new EventEmitter<string>().event;
  readonly sent: HostToKernel[] = [];
  readonly waiting: FakeRun[] = [];
  private isExiting = false;

  constructor(
    private readonly run: (kernel: FakeKernel, cell: FakeRun) => void,
    private readonly onExit: () => void,
  ) {
    queueMicrotask(() => this.say({ type: 'ready' }));
  }

  send(message: HostToKernel): void {
    if (!this.isAlive || this.isExiting) return; // As a pipe that nobody reads any more.
    this.sent.push(message);
    if (message.type === 'run') queueMicrotask(() => this.run(this, message));
    if (message.type === 'interrupt') queueMicrotask(() => this.rest());
  }

  /** Says something, as long as it lives. */
  say(message: unknown): void {
    if (this.isAlive) this.messages.fire(message);
  }

  started({ run }: FakeRun): void {
    this.say({ type: 'started', run } satisfies KernelToHost);
  }

  done({ run }: FakeRun, ok = true): void {
    this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((each) => each.run !== run));
    this.say({ type: 'done', run, ok, durationMs: 1 } satisfies KernelToHost);
  }

  error({ run }: FakeRun, name: string, message: string): void {
    this.say({ type: 'error', run, name, message, frames: [] } satisfies KernelToHost);
  }

  print({ run }: FakeRun, text: string): void {
    this.say({ type: 'output', run, stream: 'stdout', text } satisfies KernelToHost);
  }

  kill(): void {
    this.exit('SIGKILL');
  }

  /** Ends as a process does: who started it is told later. */
  exit(why = 'exit code 1'): void {
    if (this.isExiting) return;
    this.isExiting = true;
    setImmediate(() => {
      this.isAlive = false;
      this.onExit();
      this.exits.fire(why);
    });
  }

  private rest(): void {
    for (const cell of [...this.waiting]) this.done(cell, false);
    this.say({ type: 'idle', kept: true });
  }
}

/** Starts fake kernels and knows those that live. */
export class FakeKernels implements Platform {
  readonly environment = {};
  readonly loadDrawings = (): Promise<Drawings> => Promise.resolve({ createDraw: () => () => undefined });
  readonly programs = new FakePrograms();
  readonly redis = new FakeRedis();
  readonly all: FakeKernel[] = [];
  readonly live = new Set<FakeKernel>();

  /** A word at the beginning of a cell says what running it does; what no word is known for ends well at once. */
  run = (kernel: FakeKernel, cell: FakeRun): void => {
    const [word = '', ...rest] = codeOf(cell).split(' ');
    if (word === 'ignored') return;
    kernel.started(cell);
    if (word === 'print') kernel.print(cell, rest.join(' '));
    if (word === 'throw') kernel.error(cell, rest[0] ?? 'Error', rest.slice(1).join(' '));
    if (word === 'exit') kernel.exit();
    else if (word === 'wait') kernel.waiting.push(cell);
    else kernel.done(cell, word !== 'throw');
  };

  launchLab(): never {
    throw new Error('There is no lab here.');
  }

  launchKernel(): FakeKernel {
    const kernel: FakeKernel = new FakeKernel(
      (...args) => this.run(...args),
      () => this.live.delete(kernel),
    );
    this.all.push(kernel);
    this.live.add(kernel);
    return kernel;
  }

  /** The kernel that was started last. */
  get newest(): FakeKernel {
    const newest = this.all.at(-1);
    if (!newest) throw new Error('No kernel was started.');
    return newest;
  }
}

function codeOf({ program }: FakeRun): string {
  return program.kind === 'cell' ? program.code : '';
}
