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

/** What two scenarios print, one that ends and one that goes on; a pattern stands for what differs from run to run. */
const PRINTS: readonly (readonly [string, readonly (string | RegExp)[]])[] = [
  [
    'Step Through an LRU Cache',
    ['A  miss  A', 'B  miss  B A', 'C  miss  C B A', 'D  miss  D C B A', 'A  hit   A D C B'],
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
