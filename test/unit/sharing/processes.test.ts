import assert from 'node:assert/strict';
import { Place, type TestServer } from '../../support/server.ts';
import { withEachServer } from '../kernel/redis/withServer.ts';
import { Proxy } from './proxy.ts';
import { Workers, type Worker } from '../../support/sharing/workers.ts';
import type { Tally } from '../../support/sharing/worker.ts';
import { connectShared } from '../../../src/kernel/node/shared/connect.ts';
import type { SharedConnection } from '../../../src/sharing/index.ts';

/** Where nothing goes wrong a busy machine is to be no fault. */
const PATIENT = { timeout: 20, lease: 20, heartbeat: 5 };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const keysOf = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, at) => `${name}${at}`);

withEachServer(
  (kind) => `processes that share a ${kind}`,
  (program) => {
    const workers = new Workers();
    /** None where there is no server. */
    const places: Place[] = [];
    let place: Place;
    let server: TestServer;
    let direct: SharedConnection;
    const endings: (() => Promise<unknown>)[] = [() => workers.end()];
    let four: Worker[];

    before(async () => {
      place = new Place();
      places.push(place);
      [server] = await Promise.all([place.start(program()), workers.prepare()]);
      direct = await connectShared(server.url, { timeout: 20, heartbeat: 5, connectTimeout: 10 });
      endings.push(
        () => direct.close(),
        () => server.stop(),
      );
      four = workers.start(4);
    });

    after(async () => {
      for (const end of endings) await end();
      for (const each of places) each.remove();
    });

    const fetches = async (): Promise<number> =>
      sum((await Promise.all(four.map((each) => each.state()))).map((state) => state.fetches));
    const unhandled = async (): Promise<number> =>
      sum((await Promise.all(four.map((each) => each.state()))).map((state) => state.unhandled));

    it('a cold key costs one run of the function, however many ask', async () => {
      await workers.open(four, server.url, { name: 'cold', origin: 100, ...PATIENT });
      const before = await fetches();
      const keys = keysOf(30, 'cold');
      const found = await Promise.all(four.map((each) => each.ask({ ask: 'burst', keys, callers: 20 })));
      assert.equal((await fetches()) - before, 30);
      for (const each of found) {
        assert.equal((each as string[]).length, 30);
        assert.deepEqual([...(each as string[])].sort(), [...(found[0] as string[])].sort());
      }
    });

    it('nobody reads what was invalidated, once that is acknowledged', async () => {
      await workers.open(four, server.url, { name: 'fresh', origin: 0, ...PATIENT });
      const [writer, ...readers] = four;
      for (let version = 1; version <= 100; version++) {
        await Promise.all(readers.map((each) => each.call('k1')));
        await Promise.all(readers.map((each) => each.call('k1'))); // Now each has a copy.
        assert.equal((await writer!.write('k1', version)).isAcknowledged, true);
        const found = await Promise.all(readers.map((each) => each.call('k1')));
        assert.deepEqual(
          found.map((page) => page.version),
          readers.map(() => version),
        );
      }
    });

    it('when the one that leads is killed, another one does its work', async () => {
      const [dying] = workers.start(1);
      await workers.open([dying!, ...four], server.url, { name: 'killed', origin: 1500, timeout: 20 });
      dying!.call('slow').catch(() => undefined);
      while (((await direct.command(['KEYS', 'killed:*:lock'])) as string[]).length === 0) await sleep(5);
      const before = await fetches();
      const calls = four.map((each) => each.call('slow'));
      dying!.child.kill('SIGKILL');
      const pages = await Promise.all(calls);
      assert.equal(new Set(pages.map(({ by }) => by)).size, 1);
      assert.equal((await fetches()) - before, 1);
    });

    async function underFire(fault?: () => Promise<void>): Promise<Tally[]> {
      const [writer, ...readers] = four;
      const ms = fault ? 4000 : 1500;
      const tallies = Promise.all([
        writer!.tally({ ask: 'fire', ms, keys: 8, pause: 10 }),
        ...readers.map((each) => each.tally({ ask: 'read', ms, keys: 8, pause: 8 })),
      ]);
      await sleep(500);
      await fault?.();
      return tallies;
    }

    function checkFire(tallies: readonly Tally[], most = 0): void {
      assert.equal(sum(tallies.map(({ failed }) => failed)), 0);
      assert.equal(sum(tallies.map(({ wrong }) => wrong)), 0);
      assert.ok(sum(tallies.map(({ tooOld }) => tooOld)) <= most, JSON.stringify(tallies));
    }

    it('nothing is read that is older than an acknowledged write', async () => {
      await workers.open(four, server.url, { name: 'fire', origin: 8, ...PATIENT });
      const tallies = await underFire();
      checkFire(tallies);
      assert.equal(tallies[0]!.notAcknowledged, 0);
    });

    it('neither while the server is frozen, nor afterwards', async () => {
      await workers.open(four, server.url, { name: 'frozen', origin: 8 });
      const tallies = await underFire(async () => {
        server.hands.pause();
        await sleep(1500);
        server.hands.goOn();
      });
      checkFire(tallies);
      assert.ok(tallies[0]!.notAcknowledged > 0);
      assert.equal(await unhandled(), 0);
      for (const each of four) while ((await each.state()).info.owed > 0) await sleep(20);
    });

    it('a server that is killed and comes back empty is taken as it is', async () => {
      await workers.open(four, server.url, { name: 'again', origin: 8 });
      const tallies = await underFire(async () => {
        server.hands.kill();
        await server.ended;
        await sleep(500);
        server = await place.start(program());
      });
      checkFire(tallies);
      assert.equal(await unhandled(), 0);
      for (const each of four) while ((await each.state()).state !== 'connected') await sleep(20);
    });

    for (const [command, isThere] of [
      [['FLUSHALL'], false],
      [['FLUSHDB'], false],
      [['SET'], true],
      [['DEL'], false],
    ] as const)
      it(`${command[0]} overtakes an answer that is on its way, and no old copy stays`, async () => {
        const proxy = await Proxy.open(server.url);
        try {
          const [one] = workers.start(1);
          await workers.open([one!, four[0]!], proxy.url, {
            name: `race${command[0]}`,
            origin: 0,
            ...PATIENT,
          });
          await four[0]!.call('k1');
          let key: string | undefined;
          while (key === undefined) {
            const found = (await direct.command(['KEYS', `race${command[0]}:*`])) as string[];
            key = found.find((each) => !each.endsWith(':lock'));
          }
          const old = String(await direct.command(['GET', key]));
          proxy.hold();
          const call = one!.call('k1');
          await proxy.held(old);
          const words = {
            FLUSHALL: [],
            FLUSHDB: [],
            DEL: [key],
            SET: [key, old.replace('"version":0', '"version":7')],
          };
          await direct.command([command[0], ...words[command[0]]]);
          await direct.command(['PING']);
          proxy.release();
          assert.equal((await call).version, 0);
          assert.equal((await one!.state()).cache.currsize, 0);
          if (isThere) assert.equal((await one!.call('k1')).version, 7);
          one!.child.kill('SIGKILL');
          await one!.ended;
        } finally {
          proxy.close();
        }
      });

    it('what has expired is not read, although the server tells it late', async () => {
      const fill = "for i = 1, 50000 do redis.call('SET', 'long:' .. i, 'x', 'EX', 1000) end";
      await direct.command(['EVAL', fill, '0']);
      await workers.open(four, server.url, {
        name: 'short',
        origin: 0,
        ttl: 4,
        jitter: 0,
        early: 0,
        ...PATIENT,
      });
      const keys = keysOf(20, 'k');
      const lookAt = async (): Promise<void> => {
        for (const each of four) await each.ask({ ask: 'burst', keys, callers: 1 });
      };
      await lookAt();
      await lookAt();
      const before = await fetches();
      await sleep(4050);
      await lookAt();
      assert.equal((await fetches()) - before, 20);
      await direct.command(['FLUSHALL']);
    });

    it('a write in a partition is owed, and told when it has healed', async () => {
      const proxy = await Proxy.open(server.url);
      try {
        const [cutOff] = workers.start(1);
        await workers.open([cutOff!, four[0]!], proxy.url, { name: 'parted', origin: 0 });
        await Promise.all([cutOff!.call('k1'), four[0]!.call('k1')]);
        await workers.open([four[1]!], server.url, { name: 'parted', origin: 0 });
        await four[1]!.call('k1');
        proxy.drop();
        assert.equal((await cutOff!.write('k1', 9)).isAcknowledged, false);
        assert.equal((await cutOff!.call('k1')).version, 9);
        assert.equal((await cutOff!.state()).info.owed, 1);
        proxy.heal();
        while ((await cutOff!.state()).info.owed > 0) await sleep(20);
        // The other one behind the cut believes its dead line until a look at it has gone unanswered.
        while ((await four[0]!.call('k1')).version !== 9) await sleep(20);
        cutOff!.child.kill('SIGKILL');
        await cutOff!.ended;
      } finally {
        proxy.close();
      }
    });

    it('a server that is gone for good costs nothing but itself', async () => {
      await workers.open(four, server.url, { name: 'gone', origin: 5 });
      const reading = Promise.all(
        four.map((each) => each.tally({ ask: 'read', ms: 1500, keys: 8, pause: 8 })),
      );
      await sleep(300);
      server.hands.kill();
      await server.ended;
      place.remove();
      const tallies = await reading;
      checkFire(tallies);
      assert.equal(await unhandled(), 0);
      for (const each of four) assert.equal((await each.state()).state, 'bypassed');
    });
  },
);
