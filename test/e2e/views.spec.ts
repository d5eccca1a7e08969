import assert from 'node:assert/strict';
import { somebody } from './support/person.ts';
import { runsWith, statusItem } from './support/scenarios.ts';
import { SideBar } from './support/sideBar.ts';

describe('the views', () => {
  const person = somebody();
  const sideBar = new SideBar(person);

  it('say what to do before anything has run', async () => {
    await sideBar.opens();
    await person.sees(sideBar.welcome('Caches').getByText('No cache has run yet.'));
    await person.sees(sideBar.welcome('Caches').getByRole('button', { name: 'Run a Scenario' }));
  });

  it('list every scenario', async () => {
    assert.deepEqual(await sideBar.labels('Scenarios'), [
      'Run Dictionary Cache',
      'Compare Eviction Strategies',
      'Step Through an LRU Cache',
      'Run Stairs Without a Cache',
      'Run Stairs With Memoization',
      'Run Stairs With a Bounded Cache',
      'Start Feed Monitor',
      'Start Feed Monitor With a Timed Cache',
    ]);
  });

  it('run a scenario with one click, and count its cache', async () => {
    await sideBar.row('Scenarios', 'Run Stairs With a Bounded Cache').click();
    await person.sees(sideBar.row('Caches', 'hits 52, misses 30, size 16 of 16'));
  });

  it('count a cache while it works, and empty it', async () => {
    await runsWith(person, 'Start Feed Monitor With a Timed Cache', ['5', '', '3600', '128', 'false']);
    await person.sees(statusItem(person));
    const cache = sideBar.row('Caches', 'getArticle');
    await person.sees(sideBar.row('Caches', /hits [1-9]\d*, misses [1-9]\d*, size [1-9]\d* of 128/));
    await cache.hover();
    await cache.getByRole('button', { name: 'Clear a Cache' }).click();
    await person.sees(sideBar.row('Caches', /hits 0, misses 0, size 0 of 128/));
  });

  it('stop what runs with a click in the status bar', async () => {
    await statusItem(person).click();
    await person.seesNoMore(statusItem(person));
  });
});
