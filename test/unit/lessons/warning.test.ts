import assert from 'node:assert/strict';
import { checkParams } from '../../../src/lessons/params.ts';
import { findScenario } from '../../../src/lessons/scenarios/index.ts';

function warn(id: string, given: object): string | undefined {
  const scenario = findScenario(id);
  assert.ok(scenario, id);
  return scenario.warning?.(checkParams(scenario.params, given));
}

describe('a run that would take very long', () => {
  for (const [id, params, warning] of [
    [
      'stairs',
      { stair: 37, repeat: 1, number: 1 },
      'Stair 37 takes 4,401,547,886 calls, about 14 seconds. Run it anyway?',
    ],
    ['stairs', { stair: 40 }, 'Stair 40 takes 424,507,590,130 calls, about 23 minutes. Run it anyway?'],
    ['stairs', { stair: 5000 }, 'Stair 5000 takes about 10^1324 calls, about 10^1308 years. Run it anyway?'],
    [
      'cache-info',
      { stair: 40, maxsize: 2 },
      'A maxsize below 3 saves no call here. Stair 40 takes 13,693,793,230 calls, about 11 minutes. Run it anyway?',
    ],
    [
      'stairs-memoized',
      { stair: 61, maxsize: 0 },
      'A maxsize below 3 saves no call here. Stair 61 takes about 10^16 calls, about 23 years. Run it anyway?',
    ],
  ] as const) {
    it(`is asked about: ${id} ${JSON.stringify(params)}`, () => assert.equal(warn(id, params), warning));
  }

  for (const [id, params] of [
    ['stairs', { stair: 36 }],
    ['stairs-memoized', { stair: 36, maxsize: 0 }],
    ['stairs-memoized', { stair: 5000, maxsize: 3 }],
    ['cache-info', { stair: 36, maxsize: 2 }],
    ['cache-info', { stair: 5000, maxsize: null }],
    ['dictionary', { articles: 10_000 }],
  ] as const) {
    it(`is not asked about: ${id} ${JSON.stringify(params)}`, () =>
      assert.equal(warn(id, params), undefined));
  }
});
