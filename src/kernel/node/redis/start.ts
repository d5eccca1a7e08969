import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startInDocker } from './docker.ts';
import type { Errand } from './errand.ts';
import type { Found } from './find.ts';
import { startUnderGuard } from './guard.ts';
import type { Failed } from './ready.ts';
import { didNotStart, newPassword, untilReady } from './ready.ts';
import type { RedisServer, ServerHands } from '../../redisServer.ts';

export interface StartOptions extends Errand {
  readonly platform?: NodeJS.Platform | undefined;
  /** Further lines of its configuration. */
  readonly configuration?: readonly string[] | undefined;
}

/** How often a port is tried that somebody else has taken in the meantime. */
const MAX_TRIES = 5;

/** Sockets have short addresses, so they lie where the path is short. */
const SHORT_TEMP = '/tmp';

/** Starts what was found, without persistence and for this process alone; it ends with this process in every way. */
export async function startServer(found: Found, options: StartOptions = {}): Promise<RedisServer> {
  if (found.kind === 'running') return theirs(found.url);
  if (found.kind === 'docker') return startInDocker(options);
  for (let tries = 1; ; tries++) {
    const started = await tryToStart(found, options);
    if (!('lines' in started)) return started;
    const isTaken = started.lines.some((line) => /Address already in use/i.test(line));
    if (!isTaken || tries === MAX_TRIES) throw didNotStart(found.file, started);
  }
}

function theirs(url: string): RedisServer {
  const never = new Promise<void>(() => undefined);
  return { url, title: '', ended: never, stop: () => Promise.resolve() };
}

async function tryToStart(
  { file, libraries }: Extract<Found, { kind: 'program' }>,
  options: StartOptions,
): Promise<RedisServer | Failed> {
  const { platform = process.platform, env = process.env, configuration = [] } = options;
  const folder = createFolder(platform);
  const place =
    platform === 'win32'
      ? { port: await freePort(), password: newPassword() }
      : { socket: path.join(folder, 's') };
  const settings = path.join(folder, 'redis.conf');
  writeFileSync(settings, [...configurationOf(folder, place), ...configuration, ''].join('\n'), {
    mode: 0o600,
  });
  const guarded = startUnderGuard([file, settings], folder, environmentOf(env, libraries), platform);
  const begun = await untilReady(guarded, options.signal);
  if ('lines' in begun) {
    await guarded.stop();
    options.signal?.throwIfAborted();
    return begun;
  }
  const hands = handsOf(begun.pid, platform);
  return { url: urlOf(place), title: begun.title, hands, ended: guarded.ended, stop: () => guarded.stop() };
}

/** Nobody else can open it: its mode is 700. */
function createFolder(platform: NodeJS.Platform): string {
  const parent = platform === 'win32' ? os.tmpdir() : realpathSync(SHORT_TEMP);
  return mkdtempSync(path.join(parent, 'cachebook-redis-'));
}

type Place = { readonly socket: string } | { readonly port: number; readonly password: string };

/** Neither snapshot nor log of commands: all is gone when it ends. Whatever it writes all the same, it writes there. */
function configurationOf(folder: string, place: Place): string[] {
  const common = ['save ""', 'appendonly no', 'daemonize no', `dir ${quoted(folder)}`, 'bind 127.0.0.1'];
  if ('socket' in place)
    return [...common, 'port 0', `unixsocket ${quoted(place.socket)}`, 'unixsocketperm 700'];
  return [...common, `port ${place.port}`, `requirepass ${place.password}`];
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}

function urlOf(place: Place): string {
  if ('socket' in place) return `unix://${place.socket}`;
  return `redis://:${place.password}@127.0.0.1:${place.port}`;
}

/** A server needs none of what a person has in the environment. */
function environmentOf(env: NodeJS.ProcessEnv, libraries: string | undefined): NodeJS.ProcessEnv {
  const names = ['PATH', 'SYSTEMROOT', 'ELECTRON_RUN_AS_NODE'].filter((name) => env[name] !== undefined);
  const needed = Object.fromEntries(names.map((name) => [name, env[name]]));
  return { ...needed, LC_ALL: 'C', ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) };
}

/** A port of this machine that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function handsOf(pid: number, platform: NodeJS.Platform): ServerHands | undefined {
  if (platform === 'win32') return undefined;
  const signalTo = (signal: NodeJS.Signals) => () => {
    try {
      process.kill(pid, signal);
    } catch {
      return; // It has ended.
    }
  };
  return { pid, pause: signalTo('SIGSTOP'), goOn: signalTo('SIGCONT'), kill: signalTo('SIGKILL') };
}
