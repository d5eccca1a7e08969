import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../vscode/root.ts';
import { setSize } from '../vscode/window/appearance.ts';
import { defaultSize } from '../vscode/window/window.ts';
import { OutputPanel } from './support/outputPanel.ts';
import { somebody } from './support/person.ts';
import { question, runsWith, statusItem } from './support/scenarios.ts';

/** The titles of all commands, as the manifest has them. */
const TITLES = commandTitles();

/** What each scenario prints; a pattern stands for what differs from run to run. */
const PRINTS: readonly (readonly [string, readonly (string | RegExp)[]])[] = [
  [
    'Run Dictionary Cache',
    [
      'Getting article...',
      'Fetching article from server...',
      'Getting article...',
      /^10 entries, [\d,]+ bytes$/,
      /^20 entries, [\d,]+ bytes$/,
      /^30 entries, [\d,]+ bytes$/,
      /^40 entries, [\d,]+ bytes$/,
      /^50 entries, [\d,]+ bytes$/,
    ],
  ],
  [
    'Compare Eviction Strategies',
    [
      'FIFO  hits 3  misses 6  evicted A B C',
      'LIFO  hits 4  misses 5  evicted C D',
      'LRU   hits 2  misses 7  evicted B C A D',
      'MRU   hits 3  misses 6  evicted A B E',
      'LFU   hits 3  misses 6  evicted B C D',
    ],
  ],
  [
    'Step Through an LRU Cache',
    ['A  miss  A', 'B  miss  B A', 'C  miss  C B A', 'D  miss  D C B A', 'A  hit   A D C B'],
  ],
  [
    'Run Stairs Without a Cache',
    ['53798080', 'Calls made: 30,905,041', /^Minimum execution time: \d+\.\d+ s \(10 runs, best of 3\)$/],
  ],
  [
    'Run Stairs With Memoization',
    ['53798080', /^Without a cache: /, /^Cold cache: /, /^Warm cache: /, /^The cold cache is .* times/],
  ],
  ['Run Stairs With a Bounded Cache', ['53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)']],
  [
    'Start Feed Monitor',
    ['Checking feed...', 'Fetching article from server...', /^Match found: .{1,48} \d+$/],
  ],
  [
    'Start Feed Monitor With a Timed Cache',
    ['Checking feed...', 'Fetching article from server...', /^Match found: .{1,48} \d+$/],
  ],
];

describe('the palette', () => {
  const person = somebody();
  const output = new OutputPanel(person);

  it('lists every scenario and every other command under "Cachebook"', async () => {
    await person.runs('Cachebook: Show Output');
    await setSize(person.page, { width: 1280, height: 1800 }); // Only rows in sight exist.
    const listed = await person.looksUp('Cachebook: ');
    await setSize(person.page, defaultSize);
    const own = listed.filter((title) => title.startsWith('Cachebook: ') && !title.includes('Focus on'));
    assert.deepEqual(own.sort(), TITLES.map((title) => `Cachebook: ${title}`).sort());
  });

  for (const [title, lines] of PRINTS) {
    it(`${title} prints its lines`, async () => {
      await output.isCleared();
      await person.runs(`Cachebook: ${title}`);
      await output.shows(...lines);
      if (title.startsWith('Start')) await person.runs('Cachebook: Stop a Run');
      await person.seesNoMore(statusItem(person));
    });
  }

  it('offers the scenarios in a list', async () => {
    await output.isCleared();
    await person.runs('Cachebook: Run a Scenario…');
    await person.picks('Run Stairs With a Bounded Cache');
    await output.shows('53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)');
  });

  it('says at once what is wrong with a parameter, and runs with good ones', async () => {
    await output.isCleared();
    await person.runs('Cachebook: Run a Scenario With Parameters…');
    await person.picks('Run Stairs With a Bounded Cache');
    await person.sees(question(person, 'Run Stairs With a Bounded Cache (1 of 2)'));
    await person.answers('0');
    await person.sees(person.page.getByText('stair must be a whole number from 1 to 5000, not 0.').first());
    await person.presses('Escape');
    await runsWith(person, 'Run Stairs With a Bounded Cache', ['7', '3']);
    await output.shows('44', 'CacheInfo(hits=6, misses=7, maxsize=3, currsize=3)');
  });
});

function commandTitles(): string[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  const { contributes } = read('package.json') as {
    contributes: { commands: { title: string }[] };
  };
  const texts = read('package.nls.json') as Record<string, string>;
  return contributes.commands.map(({ title }) => texts[title.replaceAll('%', '')] ?? title);
}
