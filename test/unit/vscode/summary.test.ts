import assert from 'node:assert/strict';
import type { TestTime } from '../../vscode/stages/summary.ts';
import { commandCounts, readCounts, summaryLines } from '../../vscode/stages/summary.ts';

/** `3/1 a` is a run with 3 tests passed, 1 failed and one named a skipped. */
function report(text: string): string {
  const [numbers = '', ...skipped] = text.split(' ');
  const [passed, failed] = numbers.split('/').map(Number);
  return JSON.stringify({ passed, failed, skipped, slowest: [], failures: [] });
}

describe('the counts of a stage', () => {
  const cases = [
    ['of several runs add up', ['3/0', '2/1 a'], 1, '5/1 a'],
    ['of a run that ended well', ['3/0'], 0, '3/0'],
    ['include a failure when nothing ran', [], 0, '0/1'],
    ['include a failure when a run reported no test', ['0/0'], 0, '0/1'],
    ['include a failure when everything was skipped', ['0/0 a b'], 0, '0/1 a b'],
    ['include a failure when the command failed but no test did', ['3/0'], 1, '3/1'],
    ['count a failed test once', ['3/2'], 1, '3/2'],
  ] as const;
  for (const [title, lines, code, expected] of cases) {
    it(title, () => {
      const counts = readCounts(lines.map((line) => `${report(line)}\n`).join(''), code);
      assert.equal(JSON.stringify(counts), report(expected));
    });
  }
});

describe('the slowest tests of a stage', () => {
  it('are the three that took longest in all its runs', () => {
    const run = (...slowest: readonly object[]): string =>
      `${JSON.stringify({ passed: 1, failed: 0, skipped: [], slowest, failures: [] })}\n`;
    const test = (ms: number): TestTime => ({ title: `of ${ms} ms`, ms });
    const counts = readCounts(run(test(5), test(9)) + run(test(7), test(1)), 0);
    assert.deepEqual(counts.slowest, [test(9), test(7), test(5)]);
  });
});

describe('the failed tests of a stage', () => {
  it('are told of, whichever of its runs they are from', () => {
    const run = (title: string): string =>
      `${JSON.stringify({ passed: 1, failed: 1, skipped: [], slowest: [], failures: [{ title, error: 'no' }] })}\n`;
    const { failures } = readCounts(run('first') + run('second'), 2);
    assert.deepEqual(
      failures.map(({ title }) => title),
      ['first', 'second'],
    );
  });
});

describe('the summary', () => {
  it('has a row per stage, names what was slow, skipped and wrong, and ends with the plain total', () => {
    const lines = summaryLines(
      [
        { title: 'types', counts: commandCounts(0), seconds: 12.4 },
        {
          title: 'unit',
          counts: {
            passed: 40,
            failed: 2,
            skipped: ['python is there'],
            slowest: [{ title: 'caches all', ms: 1234 }],
            failures: [{ title: 'counts hits', error: 'Error: 2 !== 3\n    at here' }],
          },
          seconds: 3.6,
        },
      ],
      90,
    );
    assert.deepEqual(lines, [
      'types                  1 passed   0 failed    12 s',
      'unit                  40 passed   2 failed     4 s',
      'slow:   1.2 s  unit: caches all',
      'skipped: python is there',
      'failed: unit: counts hits\nError: 2 !== 3\n    at here',
      'in 1.5 min without what was fetched',
      '41 passed, 2 failed',
    ]);
  });
});
