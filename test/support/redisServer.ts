import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../../src/kernel/node/cacheFolder.ts';

/** A server program of this machine. */
export interface ServerProgram {
  readonly name: 'redis' | 'valkey';
  readonly file: string;
  readonly libraries: string | undefined;
}

/** A server that runs. */
export interface RunningServer {
  readonly child: ChildProcess;
  readonly socket: string;
  /** What else it was started with. */
  readonly url: string;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

const programs = { redis: 'redis-server', valkey: 'valkey-server' } as const;

/** The one that CACHEBOOK_REDIS_SERVER names, one on PATH, or an unpacked one in the folder of what was fetched. */
export function findServer(name: ServerProgram['name']): ServerProgram | undefined {
  const asked = process.env['CACHEBOOK_REDIS_SERVER'];
  const program = programs[name];
  if (asked?.includes(program)) return { name, file: asked, libraries: undefined };
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter))
    if (isProgram(path.join(folder, program)))
      return { name, file: path.join(folder, program), libraries: undefined };
  const kept = cacheFolder();
  for (const folder of foldersOf(kept)) {
    const file = path.join(kept, folder, 'usr/bin', program);
    if (isProgram(file)) return { name, file, libraries: librariesOf(path.join(kept, folder)) };
  }
  return undefined;
}

function librariesOf(root: string): string | undefined {
  const folders = foldersOf(path.join(root, 'usr/lib')).map((folder) => path.join(root, 'usr/lib', folder));
  return folders.length > 0 ? folders.join(':') : undefined;
}

function foldersOf(root: string): string[] {
  try {
    return readdirSync(root);
  } catch {
    return [];
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether one of them has to be there and none is: both are asked where both are, and a machine that checks everything has one. */
export function isMissing(): boolean {
  return process.env['CI'] !== undefined && !findServer('redis') && !findServer('valkey');
}

/** Starts one on a socket of its own, or on the socket of one that has ended. */
export async function startServer(
  { file, libraries }: ServerProgram,
  { folder = mkdtempSync(path.join(tmpdir(), 'cb-')), more = [] as readonly string[] } = {},
): Promise<RunningServer> {
  const socket = path.join(folder, 's');
  rmSync(socket, { force: true });
  const args = [
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--unixsocketperm',
    '700',
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const child = spawn(file, [...args, '--dir', folder, '--daemonize', 'no', ...more], {
    env: { ...process.env, ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      log += text.toString();
      if (log.includes('eady to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`${file} has ended: ${log}`)));
    child.once('error', reject);
  });
  process.once('exit', () => child.kill('SIGKILL'));
  return { child, socket, url: `unix://${socket}`, ended };
}

/** Ends it, and what is left of it. */
export async function stopServer({ child, socket, ended }: RunningServer): Promise<void> {
  child.kill('SIGKILL');
  await ended;
  rmSync(path.dirname(socket), { recursive: true, force: true });
}
