import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProbeReader } from '../../watch/frames.ts';
import type { ProbeMessage } from '../../watch/messages.ts';
import { PROBE_VERSION } from '../../watch/messages.ts';
import type { Guest, Reception, WatchServer } from '../platform.ts';

/** How long a connection may say nothing of who it is, in ms. */
const HELLO_MS = 10_000;

/** How many programs are listened to at once. */
const MOST_CONNECTIONS = 1024;

/** How long messages are taken in without giving way, in ms: others of the host's thread are due in the meantime. */
const SLICE_MS = 8;

/** The path of a socket may be so long everywhere, in bytes. */
const LONGEST_PATH = 100;

const FOLDER = 'cachebook-';

/**
 * Opens the way in for the probes of one run: a socket in a folder that nobody else may enter, on Windows a pipe with a
 * name that nobody can guess. Programs write as fast as they like: each connection is read on only when all messages that
 * have come are taken in, a few ms at a time, and a probe whose socket is full leaves out what it would say.
 */
export async function openWatchServer(token: string, reception: Reception): Promise<WatchServer> {
  const { address, folder } = await newAddress();
  const connections = new Set<Connection>();
  const work = new Work();
  const server = createServer((socket) => {
    if (connections.size >= MOST_CONNECTIONS) {
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, token, reception, (due) => work.add(due));
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
  server.on('error', () => undefined); // Who cannot connect is not watched.
  await listen(server, address, folder);
  return {
    address,
    dispose: () => {
      work.end();
      for (const connection of connections) connection.close();
      server.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What connections have to take in: each in its turn a message, and all of them a slice of time. */
class Work {
  private readonly due = new Set<Connection>();
  private isOver = false;
  private isPlanned = false;

  add(connection: Connection): void {
    this.due.add(connection);
    this.plan();
  }

  end(): void {
    this.isOver = true;
  }

  private plan(): void {
    if (this.isPlanned || this.isOver) return;
    this.isPlanned = true;
    setImmediate(() => this.slice());
  }

  private slice(): void {
    this.isPlanned = false;
    const until = performance.now() + SLICE_MS;
    // Whoever has more goes to the end of the row, which is still gone through.
    for (const connection of this.due) {
      if (this.isOver) return;
      this.due.delete(connection);
      if (connection.takeNext()) this.due.add(connection);
      if (performance.now() >= until) break;
    }
    if (this.due.size > 0) this.plan();
  }
}

/** One program. */
class Connection {
  private guest: Guest | undefined;
  private readonly reader = new ProbeReader();
  private readonly impatience: NodeJS.Timeout;
  private hasEnded = false;
  private isClosed = false;

  constructor(
    private readonly socket: Socket,
    private readonly token: string,
    private readonly reception: Reception,
    plan: (connection: Connection) => void,
  ) {
    this.impatience = setTimeout(() => this.refuse('stranger'), HELLO_MS);
    socket.on('error', () => undefined); // A program that is killed says nothing more.
    socket.on('data', (bytes: Buffer) => {
      socket.pause();
      this.reader.put(bytes);
      plan(this);
    });
    socket.once('close', () => {
      clearTimeout(this.impatience);
      this.isClosed = true;
      plan(this);
    });
  }

  close(): void {
    clearTimeout(this.impatience);
    this.socket.destroy();
  }

  /** Takes in a message. Returns whether there may be another one; where there is none the socket is read on. */
  takeNext(): boolean {
    if (this.hasEnded) return false;
    const message = this.reader.next();
    if (message) {
      this.receive(message);
      return true;
    }
    if (this.reader.isBad) this.refuse('unreadable');
    if (this.isClosed) {
      this.hasEnded = true;
      this.guest?.end();
    } else this.socket.resume();
    return false;
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
