import assert from 'node:assert/strict';
import fc from 'fast-check';
import { settled, type FakeClient } from './fake.ts';
import { World } from './world.ts';

describe('orders of events of a shared cache', () => {
  it('a process that has not looked for a while reads first what it was told', async () => {
    const world = new World();
    const [one, other] = [world.process(), world.process()];
    for (const version of [1, 2, 3]) {
      world.truth = version;
      const told = other.page.invalidate('a');
      await world.time.pass(5);
      assert.equal(await told, true);
      // What it is told waits from now on.
      one.client.isAutomatic = true;
      await one.page('a');
      await settled();
      await one.page('a');
      assert.equal(one.page.cacheInfo().currsize, 1);
      one.client.isAutomatic = false;
      world.truth = version * 10;
      const toldAgain = other.page.invalidate('a');
      let isTold = false;
      void toldAgain.then(() => (isTold = true));
      await world.time.pass(1);
      // It is not acknowledged while somebody may have looked before.
      assert.equal(isTold, false);
      await world.time.pass(1);
      assert.equal(await toldAgain, true);
      one.client.isAutomatic = true;
      assert.equal(await one.page('a'), version * 10);
    }
  });

  it('whatever happens in whatever order, no caller gets what was invalidated before it came', async () => {
    const command = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('call' as const), at: fc.nat(2) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('write' as const), at: fc.nat(2) }) },
      // Messages of one process go to and fro for a while; what the others are told waits.
      { weight: 4, arbitrary: fc.record({ do: fc.constant('talk' as const), at: fc.nat(2) }) },
      {
        weight: 8,
        arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'answer' as const), at: fc.nat(2) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constantFrom('cut' as const, 'join' as const, 'flush' as const),
          at: fc.nat(2),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('pass' as const), at: fc.constantFrom(1, 2, 3, 60, 250) }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 60 }), async (commands) => {
        const world = new World();
        world.takes = 50;
        world.truth = 0;
        const all = [0, 1, 2].map(() => world.process());
        for (const { client } of all) client.isAutomatic = false;
        let version = 0;
        let acknowledged = 0;
        const calls: Promise<unknown>[] = [];
        const talk = async (client: FakeClient): Promise<void> => {
          for (let round = 0; round < 4; round++) {
            for (const isToServer of [true, false])
              while ((isToServer ? client.toServer : client.toClient).length > 0) client.step(isToServer);
            await world.time.pass(1);
          }
        };
        const perform = async ({ do: what, at }: { do: string; at: number }): Promise<void> => {
          const { page, client } = all[at % 3]!;
          if (what === 'call') {
            const least = acknowledged;
            calls.push(
              page('a').then((found) => assert.ok((found as number) >= least, `${String(found)} < ${least}`)),
            );
          } else if (what === 'write') {
            const mine = ++version;
            world.truth = mine;
            calls.push(
              page.invalidate('a').then((isKnown) => {
                if (isKnown) acknowledged = Math.max(acknowledged, mine);
              }),
            );
          } else if (what === 'talk') await talk(client);
          else if (what === 'ask' || what === 'answer') client.step(what === 'ask');
          else if (what === 'cut') client.disconnect();
          else if (what === 'join') client.reconnect();
          else if (what === 'flush') world.server.flush();
          else await world.time.pass(at);
          await settled();
        };
        for (const each of commands) await perform(each);
        for (const { client } of all) {
          client.isAutomatic = true;
          client.reconnect();
        }
        for (let round = 0; round < 30; round++) {
          for (const { client } of all) await talk(client);
          await world.time.pass(300);
        }
        await Promise.all(calls);
        assert.equal(world.time.waiting, 0);
      }),
      { numRuns: 100 },
    );
  });
});
