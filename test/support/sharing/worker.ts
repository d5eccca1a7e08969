/** One of several processes that share a cache. Asked by its parent, it answers with what has come of it. */
import { openSync, readSync, writeSync } from 'node:fs';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import type { CacheEvent } from '../../../src/engine/index.ts';
import { memoizeShared, type Shared, type SharedConnection } from '../../../src/sharing/index.ts';

/** What a worker can be asked. */
export type Question =
  | { readonly ask: 'open'; readonly url: string; readonly files: string; readonly options: Options }
  | { readonly ask: 'call'; readonly key: string }
  | { readonly ask: 'burst'; readonly keys: readonly string[]; readonly callers: number }
  | { readonly ask: 'invalidate'; readonly key: string }
  | { readonly ask: 'write'; readonly key: string; readonly version: number }
  | { readonly ask: 'gone' }
  | { readonly ask: 'read'; readonly ms: number; readonly keys: number; readonly pause: number }
  | { readonly ask: 'fire'; readonly ms: number; readonly keys: number; readonly pause: number }
  | { readonly ask: 'state' };

export interface Options {
  readonly name: string;
  readonly ttl?: number;
  readonly lease?: number;
  readonly timeout?: number;
  readonly heartbeat?: number;
  readonly near?: { readonly maxsize?: number; readonly policy?: string; readonly ttl?: number } | null;
  readonly early?: number;
  readonly jitter?: number;
  /** How long the function takes, in ms. */
  readonly origin?: number;
}

/** An invalidation. Times are in ms, and the same for all processes of a machine. */
export interface Write {
  readonly isAcknowledged: boolean;
  readonly began: number;
  readonly ended: number;
}

/** What became of reading or writing for a while. */
export interface Tally {
  calls: number;
  failed: number;
  wrong: number;
  tooOld: number;
  /** By how much the oldest was too old, in ms. */
  oldest: number;
  slowest: number;
  notAcknowledged: number;
}

/** The versions of all keys, in files that all processes read and write: what is, and what was acknowledged. */
class Versions {
  private readonly file: number;
  private readonly bytes = Buffer.alloc(16);

  constructor(name: string) {
    this.file = openSync(name, 'r+');
  }

  get(key: number): { readonly version: number; readonly time: number } {
    readSync(this.file, this.bytes, 0, 16, key * 16);
    return { version: this.bytes.readDoubleLE(0), time: this.bytes.readDoubleLE(8) };
  }

  set(key: number, version: number): void {
    this.bytes.writeDoubleLE(version, 0);
    this.bytes.writeDoubleLE(now(), 8);
    writeSync(this.file, this.bytes, 0, 16, key * 16);
  }
}

interface Page {
  readonly key: string;
  readonly version: number;
  readonly by: number;
}

/** The same for all processes of a machine. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const numberOf = (key: string): number => Number(key.replace(/\D/g, '')) % 1000;

let connection: SharedConnection;
let page: Shared<(key: string) => Promise<Page>>;
let truth: Versions;
let acknowledged: Versions;
let fetches = 0;
/** When a copy has left because it was told to, and who waits for that. */
let goneAt: number | undefined;
let onGone: (at: number) => void = () => undefined;
let unhandled = 0;
process.on('unhandledRejection', () => unhandled++);

async function open(
  url: string,
  files: string,
  { origin = 20, heartbeat, ...options }: Options,
): Promise<unknown> {
  connection = await connectShared(url, { heartbeat, connectTimeout: heartbeat && 10 });
  truth = new Versions(`${files}.truth`);
  acknowledged = new Versions(`${files}.acknowledged`);
  const fetchPage = async (key: string): Promise<Page> => {
    fetches++;
    const { version } = truth.get(numberOf(key));
    await sleep(origin);
    return { key, version, by: process.pid };
  };
  page = memoizeShared(fetchPage, { client: connection, observer: lookOut, ...options });
  return connection.state;
}

function lookOut(event: CacheEvent): void {
  if (event.type === 'removed' && event.cause === 'invalidated') onGone((goneAt = now()));
}

async function write(key: string, version: number): Promise<Write> {
  truth.set(numberOf(key), version);
  const began = now();
  const isAcknowledged = await page.invalidate(key);
  return { isAcknowledged, began, ended: now() };
}

async function burst(keys: readonly string[], callers: number): Promise<unknown> {
  const pages = keys.flatMap((key) => Array.from({ length: callers }, () => page(key)));
  return [...new Set((await Promise.all(pages)).map((each) => JSON.stringify(each)))];
}

const nothing = (): Tally => ({
  calls: 0,
  failed: 0,
  wrong: 0,
  tooOld: 0,
  oldest: 0,
  slowest: 0,
  notAcknowledged: 0,
});

async function repeat(ms: number, pause: number, task: (tally: Tally) => Promise<void>): Promise<Tally> {
  const tally = nothing();
  const end = now() + ms;
  while (now() < end) {
    const began = now();
    tally.calls++;
    try {
      await task(tally);
    } catch {
      tally.failed++;
    }
    tally.slowest = Math.max(tally.slowest, now() - began);
    await sleep(pause);
  }
  return tally;
}

/** Reads, in pairs of callers that overlap, and looks whether anything is older than what was acknowledged before. */
async function read(ms: number, keys: number, pause: number): Promise<Tally> {
  return repeat(ms, pause, async (tally) => {
    const key = Math.floor(Math.random() * keys);
    const check = async (): Promise<void> => {
      const before = acknowledged.get(key);
      const found = await page(`k${key}`);
      if (found.key !== `k${key}`) tally.wrong++;
      if (found.version >= before.version) return;
      tally.tooOld++;
      tally.oldest = Math.max(tally.oldest, now() - before.time);
    };
    const first = check();
    await sleep(Math.random() * 4);
    await Promise.all([first, check()]);
  });
}

async function fire(ms: number, keys: number, pause: number): Promise<Tally> {
  let version = 0;
  return repeat(ms, pause, async (tally) => {
    const key = Math.floor(Math.random() * keys);
    truth.set(key, ++version);
    if (await page.invalidate(`k${key}`)) acknowledged.set(key, version);
    else tally.notAcknowledged++;
  });
}

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'open':
      return open(question.url, question.files, question.options);
    case 'call':
      goneAt = undefined;
      return page(question.key);
    case 'burst':
      return burst(question.keys, question.callers);
    case 'invalidate':
      return page.invalidate(question.key);
    case 'write':
      return write(question.key, question.version);
    case 'gone':
      return goneAt ?? new Promise((resolve) => (onGone = resolve));
    case 'read':
      return read(question.ms, question.keys, question.pause);
    case 'fire':
      return fire(question.ms, question.keys, question.pause);
    case 'state':
      return {
        fetches,
        unhandled,
        state: connection.state,
        info: page.sharedInfo(),
        cache: page.cacheInfo(),
      };
  }
}

process.on('message', ({ id, question }: { id: number; question: Question }) => {
  answer(question).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
