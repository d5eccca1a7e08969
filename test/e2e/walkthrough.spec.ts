import assert from 'node:assert/strict';
import { setSize } from '../vscode/window/appearance.ts';
import { holds } from '../vscode/window/waitUntil.ts';
import { Dashboard } from './support/dashboard.ts';
import { noKernelOf } from './support/kernels.ts';
import { OutputPanel } from './support/outputPanel.ts';
import { somebody } from './support/person.ts';
import { statusItem } from './support/scenarios.ts';
import { Walkthrough } from './support/walkthrough.ts';

/** The title of a step, of its picture, and of its button. */
const STEPS = [
  ['Keep what you fetched', 'A dictionary in front of a server', 'Run Dictionary Cache'],
  ['Watch a cache live', 'A cache, watched live', 'Open Dashboard'],
  ['Decide what has to go', 'Five strategies, the same requests', 'Compare Eviction Strategies'],
  ['Look inside LRU', 'The recency list of an LRU cache', 'Step Through an LRU Cache'],
  ['Memoize a recursion', 'The call tree of stair 5', 'Run Stairs With Memoization'],
  ['Read the numbers of a cache', 'CacheInfo(hits=52, misses=30', 'Run Stairs With a Bounded Cache'],
  ['Let entries expire', 'A cache that expires every 10 seconds', 'Start the Timed Monitor'],
  ['Watch your own program', 'A program of your own, watched', 'Create Example Programs…'],
] as const;

/** VS Code leaves the picture out where it has no room. */
const ROOMY = { width: 1600, height: 1200 };

const BEFORE = 'Read the numbers of a cache';
/** The first lesson may have been finished in this window. */
const BY_LESSON = 'Keep what you fetched';
/** A step is done by a scenario that ends, by a view that is opened, or by a run that goes on. */
const NEXT = ['Decide what has to go', 'Watch a cache live', 'Let entries expire'];

describe('the walkthrough', () => {
  const person = somebody();
  const walkthrough = new Walkthrough(person);

  /** The titles of the steps that were ticked here. */
  const done = async (): Promise<string[]> => (await walkthrough.done()).filter((step) => step !== BY_LESSON);

  before(() => setSize(person.page, ROOMY));

  /** One of the steps has begun what goes on. */
  after(async () => {
    await person.runs('Cachebook: Stop a Run');
    await noKernelOf(person.server);
  });

  it('ticks what was done before it was opened, and nothing else', async () => {
    await person.runs('Cachebook: Run Stairs With a Bounded Cache');
    await new OutputPanel(person).shows(/^CacheInfo\(hits=52/);
    await person.seesNoMore(statusItem(person));
    await walkthrough.opens();
    assert.deepEqual(
      await walkthrough.steps(),
      STEPS.map(([step]) => step),
    );
    await holds(async () => assert.deepEqual(await done(), [BEFORE]));
  });

  for (const [step, picture] of STEPS) {
    it(`has a picture with a text: ${step}`, async () => {
      await walkthrough.selects(step);
      assert.match(await walkthrough.picture(picture), /^[A-Z].{40,}\.$/);
    });
  }

  it('ticks nothing that was only read', async () => {
    assert.deepEqual(await done(), [BEFORE]);
  });

  for (const [step, , button] of STEPS.filter(([step]) => NEXT.includes(step))) {
    it(`ticks a step when it was done: ${step}`, async () => {
      await walkthrough.opens();
      await walkthrough.selects(step);
      const before = await walkthrough.done();
      assert.ok(!before.includes(step));
      await walkthrough.presses(step, button);
      if (button === 'Open Dashboard') {
        await new Dashboard(person).isFocused();
        await walkthrough.opens();
      }
      await person.sees(walkthrough.ticked(step));
      await holds(async () => assert.equal((await walkthrough.done()).length, before.length + 1));
    });
  }
});
