import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { scenarios } from '../../../src/lessons/scenarios/index.ts';

/** id | title in the palette | parameters */
const SCENARIOS = `
  dictionary | Run Dictionary Cache | articles
  strategies | Compare Eviction Strategies | requests maxsize
  recency | Step Through an LRU Cache | requests maxsize
  stairs | Run Stairs Without a Cache | stair repeat number
  stairs-memoized | Run Stairs With Memoization | stair maxsize
  cache-info | Run Stairs With a Bounded Cache | stair maxsize
  monitor | Start Feed Monitor | intervalSeconds passes
  monitor-timed | Start Feed Monitor With a Timed Cache | intervalSeconds passes seconds maxsize perEntry
  shared | Run a Cache Shared by Processes | processes articles ttl maxsize
`;

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
      readonly title: string;
    }[];
  };
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'));
}

describe('the registry of scenarios', () => {
  it('has these ids, titles and parameters', () => {
    const listed = scenarios.map(({ id, title, params }) =>
      [id, title(), Object.keys(params).join(' ')].join(' | '),
    );
    assert.deepEqual(listed, SCENARIOS.trim().split(/\n\s*/));
  });

  it('has every file of its folder', () => {
    const files = readdirSync(new URL('../../../src/lessons/scenarios/', import.meta.url));
    const expected = scenarios.map(
      ({ id }) => `${id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}.ts`,
    );
    assert.deepEqual(files.sort(), ['index.ts', ...expected].sort());
  });

  it('has a command in the palette for each, under its title', () => {
    const texts = readJson('package.nls.json') as Record<string, string>;
    const { commands } = (readJson('package.json') as Manifest).contributes;
    const prefix = 'cachebook.scenario.';
    const contributed = commands
      .filter(({ command }) => command.startsWith(prefix))
      .map(({ command, category, title }) => [
        command.slice(prefix.length),
        category,
        texts[title.replaceAll('%', '')] ?? title,
      ]);
    assert.deepEqual(
      contributed,
      scenarios.map(({ id, title }) => [id, 'Cachebook', title()]),
    );
  });

  it('says of each in one sentence what it shows', () => {
    for (const { summary } of scenarios) assert.match(summary(), /^[A-Z][^!]+\.$/);
  });
});
