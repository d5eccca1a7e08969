import type { EventEmitter as Emitter } from 'vscode';
import { EventEmitter } from 'vscode';
import type { Kernel, Platform } from '../../../src/host/platform.ts';
import type { CellsToHost, HostToCells } from '../../../src/protocol/cells.ts';

type Execute = Extract<HostToCells, { type: 'execute' }>;

/** A kernel without a process. It does what the code of its cells says: `wait` runs until it is told how to go on. */
export class FakeKernel implements Kernel<HostToCells> {
  isAlive = true;
  private readonly messages: Emitter<unknown> = new EventEmitter();
  private readonly exits: Emitter<string> = new EventEmitter();
  readonly onDidReceiveMessage = this.messages.event;
  readonly onDidExit = this.exits.event;
  readonly onDidLog = new EventEmitter<string>().event;
  readonly sent: HostToCells[] = [];
  readonly waiting: Execute[] = [];
  private isExiting = false;

  constructor(
    private readonly run: (kernel: FakeKernel, cell: Execute) => void,
    private readonly onExit: () => void,
  ) {
    queueMicrotask(() => this.say({ type: 'ready' }));
  }

  send(message: HostToCells): void {
    if (!this.isAlive || this.isExiting) return; // As a pipe that nobody reads any more.
    this.sent.push(message);
    if (message.type === 'execute') queueMicrotask(() => this.run(this, message));
    if (message.type === 'interrupt') queueMicrotask(() => this.rest());
  }

  /** Says something, as long as it lives. */
  say(message: unknown): void {
    if (this.isAlive) this.messages.fire(message);
  }

  started({ cell }: Execute): void {
    this.say({ type: 'started', cell } satisfies CellsToHost);
  }

  done({ cell }: Execute, ok = true): void {
    this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((each) => each.cell !== cell));
    this.say({ type: 'done', cell, ok, durationMs: 1 } satisfies CellsToHost);
  }

  error({ cell }: Execute, name: string, message: string): void {
    this.say({ type: 'error', cell, name, message, frames: [] } satisfies CellsToHost);
  }

  print({ cell }: Execute, text: string): void {
    this.say({ type: 'output', cell, stream: 'stdout', text } satisfies CellsToHost);
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
  readonly all: FakeKernel[] = [];
  readonly live = new Set<FakeKernel>();

  /** A word at the beginning of a cell says what running it does; what no word is known for ends well at once. */
  run = (kernel: FakeKernel, cell: Execute): void => {
    const [word = '', ...rest] = cell.code.split(' ');
    if (word === 'ignored') return;
    kernel.started(cell);
    if (word === 'print') kernel.print(cell, rest.join(' '));
    if (word === 'throw') kernel.error(cell, rest[0] ?? 'Error', rest.slice(1).join(' '));
    if (word === 'exit') kernel.exit();
    else if (word === 'wait') kernel.waiting.push(cell);
    else kernel.done(cell, word !== 'throw');
  };

  launchNotebookKernel(): FakeKernel {
    const kernel: FakeKernel = new FakeKernel(
      (...args) => this.run(...args),
      () => this.live.delete(kernel),
    );
    this.all.push(kernel);
    this.live.add(kernel);
    return kernel;
  }

  launchKernel(): never {
    throw new Error('Scenarios are not run here.');
  }

  /** The kernel that was started last. */
  get newest(): FakeKernel {
    const newest = this.all.at(-1);
    if (!newest) throw new Error('No kernel was started.');
    return newest;
  }
}
