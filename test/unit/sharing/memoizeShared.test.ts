import assert from 'node:assert/strict';
import type { CacheEvent } from '../../../src/engine/index.ts';
import { checkShared } from '../../../src/sharing/options.ts';
import { SharedMemo } from '../../../src/sharing/sharedMemo.ts';
import { FakeClient, FakeServer, FakeTime, settled } from './fake.ts';
import { World } from './world.ts';

describe('memoizeShared', () => {
  it('answers from the function, then from the server, then from a copy, and tells where', async () => {
    const world = new World();
    const events: CacheEvent[] = [];
    const { page } = world.process({ observer: (event) => events.push(event) });
    for (let call = 0; call < 3; call++) {
      assert.deepEqual(await page('a'), { page: 1 });
      await settled();
    }
    assert.deepEqual(
      events.map((event) => [event.type, 'where' in event ? event.where : undefined]),
      [
        ['miss', undefined],
        ['hit', 'remote'],
        ['stored', undefined],
        ['hit', 'near'],
      ],
    );
    assert.equal(String(page.sharedInfo()), 'SharedInfo(near=1, remote=1, misses=1, waited=0, bypassed=0)');
    assert.equal(String(page.cacheInfo()), 'CacheInfo(hits=2, misses=1, maxsize=1000, currsize=1)');
    assert.equal(world.runs, 1);
  });

  it('callers of two processes at once cost one run, and wait for no poll', async () => {
    const world = new World();
    world.takes = 400;
    const [one, other] = [world.process(), world.process()];
    const calls = Promise.all([one.page('a'), one.page('a'), other.page('a'), other.page('a')]);
    await world.time.pass(400);
    assert.deepEqual(new Set(await calls).size, 2);
    assert.equal(world.runs, 1);
    assert.equal(other.page.sharedInfo().waited, 1);
  });

  it('a function that fails, fails for its callers; others try themselves, and nothing is kept', async () => {
    const world = new World();
    world.takes = 100;
    world.truth = new Error('no weather');
    const [one, other] = [world.process(), world.process()];
    const first = assert.rejects(one.page('a'), /no weather/);
    await settled();
    const second = other.page('a');
    world.truth = 'key';
    await world.time.pass(150);
    await first;
    await world.time.pass(150);
    assert.equal(await second, 'a');
    assert.equal(world.runs, 2);
  });

  it('a copy lives no longer than its entry, or than the ttl of copies', async () => {
    for (const [near, ms] of [
      [{}, 1000],
      [{ ttl: 0.3 }, 300],
    ] as const) {
      const world = new World();
      const { page } = world.process({ ttl: 1, near, early: 0 });
      for (let call = 0; call < 2; call++) {
        await page('a');
        await settled();
      }
      await world.time.pass(ms - 1);
      await page('a');
      assert.equal(page.sharedInfo().remote, 1, 'still a copy');
      await world.time.pass(1);
      await page('a');
      assert.equal(page.sharedInfo().near, 1);
    }
  });

  it('nothing that is nothing lives as long as negativeTtl says', async () => {
    for (const nothing of [undefined, null]) {
      const world = new World();
      world.truth = nothing;
      const { page } = world.process({ ttl: 100, negativeTtl: 1, near: null, early: 0 });
      assert.equal(await page('a'), nothing);
      await settled();
      assert.equal(await page('a'), nothing);
      assert.equal(world.runs, 1);
      await world.time.pass(1000);
      await page('a');
      assert.equal(world.runs, 2);
    }
  });

  it('jitter takes up to its share of a life away, by chance', async () => {
    const world = new World();
    const { page } = world.process({ ttl: 100, jitter: 0.5, random: () => 0.5 });
    await page('a');
    await settled();
    const expiries = [...world.server.entries.values()].map(({ expiry }) => expiry);
    assert.deepEqual(expiries, [75_000]);
  });

  it('XFetch computes anew behind the callers, and one does it', async () => {
    const world = new World();
    world.takes = 100;
    const luck = { now: 0.999 };
    const [one, other] = [0, 1].map(() => world.process({ ttl: 10, random: () => luck.now }));
    const first = one!.page('a');
    await world.time.pass(100);
    await first;
    await one!.page('a');
    await other!.page('a');
    await world.time.pass(9700);
    luck.now = 1e-9;
    world.truth = { page: 2 };
    assert.deepEqual([await one!.page('a'), await other!.page('a')], [{ page: 1 }, { page: 1 }]);
    await world.time.pass(150);
    assert.equal(world.runs, 2);
    assert.equal(one!.page.sharedInfo().refreshed + other!.page.sharedInfo().refreshed, 1);
    assert.deepEqual([await one!.page('a'), await other!.page('a')], [{ page: 2 }, { page: 2 }]);
  });

  it('a result of before an invalidation is published to nobody, and nobody joins it', async () => {
    const world = new World();
    world.takes = 100;
    const [one, other] = [world.process(), world.process()];
    const early = one.page('a');
    await settled();
    world.truth = { page: 2 };
    const told = other.page.invalidate('a');
    await world.time.pass(2);
    assert.equal(await told, true);
    const late = one.page('a');
    await world.time.pass(300);
    assert.deepEqual(
      [await early, await late, await other.page('a')],
      [{ page: 1 }, { page: 2 }, { page: 2 }],
    );
  });

  it('who asks again and again while the server is away hears when it is back', async () => {
    const world = new World();
    const { page, client } = world.process();
    client.disconnect();
    setImmediate(() => client.reconnect());
    // A function that answers at once leaves nothing that would give way.
    while (page.sharedInfo().remote === 0) {
      await page('a');
      world.time.ms++;
    }
    assert.ok(page.sharedInfo().bypassed > 0);
  });

  it('a result that cannot be written goes to its caller, is told once, and shared with nobody', async () => {
    const world = new World();
    const { page } = world.process();
    const odd = { run: () => 1 };
    world.truth = odd;
    assert.equal(await page('a'), odd);
    await settled();
    assert.equal(await page('a'), odd);
    await settled();
    assert.equal(page.sharedInfo().refused, 2);
    assert.equal(world.problems.length, 1);
    assert.match(world.problems[0]!, /A result of page is not shared\. Its part run is a function/);
    assert.equal(world.server.entries.size, 0);
  });

  it('an entry that cannot be read is a miss, and is written anew; another version is not seen', async () => {
    const world = new World();
    const { page } = world.process({ near: null });
    await page('a');
    await settled();
    const [key] = [...world.server.entries.keys()];
    world.server.set(key!, 'rubbish', 1e6);
    assert.deepEqual(await page('a'), { page: 1 });
    await settled();
    assert.deepEqual(await page('a'), { page: 1 });
    assert.equal(page.sharedInfo().unreadable, 1);
    assert.equal(world.runs, 2);
    await world.process({ version: 2 }).page('a');
    assert.equal(world.runs, 3);
  });

  it('without an answer the function runs in time, callers join no run that began before they came, and no timer stays', async () => {
    const world = new World();
    world.takes = 50;
    const { page, client } = world.process();
    client.isAutomatic = false; // Frozen.
    const first = page('a');
    await world.time.pass(220);
    world.truth = { page: 2 };
    const [second, third] = [page('a'), page('a')];
    await world.time.pass(50);
    assert.deepEqual(await first, { page: 1 });
    await world.time.pass(400);
    assert.deepEqual([await second, await third], [{ page: 2 }, { page: 2 }]);
    assert.equal(world.runs, 2);
    assert.equal(page.sharedInfo().state, 'bypassed');
    await world.time.pass(5000);
    assert.equal(world.time.waiting, 0);
  });

  it('an invalidation without an acknowledgement is owed, heeded at once, and paid', async () => {
    const world = new World();
    const [one, other] = [world.process(), world.process()];
    for (const { page } of [one, other, one, other]) {
      await page('a');
      await settled();
    }
    one.client.disconnect();
    world.truth = { page: 2 };
    assert.equal(await one.page.invalidate('a'), false);
    assert.equal(one.page.sharedInfo().owed, 1);
    assert.deepEqual(await one.page('a'), { page: 2 });
    assert.deepEqual(await other.page('a'), { page: 1 });
    one.client.reconnect();
    await settled();
    assert.equal(one.page.sharedInfo().owed, 0);
    assert.deepEqual(await other.page('a'), { page: 2 });
  });

  it('more invalidations than can be owed one by one take all entries away', async () => {
    const world = new World();
    const [one, other] = [world.process(), world.process()];
    await other.page('z');
    await settled();
    one.client.disconnect();
    world.truth = { page: 2 };
    for (let key = 0; key <= 10_000; key++) await one.page.invalidate(`k${key}`);
    assert.equal(one.page.sharedInfo().owed, 10_000);
    assert.deepEqual(await one.page('never asked'), { page: 2 });
    one.client.reconnect();
    await settled();
    assert.equal(one.page.sharedInfo().owed, 0);
    assert.deepEqual(await other.page('z'), { page: 2 });
  });

  it('10,000 keys leave no table longer than it may be', async () => {
    const time = new FakeTime();
    const client = new FakeClient(new FakeServer(time));
    const fn = (key: string): string => key;
    const near = { maxsize: 100, policy: 's3-fifo' };
    const memo = new SharedMemo(
      fn,
      checkShared({ client, name: 'page', near, clock: time, timers: time }, fn),
    );
    for (let key = 0; key < 10_000; key += 100) {
      const ask = (): Promise<unknown> =>
        Promise.all(Array.from({ length: 100 }, (_, at) => memo.call(undefined, [`k${key + at}`])));
      await ask();
      await settled();
      await ask();
      await settled();
    }
    assert.deepEqual(
      [memo.near.store.size, memo.near.names, memo.flights.size, time.waiting],
      [100, 100, 0, 0],
    );
  });

  it('refuses arguments that are no key by a rejection, and counts nothing', async () => {
    const { page } = new World().process();
    await assert.rejects(page(Symbol('a') as never), /Argument 1 of page is a symbol/);
    await assert.rejects(page.invalidate((() => 1) as never), /Argument 1 of page is a function/);
    assert.equal(page.cacheInfo().misses, 0);
  });

  for (const [what, options, message] of [
    ['no client', { client: undefined }, /client must be what connectShared has given/],
    ['a promise', { client: Promise.resolve() }, /client: await connectShared/],
    ['an unknown option', { tll: 1 }, /Unknown option "tll" for memoizeShared/],
    ['an unknown policy', { near: { policy: 'best' } }, /best/],
    ['a name with braces', { name: 'a{b}' }, /name must be/],
    ['a name with a line end', { name: 'a\nb' }, /name must be/],
    ['a ttl of 0', { ttl: 0 }, /ttl must be a finite number of seconds above 0/],
    ['a jitter above 1', { jitter: 2 }, /jitter must be a number from 0 to 1/],
    ['a codec that is none', { codec: {} }, /codec must be an object/],
  ] as const)
    it(`refuses ${what} at once`, () => {
      assert.throws(() => new World().process(options as never), message);
    });
});
