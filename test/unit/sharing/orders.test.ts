import assert from 'node:assert/strict';
import fc from 'fast-check';
import { settled } from './fake.ts';
import { World } from './world.ts';

describe('orders of events of a shared cache', () => {
  it('whatever happens in whatever order, no caller gets what was invalidated before it came', async () => {
    const command = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('call' as const), at: fc.nat(2) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('write' as const), at: fc.nat(2) }) },
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
        arbitrary: fc.record({ do: fc.constant('pass' as const), at: fc.constantFrom(1, 60, 250) }),
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
        /** Nobody is behind: what is on its way to a process has arrived there. */
        const deliver = (): void => {
          for (const { client } of all) while (client.toClient.length > 0) client.step(false);
        };
        const perform = async ({ do: what, at }: { do: string; at: number }): Promise<void> => {
          const { page, client } = all[at % 3]!;
          if (what === 'call') {
            deliver();
            await settled();
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
          } else if (what === 'ask' || what === 'answer') client.step(what === 'ask');
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
          for (const { client } of all)
            for (const isToServer of [true, false])
              while ((isToServer ? client.toServer : client.toClient).length > 0) client.step(isToServer);
          await world.time.pass(300);
        }
        await Promise.all(calls);
        assert.equal(world.time.waiting, 0);
      }),
      { numRuns: 60 },
    );
  });
});
