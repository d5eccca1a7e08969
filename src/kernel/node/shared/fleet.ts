import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import type { CacheEvent } from '../../../engine/index.ts';
import type { Fleet, Reader, ReaderCache, ReaderPlan, Reading } from '../../../lessons/scenario.ts';
import type { ServerFigures } from '../../../protocol/redisInfo.ts';
import type { ScenarioSettings } from '../../../protocol/kernel.ts';
import type { Open } from '../../scenario.ts';
import type { RedisServer } from '../../redisServer.ts';
import { openServer } from '../redis/index.ts';
import { Calls } from './calls.ts';
import { tellFigures } from './figures.ts';
import type { Opening } from './reader.ts';

/** Processes of one run, and their server. */
export function openFleet(
  { redis }: Pick<ScenarioSettings, 'redis'>,
  tell: (figures: ServerFigures) => void,
): Open<Fleet> {
  const calledOff = new AbortController();
  const members = new Set<Member>();
  // No two runs share entries, also in a server that is not ours.
  const name = `cachebook-${randomUUID()}`;
  let server: Promise<RedisServer> | undefined;
  let lookAway: (() => void) | undefined;
  const open = async (report: (text: string) => void): Promise<RedisServer> => {
    const opened = await openServer({ setting: redis, mayFetch: true, report, signal: calledOff.signal });
    lookAway = await tellFigures(opened, tell);
    return opened;
  };
  return {
    server: (report) => (server ??= open(report)),
    start: async ({ ttl, maxsize, ...plan }) => {
      const { url } = await (server ?? Promise.reject(new Error('Start the server first.')));
      const member = new Member(plan);
      members.add(member);
      await member.open({ url, name, ttl, maxsize });
      return member;
    },
    close: async () => {
      calledOff.abort();
      await Promise.all([...members].map((member) => member.kill()));
      lookAway?.();
      await (await server?.catch(() => undefined))?.stop();
    },
  };
}

class Member implements Reader {
  private readonly child: ChildProcess;
  private readonly calls: Calls;
  private readonly exited: Promise<unknown>;

  constructor({ fetch, observer }: Pick<ReaderPlan, 'fetch' | 'observer'>) {
    const child = fork(path.join(__dirname, 'reader.js'), [], { execArgv: [], stdio: 'ignore' });
    this.child = child;
    // What it would still be told when it is gone is nothing that anybody misses.
    this.calls = new Calls((message) => child.connected && child.send(message, () => undefined), {
      fetch: (cache: ReaderCache, article: number) => fetch(cache, article),
      tell: (event: CacheEvent) => observer(event),
    });
    child.on('message', (message) => this.calls.receive(message));
    child.on('error', () => undefined); // Then it has ended, too.
    this.exited = once(child, 'exit').catch(() => undefined); // It could not be started.
    void this.exited.then(() => this.calls.end('The process has ended.'));
  }

  open(opening: Opening): Promise<unknown> {
    return this.calls.call('open', opening);
  }

  async read(cache: ReaderCache, articles: readonly number[]): Promise<readonly Reading[]> {
    return (await this.calls.call('read', cache, articles)) as readonly Reading[];
  }

  async invalidate(article: number): Promise<boolean> {
    return (await this.calls.call('invalidate', article)) as boolean;
  }

  async hits(): Promise<{ near: number; remote: number }> {
    return (await this.calls.call('hits')) as { near: number; remote: number };
  }

  async connected(): Promise<void> {
    await this.calls.call('connected');
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}
