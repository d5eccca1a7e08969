import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createRedis } from '../../../src/host/node/redis.ts';
import type { Redis } from '../../../src/host/platform.ts';
import { keysLookedUp } from '../../../src/host/redis/monitorLine.ts';
import type { RedisServer } from '../../../src/kernel/redisServer.ts';
import { startServer } from '../../../src/kernel/node/redis/start.ts';
import { readInfo } from '../../../src/protocol/redisInfo.ts';
import { ask } from '../kernel/redis/ask.ts';
import { anyServer } from '../../support/server.ts';
import { withServer } from '../kernel/redis/withServer.ts';

withServer('a line to a real server', () => {
  let folder: string;
  let redis: Redis;
  let server: RedisServer;
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-lines-'));
    const entry = fileURLToPath(new URL('../../../src/kernel/node/shared/main.ts', import.meta.url));
    const outfile = path.join(folder, 'shared.js');
    await build({
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'silent',
      entryPoints: [entry],
      outfile,
    });
    redis = createRedis(folder);
    // With a password, on a port: as a person's own.
    server = await startServer(await anyServer(), { platform: 'win32' });
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
    assert.equal(existsSync(folder), false);
  });

  const address = (): string => server.url.replace(/:[^:@/]*@/, '');
  const password = (): string => new URL(server.url).password;

  it('tells its figures, live', async () => {
    const line = await redis.connect(address(), password());
    assert.equal(line.problem, undefined);
    const before = readInfo(await line.info());
    assert.equal(before.title, server.title);
    await ask(server.url, 'SET a b', 'GET a', 'GET nothing');
    const after = readInfo(await line.info());
    assert.deepEqual([after.keys, after.hits - before.hits, after.misses - before.misses], [1, 1, 1]);
    await line.close();
  });

  it('says that the password is what is wrong, and shows it to nobody', async () => {
    const secret = 'not the right one';
    const line = await redis.connect(address(), secret);
    assert.match(line.problem ?? '', /password/i);
    assert.equal(line.wantsLogin, true);
    assert.doesNotMatch(line.problem ?? '', /not the right one/);
    await line.close();
    const monitored = redis.monitor(address(), secret, new AbortController().signal, () => undefined);
    await assert.rejects(monitored, (error: Error) => {
      assert.match(error.message, /password/i);
      assert.doesNotMatch(error.message, /not the right one/);
      return error.name === 'HumanError';
    });
  });

  it('tells all commands until it is called off', async () => {
    const over = new AbortController();
    const keys: string[] = [];
    const heard: string[] = [];
    const listening = redis.monitor(address(), password(), over.signal, (line) => {
      heard.push(line);
      keys.push(...keysLookedUp(line));
      if (keys.length >= 3) over.abort();
    });
    while (heard.length === 0) await ask(server.url, 'PING');
    await ask(server.url, 'GET user:1', 'SET user:1 "a value"', 'MGET "a \\"b\\"" c');
    await listening;
    assert.deepEqual(keys, ['user:1', 'a "b"', 'c']);
  });

  it('is no line where nobody answers', async () => {
    const nowhere = 'redis://127.0.0.1:1';
    const line = await redis.connect(nowhere, undefined);
    assert.match(line.problem ?? '', /Nobody answers/);
    assert.equal(line.wantsLogin, false);
    await line.close();
    await assert.rejects(
      redis.monitor(nowhere, undefined, new AbortController().signal, () => undefined),
      {
        name: 'HumanError',
      },
    );
  });
});
