import assert from 'node:assert/strict';
import { commands, Uri } from 'vscode';
import { Servers } from '../../../src/host/redis/servers.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { FakeRedis } from './fakeRedis.ts';
import { settled } from './host.ts';
import { desk } from './stub/desk.ts';
import { EventEmitter } from './stub/values.ts';

const ADDRESS = 'redis://db.example:6379';

describe('a server of a person’s own', () => {
  let redis: FakeRedis;
  let store: SessionStore;
  let secrets: Map<string, string>;
  let opened: EventEmitter<undefined>;
  let servers: Servers;
  let errors: unknown[];

  beforeEach(() => {
    desk.clear();
    redis = new FakeRedis();
    store = new SessionStore();
    secrets = new Map();
    opened = new EventEmitter();
    errors = [];
    const storage = {
      get: (key: string) => Promise.resolve(secrets.get(key)),
      store: (key: string, value: string) => Promise.resolve(void secrets.set(key, value)),
      delete: (key: string) => Promise.resolve(void secrets.delete(key)),
    };
    const dashboard = { onDidOpen: opened.event };
    servers = new Servers({ secrets: storage } as never, { redis }, store, dashboard as never, (error) =>
      errors.push(error),
    );
    desk.commands.set('cachebook.openDashboard', () => undefined);
  });
  afterEach(() => servers.dispose());

  const command = (id: string, ...args: unknown[]): Promise<unknown> =>
    commands.executeCommand(id, ...args) as Promise<unknown>;

  /** Answers the question that is open now. */
  async function answer(text: unknown): Promise<Readonly<Record<string, unknown>>> {
    await settled();
    const [question] = desk.questions;
    assert.ok(question, 'nobody is asked anything');
    const options = question.options as Record<string, unknown>;
    question.answer(text);
    await settled();
    return options;
  }

  it('stands on the dashboard with what it says of itself, and is left alone when it is stopped', async () => {
    const connecting = command('cachebook.connectRedis');
    const asked = await answer(` ${ADDRESS} `);
    assert.equal(asked['value'], 'redis://localhost:6379');
    const password = await answer('');
    assert.equal(password['password'], true);
    const id = String(await connecting);
    const [line] = redis.lines;
    assert.deepEqual([line?.address, line?.password], [ADDRESS, undefined]);
    assert.equal(store.find(id)?.title, `Server ${ADDRESS}`);
    assert.equal(store.find(id)?.status, 'idle');
    assert.equal(store.find(id)?.server?.title, 'Redis 7.0.15');
    line?.tell('Nobody answers.');
    line?.tell(undefined);
    assert.deepEqual(
      store.find(id)?.output.map(({ text }) => text),
      ['Nobody answers.', 'The server answers.'],
    );
    store.stop(id);
    assert.deepEqual([store.find(id)?.status, line?.isClosed], ['stopped', true]);
    assert.deepEqual(errors, []);
  });

  it('is asked for its password once; VS Code keeps it, and no session, setting or log has it', async () => {
    redis.password = 'open sesame';
    const connecting = command('cachebook.connectRedis', ADDRESS);
    await answer('open sesame');
    const id = String(await connecting);
    assert.deepEqual([...secrets.values()], ['open sesame']);
    assert.equal((await command('cachebook.connectRedis', ADDRESS)) !== id, true);
    assert.equal(redis.lines[1]?.password, 'open sesame');
    assert.doesNotMatch(JSON.stringify([store.sessions, desk.log, [...desk.settings]]), /sesame/);
    // There is one at a time.
    assert.equal(redis.lines[0]?.isClosed, true);
  });

  it('keeps a password where it was not that which was wrong', async () => {
    secrets.set(`cachebook.redis.password:${ADDRESS}`, 'right');
    redis.password = 'right';
    redis.problem = 'Nobody answers there.';
    await assert.rejects(command('cachebook.connectRedis', ADDRESS), /Nobody answers/);
    assert.equal(secrets.size, 1);
  });

  it('says what is wrong, and asks for another password the next time', async () => {
    redis.password = 'right';
    secrets.set(`cachebook.redis.password:${ADDRESS}`, 'wrong');
    await assert.rejects(command('cachebook.connectRedis', ADDRESS), /asks for its secret/);
    assert.equal(errors.length, 1);
    assert.deepEqual([redis.lines[0]?.isClosed, secrets.size, store.sessions.length], [true, 0, 0]);
    const again = command('cachebook.connectRedis', ADDRESS);
    await answer('right');
    assert.ok(await again);
  });

  for (const address of ['', 'localhost', 'http://localhost', 'redis://:secret@localhost', 7, null, {}]) {
    it(`is no address, or has a password in it: ${JSON.stringify(address)}`, async () => {
      await assert.rejects(command('cachebook.connectRedis', address), {
        name: 'HumanError',
        message: /^(?:This is no address|Leave the password out)/,
      });
      assert.deepEqual([redis.lines, store.sessions], [[], []]);
    });
  }

  it('is nothing where the person gives up', async () => {
    const first = command('cachebook.connectRedis');
    await answer(undefined);
    assert.equal(await first, undefined);
    const second = command('cachebook.connectRedis', ADDRESS);
    await answer(undefined);
    assert.equal(await second, undefined);
    assert.deepEqual(redis.lines, []);
  });

  it('is connected with the dashboard where it is set, once, and only in a trusted workspace', async () => {
    opened.fire(undefined);
    await settled();
    assert.deepEqual(desk.questions, []);
    desk.settings.set('cachebook.redis.url', ADDRESS);
    secrets.set(`cachebook.redis.password:${ADDRESS}`, 'kept');
    redis.password = 'kept';
    desk.isTrusted = false;
    opened.fire(undefined);
    await settled();
    assert.equal(redis.lines.length, 0);
    desk.isTrusted = true;
    opened.fire(undefined);
    opened.fire(undefined);
    await settled();
    assert.equal(redis.lines.length, 1);
  });

  describe('as a source of a workload', () => {
    const target = Uri.parse('file:///folder/workload.txt');

    it('is recorded after a warning, for a time that the person chooses: keys alone', async () => {
      redis.heard = [
        '1.5 [0 127.0.0.1:1] "GET" "user:1"',
        '1.6 [0 127.0.0.1:1] "SET" "user:1" "a value"',
        '1.7 [0 lua] "GET" "user:2"',
      ];
      const recording = command('cachebook.recordRedisWorkload');
      await answer(ADDRESS);
      const [warning] = desk.messages.splice(0);
      assert.match(warning?.message ?? '', /^Record which keys/);
      assert.deepEqual(warning?.buttons, ['Record']);
      warning.choose('Record');
      await answer({ label: '10 seconds', seconds: 0.05 });
      await answer(target);
      await answer('secret');
      const [monitor] = redis.monitors;
      assert.deepEqual([monitor?.address, monitor?.password], [ADDRESS, 'secret']);
      assert.deepEqual(await recording, { requests: 2, uri: target.toString() });
      const [written] = [...desk.files].filter(([name]) => name === target.toString());
      assert.equal(new TextDecoder().decode(written?.[1]), 'user:1\nuser:2\n');
    });

    it('is not touched where the person does not agree', async () => {
      const recording = command('cachebook.recordRedisWorkload');
      await answer(ADDRESS);
      desk.messages[0]?.choose(undefined);
      assert.equal(await recording, undefined);
      assert.deepEqual(redis.monitors, []);
    });

    const order = { address: ADDRESS, seconds: 100, target };

    it('writes nothing when it is cancelled, when the line is lost, or when nobody asked for a key', async () => {
      redis.password = undefined;
      secrets.set(`cachebook.redis.password:${ADDRESS}`, 'x');
      const cancelled = command('cachebook.recordRedisWorkload', order);
      await settled();
      redis.monitors[0]?.onLine('1.5 [0 lua] "GET" "a"');
      desk.progress[0]?.cancel();
      assert.equal(await cancelled, undefined);
      const lost = command('cachebook.recordRedisWorkload', order);
      await settled();
      redis.monitors[1]?.fail(new Error('The line is lost.'));
      await assert.rejects(lost, /The line is lost/);
      secrets.set(`cachebook.redis.password:${ADDRESS}`, 'x');
      const silent = command('cachebook.recordRedisWorkload', { ...order, seconds: 0.01 });
      await assert.rejects(silent, /Nobody has asked .* so no file was written/);
      assert.equal(desk.files.has(target.toString()), false);
    });

    for (const seconds of [0, -1, 301, NaN, '10', undefined]) {
      it(`takes no time of ${String(seconds)} s`, async () => {
        await assert.rejects(command('cachebook.recordRedisWorkload', { ...order, seconds }), /at most 300/);
      });
    }
  });
});
