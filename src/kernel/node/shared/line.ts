import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { createClient, createCluster } from '@redis/client';
import type { SharedServer, Timers } from '../../../sharing/index.ts';
import type { Address } from './address.ts';

/** A connection that stands. When it no longer does it is not repaired: another one is opened. */
export interface Line {
  readonly server: SharedServer;
  /** Sends a command, in a cluster to the node that has the key. */
  send(words: string[], key: string | undefined): Promise<unknown>;
  end(): void;
}

export interface LineEvents {
  onInvalidate(key: string | null): void;
  onLost(error: unknown): void;
}

/** Opens one. Rejects with what the server or the network says. */
export async function openLine(address: Address, timers: Timers, events: LineEvents): Promise<Line> {
  const client = createClient(optionsOf(address));
  let isOpen = false;
  // What is no answer of a server does not end the waiting for one by itself.
  const broken = new Promise<never>((_, reject) => {
    client.on('error', (error: Error) => {
      reject(error);
      if (isOpen) events.onLost(error);
    });
  });
  broken.catch(() => undefined);
  client.on('invalidate', (key: Buffer | null) => events.onInvalidate(key === null ? null : key.toString()));
  const end = (): void => client.destroy();
  const soon = <T>(task: Promise<T>): Promise<T> =>
    inTime(Promise.race([task, broken]), address.connectTimeout, timers, end);
  try {
    await soon(client.connect());
    client.unref();
    const server = serverOf(await soon(client.sendCommand(['HELLO'])));
    if (server.mode === 'cluster') return await clusterLine(address, timers, server, events, end);
    isOpen = true;
    return { server, send: (words) => client.sendCommand(words), end };
  } catch (error) {
    end();
    throw error;
  }
}

/** Ends what does not end by itself. */
async function inTime<T>(task: Promise<T>, ms: number, timers: Timers, end: () => void): Promise<T> {
  let cancel = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    const timeUp = (): void => {
      end();
      reject(new Error('ETIMEDOUT'));
    };
    cancel = timers.after(ms, timeUp, true);
  });
  try {
    return await Promise.race([task, late]);
  } finally {
    cancel();
    task.catch(() => undefined);
  }
}

/** What the client takes. */
export function optionsOf({
  path,
  host,
  port,
  isSecure,
  ca,
  username,
  password,
  database,
  connectTimeout,
}: Address) {
  const timing = { connectTimeout, reconnectStrategy: false as const };
  const secure = isSecure
    ? { tls: true as const, rejectUnauthorized: true, ...nameFor(host), ...trusting(ca) }
    : {};
  return {
    socket: path === undefined ? { host, port, ...secure, ...timing } : { path, ...timing },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    database,
    emitInvalidate: true,
    disableOfflineQueue: true,
    // Commands have times of our own: this one ends when a command has been written, and costs it a tenth.
    commandOptions: { timeout: 0 },
    RESP: 3 as const,
    maintNotifications: 'disabled' as const,
  };
}

/** Which of its names the server is to show a certificate for. An address is none; Node compares it with the certificate. */
const nameFor = (host: string): { servername?: string } => (isIP(host) === 0 ? { servername: host } : {});

/** Whom to trust beside the usual authorities: the option of Node replaces them. */
const trusting = (ca: string | undefined): { ca?: string[] } =>
  ca === undefined ? {} : { ca: [...rootCertificates, ca] };

/** What HELLO says. */
function serverOf(hello: unknown): SharedServer {
  const { server, version, mode, role } = (
    hello instanceof Map ? Object.fromEntries(hello) : hello
  ) as Readonly<Record<string, unknown>>;
  const textOf = (value: unknown, otherwise: string): string =>
    typeof value === 'string' ? value : otherwise;
  const modes = ['standalone', 'cluster', 'sentinel'] as const;
  return {
    server: textOf(server, 'redis'),
    version: textOf(version, ''),
    mode: modes.find((known) => known === mode) ?? 'standalone',
    role: role === 'master' || role === undefined ? 'primary' : 'replica',
  };
}

/** Lines to all nodes of a cluster. When one of them is lost, all are: what it had to tell may be lost with it. */
async function clusterLine(
  address: Address,
  timers: Timers,
  server: SharedServer,
  events: LineEvents,
  endFirst: () => void,
): Promise<Line> {
  endFirst();
  const { socket, username, password, ...shared } = optionsOf(address);
  const cluster = createCluster({
    rootNodes: [{ socket }],
    defaults: {
      ...shared,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
    },
    RESP: 3,
  });
  let isOpen = false;
  cluster.on('error', (error: unknown) => isOpen && events.onLost(error));
  // To one that has come since nobody listens.
  cluster.on('node-ready', () => isOpen && events.onLost(new Error('The cluster has another node.')));
  const end = (): void => cluster.destroy();
  await inTime(cluster.connect(), address.connectTimeout, timers, end);
  for (const { client } of cluster.masters) {
    client?.on('invalidate', (key: Buffer | null) =>
      events.onInvalidate(key === null ? null : key.toString()),
    );
    client?.on('error', (error: unknown) => isOpen && events.onLost(error));
    client?.unref();
  }
  isOpen = true;
  return {
    server: { ...server, role: 'primary' },
    send: (words, key) => cluster.sendCommand(key, false, words),
    end,
  };
}
