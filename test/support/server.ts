import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findServer, type Found } from '../../src/kernel/node/redis/find.ts';
import { startServer } from '../../src/kernel/node/redis/start.ts';
import type { RedisServer, ServerHands } from '../../src/kernel/redisServer.ts';

/** Both are asked what can be asked of both. */
export const kinds = ['redis', 'valkey'] as const;
export type Kind = (typeof kinds)[number];

/** A server program of this machine. */
export type Program = Extract<Found, { kind: 'program' }>;

/** A server that was started from a program, so that something can be done to it. */
export type TestServer = RedisServer & { readonly hands: ServerHands };

const found = new Map<Kind | 'any', Promise<Found>>();

/** The server of this machine. Tests are started by a person, so one is fetched where there is none. */
export function anyServer(): Promise<Found> {
  return once('any', () => findServer({ mayFetch: true }));
}

/** The one of a kind. What CACHEBOOK_REDIS names is of one kind, or of none that a test can do something to. */
export async function serverOf(kind: Kind): Promise<Program> {
  const { CACHEBOOK_REDIS, ...env } = process.env;
  const isNamed = CACHEBOOK_REDIS !== undefined && path.basename(CACHEBOOK_REDIS).includes(kind);
  const search = { mayFetch: true, programs: [`${kind}-server`], env: isNamed ? process.env : env };
  const program = await once(kind, () => findServer(search));
  if (program.kind === 'program') return program;
  throw new Error(`There is no program of ${kind} here.`);
}

function once(kind: Kind | 'any', find: () => Promise<Found>): Promise<Found> {
  const known = found.get(kind) ?? find();
  found.set(kind, known);
  return known;
}

/** Starts one with further lines of configuration. */
export async function startProgram(
  program: Program,
  configuration: readonly string[] = [],
): Promise<TestServer> {
  return (await startServer(program, { configuration })) as TestServer;
}

/** An address where one server after the other can listen. */
export class Place {
  private readonly folder = mkdtempSync('/tmp/cachebook-place-');
  readonly url = `unix://${this.folder}/s`;

  async start(program: Program, configuration: readonly string[] = []): Promise<TestServer> {
    const server = await startProgram(program, [`unixsocket "${this.folder}/s"`, ...configuration]);
    return { ...server, url: this.url };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
