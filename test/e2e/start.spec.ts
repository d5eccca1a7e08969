import assert from 'node:assert/strict';
import { setSize } from '../vscode/window/appearance.ts';
import { holds } from '../vscode/window/waitUntil.ts';
import { defaultSize } from '../vscode/window/window.ts';
import { somebody } from './support/person.ts';
import { SideBar } from './support/sideBar.ts';
import { WALKTHROUGH } from './support/walkthrough.ts';

describe('the window of npm start, which nobody has used', () => {
  const person = somebody();
  const sideBar = new SideBar(person);

  it('shows the walkthrough with the lessons beside it, and what the terminal names', async () => {
    await person.sees(person.page.getByText(WALKTHROUGH).first());
    await person.sees(person.page.getByRole('button', { name: 'Run Dictionary Cache' }));
    assert.equal((await sideBar.labels('Lessons'))[0], '1. Why cache');
  });

  describe('the views', () => {
    it('say what to do before anything has run', async () => {
      await sideBar.opens();
      await person.sees(sideBar.welcome('Caches').getByText('No cache has run yet.'));
      await person.sees(sideBar.welcome('Caches').getByRole('button', { name: 'Run a Scenario' }));
    });

    it('list every scenario', async () => {
      await setSize(person.page, { width: 1280, height: 1600 }); // Only rows in sight exist.
      const all = [
        'Run Dictionary Cache',
        'Compare Eviction Strategies',
        'Step Through an LRU Cache',
        'Run Stairs Without a Cache',
        'Run Stairs With Memoization',
        'Run Stairs With a Bounded Cache',
        'Start Feed Monitor',
        'Start Feed Monitor With a Timed Cache',
        'Run a Cache Shared by Processes',
      ];
      await holds(async () => assert.deepEqual(await sideBar.labels('Scenarios'), all));
      await setSize(person.page, defaultSize);
    });
  });
});
