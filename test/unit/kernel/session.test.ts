import assert from 'node:assert/strict';
import type { ScenarioSettings } from '../../../src/protocol/kernel.ts';
import { runInMemory } from './inMemory.ts';
import { isListening } from './localServer.ts';
import { openWeb } from '../../../src/kernel/node/web.ts';

describe('a session', () => {
  it('rejects a scenario that there is not', () =>
    assert.rejects(runInMemory('nonsense'), /^HumanError: There is no scenario "nonsense"\.$/));

  it('rejects a parameter by name', () =>
    assert.rejects(
      runInMemory('stairs', { stair: 0 }),
      /^HumanError: stair must be a whole number from 1 to 5000, not 0\.$/,
    ));

  for (const outcome of ['ended', 'failed']) {
    it(`closes the embedded server when a scenario has ${outcome}`, async () => {
      const urls: string[] = [];
      const failing = outcome === 'failed' ? { feed: () => Promise.reject(new Error('broken')) } : {};
      const services = {
        openWeb: (settings: ScenarioSettings) => {
          const web = openWeb(settings);
          const serve = async (): ReturnType<typeof web.serve> => {
            const site = await web.serve();
            urls.push(site.feedUrl);
            assert.equal(await isListening(site.feedUrl), true);
            return site;
          };
          return { ...web, ...failing, serve };
        },
      };
      const run = runInMemory('monitor', { passes: 1 }, {}, services);
      await (outcome === 'failed' ? assert.rejects(run, /broken/) : run);
      assert.equal(urls.length, 1);
      assert.equal(await isListening(urls[0]!), false);
    });
  }
});
