import { fstatSync, writeSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';

/** How long a program that ends waits for a reader that is behind, in ms. */
const PATIENCE = 200;

/** Where nobody reads, so many bytes wait in the process at most: only where a socket cannot be written at once. */
const MOST_WAITING = 64 * 1024;

/** Taken before the program can replace it. */
export const now = performance.now.bind(performance);

/** Takes bytes. Returns how many it took, and -1 where it will never take any. */
type Sink = (bytes: Uint8Array) => number;

/**
 * The way out of the process: frames on a socket, each its length in four bytes and a message in JSON. It is written at
 * once, without the event loop, so that also a program that never comes back to it is heard, to its last line. Nothing
 * waits: what does not fit is refused as a whole frame. When nobody reads any more, it is silent for ever.
 */
export class Wire {
  private socket: Socket | undefined;
  private readonly sink: Sink;
  /** Of a frame that went out in part. */
  private rest: Uint8Array | undefined;
  private isOpen = true;
  private saidAt = now();

  constructor(path: string) {
    const socket = createConnection({ path, allowHalfOpen: true });
    this.socket = socket;
    socket.on('error', () => this.close());
    socket.pause();
    socket.unref();
    this.sink = sinkOf(socket);
  }

  /** Sends a message as a whole. False: there was no room for it. */
  send(message: readonly unknown[]): boolean {
    return this.sendText(JSON.stringify(message));
  }

  sendText(text: string): boolean {
    if (!this.isOpen) return true;
    if (!this.flush()) return false;
    const body = Buffer.from(text, 'utf8');
    const frame = Buffer.allocUnsafe(4 + body.length);
    frame.writeUInt32LE(body.length, 0);
    body.copy(frame, 4);
    const taken = this.write(frame);
    if (taken > 0) this.saidAt = now();
    if (taken > 0 && taken < frame.length) this.rest = frame.subarray(taken);
    return taken > 0 || this.isSilent;
  }

  /** For how long nothing was said, in ms. */
  get silence(): number {
    return now() - this.saidAt;
  }

  /** Whether nobody will ever read. */
  get isSilent(): boolean {
    return !this.isOpen;
  }

  /** Tries `task` until it has said all, or the reader stays behind for too long. Only for the end of a program. */
  insist(task: () => boolean): void {
    const until = now() + PATIENCE;
    const cell = new Int32Array(new SharedArrayBuffer(4));
    while (!(task() && this.flush()) && this.isOpen && now() < until) Atomics.wait(cell, 0, 0, 1);
  }

  /** Sends what is left of the last frame. False: nothing else can be sent yet. */
  flush(): boolean {
    const { rest } = this;
    if (rest === undefined) return true;
    const taken = this.write(rest);
    this.rest = this.isOpen && taken < rest.length ? rest.subarray(taken) : undefined;
    return this.rest === undefined;
  }

  private write(bytes: Uint8Array): number {
    const taken = this.isOpen ? this.sink(bytes) : -1;
    if (taken >= 0) return taken;
    this.close();
    return 0;
  }

  private close(): void {
    this.isOpen = false;
    this.rest = undefined;
    this.socket?.destroy();
    this.socket = undefined;
  }
}

function sinkOf(socket: Socket): Sink {
  const { _handle: handle } = socket as unknown as { _handle?: { fd?: number } | null };
  const fd = handle?.fd;
  return typeof fd === 'number' && fd >= 0 ? atOnce(fd) : byTheLoop(socket);
}

/** A Unix socket is connected as soon as it was asked for, and can be written as a file. */
function atOnce(fd: number): Sink {
  const { dev, ino } = fstatSync(fd, { bigint: true });
  return (bytes) => {
    try {
      // A program may close what it has not opened, and our number may be a file of its own by now.
      const now = fstatSync(fd, { bigint: true });
      if (now.ino !== ino || now.dev !== dev) return -1;
      return writeSync(fd, bytes);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : -1;
    }
  };
}

/** A named pipe of Windows. */
function byTheLoop(socket: Socket): Sink {
  return (bytes) => {
    if (socket.destroyed) return -1;
    if (socket.writableLength > MOST_WAITING) return 0;
    socket.write(bytes);
    return bytes.length;
  };
}
