import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import { memoizeShared, type ConnectOptions } from '../../../src/sharing/index.ts';
import { freePort } from '../../../src/kernel/node/redis/start.ts';
import { ask as inline } from '../kernel/redis/ask.ts';
import { Place, startProgram, type TestServer } from '../../support/server.ts';
import { withEachServer } from '../kernel/redis/withServer.ts';

/** A busy machine is no fault here. */
const PATIENT = { connectTimeout: 20, heartbeat: 5 };

/** Connects, asks for something, and gives what was said. */
async function ask(
  url: string,
  options: ConnectOptions = {},
): Promise<{ said: string; state: string; value: unknown }> {
  const problems: string[] = [];
  const client = await connectShared(url, { ...PATIENT, ...options });
  if (client.problem !== undefined) problems.push(client.problem);
  const twice = memoizeShared((n: number) => n * 2, {
    client,
    name: 'twice',
    timeout: 20,
    onProblem: (problem) => problems.push(problem),
  });
  const value = await twice(4);
  await twice.invalidate(4);
  const { state } = client;
  await client.close();
  return { said: problems.join('\n'), state, value };
}

/** What answers all that is said in the same way, and stands on a socket. */
async function speaker(
  answer: (said: string) => string | undefined,
): Promise<{ url: string; close: () => void }> {
  const file = path.join(tmpdir(), `cb-speaker-${process.pid}-${Math.random().toString(36).slice(2)}`);
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (said) => {
      const text = answer(said.toString());
      if (text === undefined) socket.destroy();
      else socket.write(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(file, resolve));
  const close = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
    rmSync(file, { force: true });
  };
  return { url: `unix://${file}`, close };
}

describe('a server that cannot be used', () => {
  for (const [url, message] of [
    ['localhost:6379', /"localhost:" is no address of a Redis or Valkey\. Write redis:/],
    ['http://localhost', /"http:" is no address/],
    ['', /This is no address of a server\. Write redis:/],
    ['redis://localhost/cache', /stands the number of a database/],
    [7, /must be a text/],
  ] as const)
    it(`the address ${String(url)} is refused, with what to write`, async () => {
      await assert.rejects(connectShared(url as string), { name: 'TypeError', message });
    });

  it('a password in an address is in no sentence', async () => {
    const { said } = await ask('redis://me:hush@localhost:1');
    assert.match(said, /Nobody answers at redis:\/\/localhost:1\. Start the server/);
    await assert.rejects(
      connectShared('http://me:hush@localhost'),
      (error: Error) => !error.message.includes('hush'),
    );
  });

  it('a host that is not there is named', async () => {
    const { said, value } = await ask('redis://no-such-host.invalid:6379');
    assert.match(said, /no-such-host\.invalid/);
    assert.equal(value, 8);
  });

  for (const [what, answer, sentence] of [
    ['speaks HTTP', () => 'HTTP/1.1 400 Bad Request\r\n\r\n', /is no Redis or Valkey/],
    ['hangs up', () => undefined, /is no Redis or Valkey/],
    [
      'speaks protocol 2 only',
      () => '-ERR unknown command `HELLO`, with args beginning with: `3`\r\n',
      /speaks protocol 2 only/,
    ],
    ['is loading', () => '-LOADING Redis is loading the dataset in memory\r\n', /still loading its data/],
    ['has too many clients', () => '-ERR max number of clients reached\r\n', /as many clients as it takes/],
  ] as const)
    it(`one that ${what} is named so, and the program goes on`, async () => {
      const { url, close } = await speaker(answer);
      try {
        const { said, state, value } = await ask(url);
        assert.match(said, sentence);
        assert.equal(state, 'bypassed');
        assert.equal(value, 8);
      } finally {
        close();
      }
    });

  it('one that is silent costs the time that is set for it', async () => {
    const { url, close } = await speaker(() => '');
    try {
      const { said, value } = await ask(url, { connectTimeout: 0.1 });
      assert.match(said, /does not answer in time/);
      assert.equal(value, 8);
    } finally {
      close();
    }
  });
});

withEachServer(
  (kind) => `a ${kind} that cannot be used`,
  (program) => {
    const servers: TestServer[] = [];

    const start = async (...configuration: string[]): Promise<TestServer> => {
      const server = await startProgram(program(), configuration);
      servers.push(server);
      return server;
    };

    after(async () => {
      for (const server of servers) await server.stop();
    });

    it('a wrong password, and none, are named, and neither hangs', async () => {
      const { url } = await start('requirepass hush');
      assert.match((await ask(url)).said, /The server asks for a password\. Give it/);
      const { said, value } = await ask(url, { password: 'loud' });
      assert.match(said, /does not accept this user and password/);
      assert.equal(value, 8);
      assert.equal((await ask(url, { password: 'hush' })).said, '');
    });

    it('a replica is named, and its entries are read', async () => {
      const { url } = await start('replicaof 127.0.0.1 1', 'replica-serve-stale-data yes');
      const { said, value } = await ask(url);
      assert.match(said, /This server is a replica and takes no writes\. Connect to its primary\./);
      assert.equal(value, 8);
    });

    it('one that speaks protocol 2 only is named', async () => {
      const { url } = await start('rename-command HELLO ""');
      const { said, value } = await ask(url);
      assert.match(said, /speaks protocol 2 only, so it cannot tell what has changed/);
      assert.equal(value, 8);
    });

    it('one that has no database of this number is named', async () => {
      const port = await freePort();
      await start(`port ${port}`);
      const { said, value } = await ask(`redis://127.0.0.1:${port}/99`);
      assert.match(said, /has no database of this number\. Correct the end of the address/);
      assert.equal(value, 8);
    });

    it('one that loads its data is named, and used when it has', async () => {
      const { url } = await start(
        'enable-debug-command yes',
        'rdbcompression no',
        'loading-process-events-interval-bytes 1024',
      );
      await inline(url, 'DEBUG POPULATE 1000 key 2000', 'CONFIG SET key-load-delay 50000');
      const loading = inline(url, 'DEBUG RELOAD');
      while (!(await inline(url, 'GET key:1')).includes('LOADING')) await delay(5);
      const problems: string[] = [];
      const client = await connectShared(url, PATIENT);
      const onProblem = (problem: string): void => void problems.push(problem);
      const twice = memoizeShared((n: number) => n * 2, { client, name: 'twice', timeout: 20, onProblem });
      assert.equal(await twice(4), 8);
      assert.deepEqual(problems, ['The server is still loading its data. It is tried again by itself.']);
      await inline(url, 'CONFIG SET key-load-delay 0');
      await loading;
      while (twice.sharedInfo().remote === 0) assert.equal(await twice(4), 8);
      await client.close();
    });

    it('one that too few replicas follow is named', async () => {
      const { url } = await start('min-replicas-to-write 1');
      const { said, value } = await ask(url);
      assert.match(said, /takes no writes because too few replicas follow it \(NOREPLICAS\)/);
      assert.equal(value, 8);
    });

    it('a result that is longer than it takes goes to its caller, and the next ones are shared', async () => {
      const { url } = await start('proto-max-bulk-len 1mb');
      const client = await connectShared(url, PATIENT);
      const row = memoizeShared((n: number) => 'x'.repeat(n), { client, name: 'row', timeout: 20 });
      assert.equal((await row(2 ** 21)).length, 2 ** 21);
      while (row.sharedInfo().remote === 0) assert.equal(await row(3), 'xxx');
      await client.close();
    });

    it('arguments and results with line ends, quotes and all other characters come back as they were', async () => {
      const { url } = await start();
      const client = await connectShared(url, PATIENT);
      const options = { client, name: 'echo', timeout: 20, near: null };
      const echo = memoizeShared((text: string) => ({ text }), options);
      const odd = ['a\r\nDEL b\r\n', '\n', '"', '{x}', '*', '\0', '\ud800', ' '.repeat(300), ''];
      for (const text of odd) assert.deepEqual(await echo(text), { text });
      while (echo.sharedInfo().remote < odd.length)
        for (const text of odd) assert.deepEqual(await echo(text), { text });
      assert.equal(echo.sharedInfo().misses, odd.length);
      assert.throws(
        () => memoizeShared(echo, { ...options, name: 'a\r\nb' }),
        /without blanks, line ends and braces/,
      );
      await client.close();
    });

    it('one that is full is named', async () => {
      const { url } = await start('maxmemory 1kb', 'maxmemory-policy noeviction');
      const { said, value } = await ask(url);
      assert.match(said, /The server is full/);
      assert.equal(value, 8);
    });

    it('a command waits for one that is not there yet, and one that never comes is named in time', async () => {
      const place = new Place();
      const hurried = await connectShared(place.url, { timeout: 0.05 });
      await assert.rejects(hurried.command(['PING']), { message: /Nobody answers/ });
      await hurried.close();
      await assert.rejects(hurried.command(['PING']), /no line to the server/);

      const client = await connectShared(place.url, { ...PATIENT, timeout: 100 });
      assert.equal(client.state, 'bypassed');
      const asked = client.command(['PING']);
      servers.push(await place.start(program()));
      assert.equal(await asked, 'PONG');
      await client.close();
      place.remove();
    });

    it('a user that may not do what is needed is told what that is', async () => {
      const { url } = await start('user me on >hush ~* +hello +ping +client +get');
      const { said, value } = await ask(url, { username: 'me', password: 'hush' });
      assert.match(said, /may not do this \(NOPERM\)/);
      assert.equal(value, 8);
    });
  },
);
