import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RedisServer } from '../../../../src/kernel/redisServer.ts';
import { processes } from '../../../../src/kernel/node/processes.ts';
import { freePort, startServer } from '../../../../src/kernel/node/redis/start.ts';
import { ask } from './ask.ts';
import { anyServer } from '../../../support/server.ts';
import { withServer } from './withServer.ts';

/** What has ended and is not collected by its parent yet does not count. */
function isGone(pid: number): boolean {
  return !processes().some((each) => each.pid === pid);
}

async function untilGone(pid: number, folder: string): Promise<void> {
  while (!isGone(pid) || existsSync(folder)) await delay(5);
}

withServer('a server of our own', () => {
  const folderOf = ({ url }: RedisServer): string => path.dirname(url.slice('unix://'.length));

  it('listens on a socket that only we can open, and keeps nothing', async () => {
    const server = await startServer(await anyServer());
    try {
      assert.match(server.title, /^(?:Redis|Valkey) \d+\.\d+\.\d+$/);
      assert.match(server.url, /^unix:\/\/\/.*\/s$/);
      assert.equal(statSync(folderOf(server)).mode & 0o777, 0o700);
      assert.match(await ask(server.url, 'SET a b', 'GET a'), /\+OK\r\n\$1\r\nb\r\n/);
      const kept = await ask(server.url, 'CONFIG GET save', 'CONFIG GET appendonly', 'CONFIG GET port');
      assert.match(kept, /save\r\n\$0\r\n\r\n[^]*appendonly\r\n\$2\r\nno\r\n[^]*port\r\n\$1\r\n0\r\n/);
    } finally {
      await server.stop();
    }
    assert.ok(isGone(server.hands?.pid ?? 0));
    assert.equal(existsSync(folderOf(server)), false);
    await server.ended;
  });

  it('takes further lines of configuration', async () => {
    const server = await startServer(await anyServer(), { configuration: ['maxmemory 2mb'] });
    assert.match(await ask(server.url, 'CONFIG GET maxmemory'), /2097152/);
    await server.stop();
  });

  it('stops, goes on and crashes when it is told to, and tidies up after a crash', async () => {
    const server = await startServer(await anyServer());
    const { hands } = server;
    assert.ok(hands);
    hands.pause();
    const asked = ask(server.url, 'PING');
    assert.equal(await Promise.race([asked, delay(50, 'nothing')]), 'nothing');
    hands.goOn();
    assert.match(await asked, /PONG/);
    hands.kill();
    await server.ended;
    await untilGone(hands.pid, folderOf(server));
  });

  it('ends with the process that has started it, whichever way that ends, also while it is stopped', async () => {
    const entry = path.join(import.meta.dirname, 'parent.ts');
    const found = JSON.stringify(await anyServer());
    const ways = [
      ['SIGKILL', false],
      ['SIGKILL', true],
      ['SIGTERM', false],
    ] as const;
    const endings = ways.map(async ([signal, isPaused]) => {
      const parent = fork(entry, [found], { execArgv: process.execArgv });
      const [{ pid, url }] = (await once(parent, 'message')) as [{ pid: number; url: string }];
      if (isPaused) process.kill(pid, 'SIGSTOP');
      parent.kill(signal);
      await untilGone(pid, path.dirname(url.slice('unix://'.length)));
    });
    await Promise.all(endings);
  });

  it('has a port with a password where there are no sockets', async () => {
    const server = await startServer(await anyServer(), { platform: 'win32' });
    try {
      const { port, password, hostname } = new URL(server.url);
      assert.equal(hostname, '127.0.0.1');
      assert.ok(Number(port) > 0 && password.length >= 32, server.url.length.toString());
      assert.match(await ask(server.url, 'PING'), /\+OK\r\n\+PONG/);
      assert.match(await ask(`redis://127.0.0.1:${port}`, 'PING'), /NOAUTH/);
    } finally {
      await server.stop();
    }
  });

  it('runs in a container that ends when docker’s client does', async function () {
    const found = await anyServer();
    if (found.kind !== 'program') this.skip();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-docker-'));
    const program = (name: string, script: string): void => {
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    };
    // Docker as it looks from outside: its `run` runs the rest of its line, elsewhere.
    program(
      'docker',
      `case $1 in
        run) while [ "$1" != sh ]; do shift; done; echo "pid $$"; exec "$@" ;;
        port) echo "127.0.0.1:$TEST_PORT" ;;
      esac`,
    );
    program(
      'valkey-server',
      `LD_LIBRARY_PATH=${found.libraries ?? ''} exec ${found.file} --bind 127.0.0.1 --port "$TEST_PORT" "$@"`,
    );
    const port = await freePort();
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, TEST_PORT: String(port) };
    const server = await startServer({ kind: 'docker' }, { env });
    assert.equal(new URL(server.url).port, String(port));
    assert.match(await ask(server.url, 'PING'), /\+OK\r\n\+PONG/);
    assert.match(await ask(server.url, 'CONFIG GET save'), /\$0\r\n/);
    await server.stop();
    await assert.rejects(ask(server.url, 'PING'), /ECONNREFUSED/);
    rmSync(folder, { recursive: true });
  });

  it('leaves a server alone that somebody else has started', async () => {
    const server = await startServer(await anyServer());
    const same = await startServer({ kind: 'running', url: server.url });
    assert.equal(same.hands, undefined);
    await same.stop();
    assert.match(await ask(same.url, 'PING'), /PONG/);
    await server.stop();
  });

  it('is called off while it starts, and leaves nothing behind', async () => {
    const before = readdirSync('/tmp').filter((name) => name.startsWith('cachebook-redis-'));
    await assert.rejects(startServer(await anyServer(), { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    });
    const after = readdirSync('/tmp').filter((name) => name.startsWith('cachebook-redis-'));
    assert.deepEqual(
      after.filter((name) => !before.includes(name) && !existsSync(path.join('/tmp', name, 's'))),
      [],
    );
  });
});

describe('a program that is no server', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-start-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function script(text: string): string {
    const file = path.join(folder, 'program');
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  for (const [what, platform] of [
    ['a shell as guard', 'linux'],
    ['Node as guard', 'win32'],
  ] as const) {
    it(`is told with what it said, with ${what}`, async function () {
      if (process.platform === 'win32') this.skip();
      const file = script('echo first; echo "Fatal error, cannot open it."');
      await assert.rejects(startServer({ kind: 'program', file }, { platform }), {
        name: 'HumanError',
        message: `The server "${file}" did not start. It said: Fatal error, cannot open it. Name another one in the setting cachebook.redis.server.`,
      });
    });
  }

  it('is tried again on another port where somebody was faster', async function () {
    if (process.platform === 'win32') this.skip();
    const file = script(`echo x >>${folder}/tries; echo "bind: Address already in use"; exit 1`);
    await assert.rejects(
      startServer({ kind: 'program', file }, { platform: 'win32' }),
      /Address already in use/,
    );
    assert.equal(statSync(path.join(folder, 'tries')).size, 5 * 2);
  });
});
