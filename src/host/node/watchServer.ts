import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProbeReader } from '../../watch/frames.ts';
import type { ProbeMessage } from '../../watch/messages.ts';
import { PROBE_VERSION } from '../../watch/messages.ts';
import type { Guest, Reception, WatchServer } from '../platform.ts';

/** How long a connection may say nothing of who it is, in ms. */
const HELLO_MS = 10_000;

/** How many programs are listened to at once. */
const MOST_CONNECTIONS = 1024;

/** What is decoded without giving way, in bytes. */
const PIECE = 64 * 1024;

/** The path of a socket may be so long everywhere, in bytes. */
const LONGEST_PATH = 100;

const FOLDER = 'cachebook-';

/** A piece of what one connection has written; nothing at its end. */
interface Piece {
  readonly connection: Connection;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Opens the way in for the probes of one run: a socket in a folder that nobody else may enter, on Windows a pipe with a
 * name that nobody can guess. Programs write as fast as they like: each connection is read on only when what it has
 * written is decoded, a piece a turn, and a probe whose socket is full leaves out what it would say.
 */
export async function openWatchServer(token: string, reception: Reception): Promise<WatchServer> {
  const { address, folder } = await newAddress();
  const connections = new Set<Connection>();
  const queue: Piece[] = [];
  let isClosed = false;

  const work = (): void => {
    const [piece] = queue;
    if (!piece || isClosed) return;
    piece.connection.take(piece.bytes);
    queue.shift();
    if (queue.length > 0) setImmediate(work);
  };
  const enqueue = (piece: Piece): void => {
    queue.push(piece);
    if (queue.length === 1) setImmediate(work);
  };
  const server = createServer((socket) => {
    if (connections.size >= MOST_CONNECTIONS) {
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, token, reception, enqueue);
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
  server.on('error', () => undefined); // Who cannot connect is not watched.
  await listen(server, address, folder);
  return {
    address,
    dispose: () => {
      isClosed = true;
      for (const connection of connections) connection.close();
      server.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One program. */
class Connection {
  private guest: Guest | undefined;
  private readonly read: (bytes: Uint8Array) => void;
  private readonly impatience: NodeJS.Timeout;
  private hasEnded = false;
  /** Pieces that are not decoded yet. */
  private waiting = 0;

  constructor(
    private readonly socket: Socket,
    private readonly token: string,
    private readonly reception: Reception,
    private readonly enqueue: (piece: Piece) => void,
  ) {
    this.read = createProbeReader(
      (message) => this.receive(message),
      () => this.refuse('unreadable'),
    );
    this.impatience = setTimeout(() => this.refuse('stranger'), HELLO_MS);
    socket.on('error', () => undefined); // A program that is killed says nothing more.
    socket.on('data', (bytes: Buffer) => this.cut(bytes));
    socket.once('close', () => {
      clearTimeout(this.impatience);
      enqueue({ connection: this, bytes: undefined });
    });
  }

  close(): void {
    clearTimeout(this.impatience);
    this.socket.destroy();
  }

  /** Decodes a piece, and lets the socket be read on after its last one. */
  take(bytes: Uint8Array | undefined): void {
    if (this.hasEnded) return;
    if (bytes === undefined) {
      this.hasEnded = true;
      this.guest?.end();
      return;
    }
    this.read(bytes);
    if (--this.waiting === 0) this.socket.resume();
  }

  private cut(bytes: Buffer): void {
    this.socket.pause();
    for (let from = 0; from < bytes.length; from += PIECE) {
      this.waiting++;
      this.enqueue({ connection: this, bytes: bytes.subarray(from, from + PIECE) });
    }
  }

  private receive(message: ProbeMessage): void {
    if (this.hasEnded) return;
    if (this.guest) {
      this.guest.take(message);
      return;
    }
    if (message.type !== 'hello' || message.hello.token !== this.token) this.refuse('stranger');
    else if (message.hello.version !== PROBE_VERSION) this.refuse('version');
    else {
      clearTimeout(this.impatience);
      this.guest = this.reception.welcome(message.hello);
    }
  }

  private refuse(why: 'stranger' | 'version' | 'unreadable'): void {
    if (this.hasEnded || this.socket.destroyed) return;
    this.reception.refused(why);
    this.close();
  }
}

interface Address {
  readonly address: string;
  readonly folder?: string;
}

async function newAddress(): Promise<Address> {
  if (process.platform === 'win32') return { address: `\\\\.\\pipe\\cachebook-${crypto.randomUUID()}` };
  const root = tmpdir().length + FOLDER.length + 24 < LONGEST_PATH ? tmpdir() : '/tmp';
  await removeLeftovers(root);
  const folder = await mkdtemp(path.join(root, `${FOLDER}${process.pid}-`));
  await chmod(folder, 0o700);
  return { address: path.join(folder, 's'), folder };
}

async function listen(server: Server, address: string, folder: string | undefined): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
  } catch (error) {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Windows that crashed have left their folders: they carry the number of a process that is no more. */
async function removeLeftovers(root: string): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const pid = /^cachebook-(\d+)-\w{6}$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(path.join(root, name), { recursive: true, force: true }).catch(() => undefined); // It is somebody else's.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
