import type { SpawnOptionsWithoutStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { ProbeReader } from '../../../src/watch/frames.ts';
import type { ProbeCache, ProbeCall, ProbeMessage } from '../../../src/watch/messages.ts';
import type { Python } from './pythons.ts';
import { PROBE } from './pythons.ts';

/** The stairs as the tutorial has them, in Python; the cache is made in line 3. */
export const STAIRS = `from functools import lru_cache

@lru_cache(maxsize=16)
def steps_to(stair):
    return {1: 1, 2: 2, 3: 4}.get(stair) or steps_to(stair - 3) + steps_to(stair - 2) + steps_to(stair - 1)
`;

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the signal that ended it. */
  readonly status: number | string | null;
}

export interface Watched extends Ended {
  /** What each process told, in the order of their connections. */
  readonly processes: ProbeMessage[][];
  /** How many connections were given up. */
  readonly bad: number;
}

export interface Start {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly keys?: '1' | 'hashed';
  readonly env?: Record<string, string>;
  /** What is told is not read before the program's first output; only then it gets its `stdin`. */
  readonly isDeafAtFirst?: boolean;
  /** It gets its `stdin` when this was told. */
  readonly stdinAfter?: ProbeMessage['type'];
}

/** Only what a Python needs, so that nothing of the machine is compared. */
function environment(added: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), PYTHONDONTWRITEBYTECODE: '', ...added };
}

/** Runs a program until it and all that hold its streams have ended. */
async function run(
  python: Python,
  argv: readonly string[],
  options: SpawnOptionsWithoutStdio,
  stdin: string | ((output: Readable) => Promise<string>),
): Promise<Ended> {
  const child = spawn(python.path, argv, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined); // It may end without reading.
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  child.stdin.end(typeof stdin === 'string' ? stdin : await stdin(child.stdout));
  const [code, signal] = await ended;
  return { stdout, stderr, status: code ?? signal };
}

export async function runPlain(python: Python, argv: readonly string[], start: Start = {}): Promise<Ended> {
  return run(python, argv, { cwd: start.cwd, env: environment(start.env ?? {}) }, start.stdin ?? '');
}

/** What a watched program finds in its environment. */
export const watchedBy = (
  address: string,
  { keys, env = {} }: Pick<Start, 'keys' | 'env'> = {},
): Record<string, string> => ({
  ...env,
  PYTHONPATH: [PROBE, env['PYTHONPATH']].filter(Boolean).join(path.delimiter),
  CACHEBOOK_WATCH: address,
  CACHEBOOK_TOKEN: 'token',
  ...(keys === undefined ? {} : { CACHEBOOK_KEYS: keys }),
});

export async function runWatched(
  python: Python,
  argv: readonly string[],
  { cwd, stdin = '', isDeafAtFirst = false, stdinAfter, ...start }: Start = {},
): Promise<Watched> {
  let hear = (): void => undefined;
  const hearing = new Promise<void>((resolve) => (hear = resolve));
  if (!isDeafAtFirst) hear();
  let tell = (): void => undefined;
  const telling = new Promise<void>((resolve) => (tell = resolve));
  if (stdinAfter === undefined) tell();
  const { result, ...heard } = await hearWhile(
    async (address) =>
      run(python, argv, { cwd, env: environment(watchedBy(address, start)) }, async (output) => {
        if (isDeafAtFirst) await once(output, 'data');
        hear();
        await telling;
        return stdin;
      }),
    hearing,
    (message) => {
      if (message.type === stdinAfter) tell();
    },
  );
  return { ...result, ...heard };
}

/** Listens at an address while something runs, and to the end to all that knock there. */
export async function hearWhile<T>(
  running: (address: string) => Promise<T>,
  hearing: Promise<void> = Promise.resolve(),
  onMessage: (message: ProbeMessage) => void = () => undefined,
): Promise<Pick<Watched, 'processes' | 'bad'> & { readonly result: T }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cb-'));
  const address = path.join(folder, 's');
  const processes: ProbeMessage[][] = [];
  const closed: Promise<unknown>[] = [];
  let bad = 0;
  /** Connections are accepted in their order: when one that says nothing has been, all before it have been. */
  let allAreAccepted = (): void => undefined;
  const acceptance = new Promise<void>((resolve) => (allAreAccepted = resolve));
  const server = net.createServer((socket) => {
    const told: ProbeMessage[] = [];
    const reader = new ProbeReader();
    const read = (bytes: Uint8Array): void => {
      reader.put(bytes);
      for (let message = reader.next(); message; message = reader.next()) {
        if (told.push(message) === 1) processes.push(told);
        onMessage(message);
      }
    };
    socket.on('error', () => undefined);
    void hearing.then(() => socket.on('data', read));
    closed.push(
      once(socket, 'close').then(() => {
        if (reader.isBad) bad++;
        if (socket.bytesRead === 0) allAreAccepted();
      }),
    );
  });
  server.listen(address);
  await once(server, 'listening');
  try {
    const result = await running(address);
    net.connect(address).end();
    await acceptance;
    await Promise.all(closed);
    return { result, processes, bad };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

/** What was told of a cache in the end. */
export interface Cache extends ProbeCache {
  readonly number: number;
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number | null;
  readonly size: number;
  readonly limit: number | null;
  readonly isGone: boolean;
}

/** The caches of the person's own code, in the order in which they were made; libraries' on request. */
export function cachesOf(messages: readonly ProbeMessage[], { libraries = false } = {}): Cache[] {
  const caches = new Map<number, Cache>();
  for (const message of messages) {
    if (message.type === 'cache') {
      const none = { hits: 0, misses: 0, evictions: null, size: 0, limit: null, isGone: false };
      const known = caches.get(message.cache) ?? none;
      caches.set(message.cache, { ...known, ...message.facts, number: message.cache });
    }
    if (message.type === 'counts')
      for (const [number, hits, misses, evictions, size, limit] of message.counts)
        caches.set(number, { ...caches.get(number)!, hits, misses, evictions, size, limit });
    if (message.type === 'gone')
      for (const number of message.caches) caches.set(number, { ...caches.get(number)!, isGone: true });
  }
  const all = [...caches.values()].sort((a, b) => a.number - b.number);
  return all.filter(({ isLibrary }) => libraries || !isLibrary);
}

export const figures = ({ name, hits, misses, size, limit }: Cache): unknown[] => [
  name,
  hits,
  misses,
  size,
  limit,
];

export function callsOf(messages: readonly ProbeMessage[]): ProbeCall[] {
  return messages.flatMap((message) => (message.type === 'calls' ? message.calls : []));
}
