import assert from 'node:assert/strict';
import { OutputPanel } from './support/outputPanel.ts';
import { somebody } from './support/person.ts';

const TITLES = [
  'Run Dictionary Cache',
  'Compare Eviction Strategies',
  'Step Through an LRU Cache',
  'Run Stairs Without a Cache',
  'Run Stairs With Memoization',
  'Run Stairs With a Bounded Cache',
  'Start Feed Monitor',
  'Start Feed Monitor With a Timed Cache',
];
const OTHERS = [
  'Run a Scenario…',
  'Run a Scenario With Parameters…',
  'Open Dashboard',
  'Open Walkthrough',
  'Stop a Run',
  'Clear a Cache',
  'Show Output',
];

/** What each scenario that ends by itself prints, as far as it is the same in every run. */
const PRINTS: readonly (readonly [string, readonly (string | RegExp)[]])[] = [
  [
    'Run Dictionary Cache',
    [
      'Getting article...',
      'Fetching article from server...',
      'Getting article...',
      /^10 entries, [\d,]+ bytes$/,
    ],
  ],
];

describe('the palette', () => {
  const person = somebody();
  const output = new OutputPanel(person);

  it('lists every scenario and every other command under "Cachebook"', async () => {
    await person.runs('Cachebook: Show Output');
    const listed = await person.looksUp('Cachebook: ');
    await person.presses('Escape');
    assert.deepEqual(listed.sort(), [...TITLES, ...OTHERS].map((title) => `Cachebook: ${title}`).sort());
  });

  for (const [title, lines] of PRINTS) {
    it(`${title} prints its lines`, async () => {
      await person.runs(`Cachebook: ${title}`);
      await output.shows(...lines);
    });
  }
});
