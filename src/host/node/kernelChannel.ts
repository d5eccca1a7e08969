import type { ChildProcess, ForkOptions } from 'node:child_process';
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { deserialize, serialize } from 'node:v8';
import { createFrameReader, frameOf } from '../../protocol/frames.ts';

/** The place of the line among the descriptors of the kernel. */
const DESCRIPTOR = 4;

/** How long what an ended kernel has said may take to arrive, in ms. */
const LAST_WORDS_MS = 3000;

interface Events {
  message: [message: unknown];
  /** Somebody has written to the line what is no message. */
  stray: [];
  /** The kernel has ended and all that it said was told, or it could not be started. */
  exit: [why: string];
}

/**
 * A kernel in a child process, and the line to it. The line is not the one that Node makes, which the kernel closes when
 * it begins: cells can write to any descriptor, and what Node cannot read there would throw in the host.
 */
export class KernelChannel extends EventEmitter<Events> {
  readonly child: ChildProcess;
  private readonly line: Duplex;

  constructor(file: string, options: Pick<ForkOptions, 'cwd' | 'detached' | 'env' | 'execArgv'>) {
    super();
    this.child = fork(file, [], { ...options, stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'] });
    this.line = this.child.stdio[DESCRIPTOR] as Duplex;
    const read = createFrameReader(
      (content) => this.receive(content),
      () => this.emit('stray'),
    );
    this.line.on('data', read);
    // A line that closes while a message is on its way is reported by `exit`.
    this.line.on('error', () => undefined);
    this.follow();
  }

  get isOpen(): boolean {
    return this.line.writable;
  }

  send(message: unknown): void {
    if (this.isOpen) this.line.write(frameOf(serialize(message)));
  }

  /** A kernel without a line ends itself. */
  close(): void {
    this.line.destroy();
  }

  private receive(content: Uint8Array): void {
    let message: unknown;
    try {
      message = deserialize(content);
    } catch {
      this.emit('stray');
      return;
    }
    this.emit('message', message);
  }

  /** A kernel that could not be started fires `error` and may or may not fire `exit`; either way it ends once. */
  private follow(): void {
    let hasEnded = false;
    const end = (why: string): void => {
      if (!hasEnded) this.emit('exit', why);
      hasEnded = true;
    };
    this.child.once('error', (error) => end(error.message));
    this.child.once('exit', (code, signal) => {
      const why = signal ?? `exit code ${code ?? 'unknown'}`;
      if (this.line.closed) end(why);
      this.line.once('close', () => end(why));
      setTimeout(() => end(why), LAST_WORDS_MS).unref();
    });
  }
}
