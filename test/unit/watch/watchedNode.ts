import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import {
  probeMessageOf,
  type Hello,
  type ProbeCache,
  type ProbeMessage,
} from '../../../src/watch/messages.ts';

const { builds } = createRequire(import.meta.url)('../../../esbuild.js') as { builds: BuildOptions[] };

export const programs = path.join(import.meta.dirname, 'programs');

/** What one connection told: a process, or a worker. */
export class Told {
  readonly messages: ProbeMessage[] = [];
  readonly lists: unknown[] = [];
  private bytes = Buffer.alloc(0);

  take(bytes: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, bytes]);
    while (this.bytes.length >= 4 && this.bytes.length >= 4 + this.bytes.readUInt32LE(0)) {
      const end = 4 + this.bytes.readUInt32LE(0);
      const list: unknown = JSON.parse(this.bytes.subarray(4, end).toString());
      const message = probeMessageOf(list);
      if (!message) throw new Error(`No message of a probe: ${JSON.stringify(list)}`);
      this.lists.push(list);
      this.messages.push(message);
      this.bytes = this.bytes.subarray(end);
    }
  }

  of<T extends ProbeMessage['type']>(type: T): Extract<ProbeMessage, { type: T }>[] {
    return this.messages.filter((message) => message.type === type) as Extract<ProbeMessage, { type: T }>[];
  }

  get hello(): Hello {
    return this.of('hello')[0]!.hello;
  }

  /** What is known last of each cache. */
  get caches(): (ProbeCache & {
    id: number;
    hits: number;
    misses: number;
    evictions: number | null;
    size: number;
  })[] {
    const facts = new Map(this.of('cache').map(({ cache, facts: told }) => [cache, told]));
    const counts = new Map(
      this.of('counts').flatMap((message) => message.counts.map((each) => [each[0], each])),
    );
    return [...facts].map(([id, told]) => {
      const [, hits = 0, misses = 0, evictions = 0, size = 0, maxsize = null] = counts.get(id) ?? [];
      return { ...told, id, hits, misses, evictions, size, maxsize };
    });
  }

  get calls(): (readonly [number, number, number, string | number | null])[] {
    return this.of('calls').flatMap(({ calls }) => calls);
  }

  get dropped(): number {
    return this.of('dropped').reduce((sum, { count }) => sum + count, 0);
  }
}

export interface Outcome {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Watching {
  readonly keys?: '1' | 'hashed';
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The program instead of this Node. */
  readonly command?: string;
  /** Is shown each connection, when it is made. */
  readonly connected?: (socket: Socket) => void;
  /** Is called when the program writes to stdout for the first time; its stdin ends when that is done. */
  readonly wrote?: () => void;
  /** Makes its environment of that of a watched program, as a debugger does. */
  readonly around?: (env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
  /** Its stdin ends when this was told. */
  readonly stdinAfter?: ProbeMessage['type'];
  /** Its stdin ends then. */
  readonly until?: Promise<void>;
}

/** Runs Node programs as the host does, with the probe as it is built. */
export class WatchedNode {
  readonly probe: string;
  private runs = 0;

  private constructor(readonly folder: string) {
    this.probe = path.join(folder, 'a "probe" für Node', 'probe.cjs');
  }

  static async make(): Promise<WatchedNode> {
    const watched = new WatchedNode(mkdtempSync(path.join(tmpdir(), 'cb')));
    const options = builds.find(({ entryPoints }) => entryPoints && 'probe' in entryPoints);
    const { outputFiles } = await build({ ...options, write: false, logLevel: 'silent' });
    mkdirSync(path.dirname(watched.probe));
    writeFileSync(watched.probe, outputFiles[0]!.contents);
    return watched;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The environment of a watched process. */
  env(socket: string, { keys, env = {} }: Watching = {}): NodeJS.ProcessEnv {
    const before = env['NODE_OPTIONS'] ?? '';
    const quoted = `"${this.probe.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    return {
      ...process.env,
      ...env,
      CACHEBOOK_WATCH: socket,
      CACHEBOOK_TOKEN: 'token of the run',
      ...(keys && { CACHEBOOK_KEYS: keys }),
      NODE_OPTIONS: `--require ${quoted} ${before}`.trimEnd(),
    };
  }

  /** Runs a program to its end. Everything that its processes told is there then. */
  async run(args: readonly string[], watching: Watching = {}): Promise<Outcome & { told: Told[] }> {
    const socket = path.join(this.folder, `${++this.runs}`);
    const told: Told[] = [];
    const ends: Promise<void>[] = [];
    const { stdinAfter, around = (env: NodeJS.ProcessEnv) => env } = watching;
    let tell = (): void => undefined;
    const until = stdinAfter && new Promise<void>((resolve) => (tell = resolve));
    const server = createServer((connection) => {
      const one = new Told();
      told.push(one);
      ends.push(
        new Promise((resolve, reject) => {
          connection.on('data', (bytes: Buffer) => {
            try {
              one.take(bytes);
              if (one.messages.some(({ type }) => type === stdinAfter)) tell();
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          });
          connection.on('error', () => undefined);
          connection.on('close', () => resolve());
        }),
      );
      watching.connected?.(connection);
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    try {
      const outcome = await runPlain(args, {
        ...watching,
        env: around(this.env(socket, watching)),
        ...(until && { until }),
      });
      await allConnected(socket);
      await Promise.all(ends);
      return { ...outcome, told: told.filter(({ messages }) => messages.length > 0) };
    } finally {
      server.close();
    }
  }
}

/** Connections of processes that have ended may wait in the server's queue; one of our own comes after them. */
const allConnected = (socket: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const last = connect(socket, () => last.end());
    last
      .on('error', reject)
      .on('close', () => resolve())
      .resume();
  });

/** Runs a program as it is. */
export function runPlain(
  args: readonly string[],
  { env, cwd, command, wrote, until }: Watching = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command ?? process.execPath, args, { env: env ?? process.env, cwd: cwd ?? programs });
    let [stdout, stderr] = ['', ''];
    if (until) void until.then(() => child.stdin.end());
    else if (!wrote) child.stdin.end();
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stdout.once('data', () => {
      wrote?.();
      if (wrote) child.stdin.end();
    });
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

/** The lines of a program that make a cache, by what the comment in them says. */
export function markedLines(file: string): Map<string, number> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Map(
    lines.flatMap((text, at): [string, number][] => {
      const mark = /\S.*;? \/\/ (.+)$/.exec(text)?.[1];
      return mark === undefined ? [] : [[mark, at + 1]];
    }),
  );
}
