import assert from 'node:assert/strict';
import { showReport } from '../../../src/host/notebook/checkReport.ts';
import { timedCache } from '../../../src/lessons/exercises/timedCache.ts';
import type { CheckResult } from '../../../src/lessons/exercises/check/report.ts';
import { checkSource } from './support.ts';

const step = {
  operation: 'get(1)',
  expected: '10',
  actual: '-1',
  expectedState: '1: 10',
  actualState: 'empty',
  isRight: false,
};
const result = (
  title: string,
  passed: boolean,
  message = '',
  steps: CheckResult['steps'] = [],
): CheckResult => ({
  title,
  passed,
  message,
  steps,
});

/** VS Code shows so many lines of a text and cuts the rest. */
const LINES_IN_SIGHT = 30;

describe('a report below the cell', () => {
  it('begins with the verdict and the first failure; every other one follows, step by step', () => {
    const results = [
      result('One', true, 'Well done.'),
      { ...result('Two', false, 'Said "Too bad. Look again".', [step]), rule: 'A rule. And why.' },
      result('Three', false, 'Told too.', [step]),
      result('Four', false, 'Told without. Steps.'),
    ];
    const shown = showReport({ passed: false, results });
    assert.deepEqual(
      shown.map(({ text, value }) => value?.kind ?? text),
      [
        'The check did not pass.\nFailed: Two.\nSaid "Too bad. Look again".\nA rule.\nAnd why.',
        'check',
        'Failed too: Three.\nTold too.',
        'check',
        'Failed too: Four.\nTold without.\nSteps.',
        '1 of 4 checks passed.',
      ],
    );
  });

  it('names what is seen of an answer as what it is', async () => {
    const shown = showReport(await checkSource('lru', 'class LRUCache { get() { return -1; } put() {} }'));
    assert.deepEqual(shown[1]?.value?.kind === 'check' && shown[1].value.columns, [
      'Operation',
      'Should answer',
      'Yours answers',
      'Should hold, next to leave first',
      'get of yours would answer',
      'Right',
    ]);
  });

  it('tells in a few lines that all is well', () => {
    const results = [result('One', true, 'Fast.'), result('Two', true)];
    assert.deepEqual(showReport({ passed: true, results }), [
      { text: 'The check passed.\nFast.\n2 of 2 checks passed.' },
    ]);
  });

  it('tells a failure without steps', () => {
    assert.deepEqual(showReport({ passed: false, results: [result('One', false, 'No.')] }), [
      { text: 'The check did not pass.\nFailed: One.\nNo.' },
    ]);
  });

  it('is never cut, also where everything fails', async () => {
    const shown = showReport(await checkSource('timed-cache', timedCache.starter));
    for (const { text } of shown) assert.ok(text.split('\n').length <= LINES_IN_SIGHT, text);
    assert.match(shown[0]!.text, /^The check did not pass\.\nFailed: The lifetime counts from the fetch\./);
    const headings = shown.filter(({ text }) => /^Failed/m.test(text));
    assert.equal(headings.length, 21);
    assert.equal(shown.filter(({ value }) => value?.kind === 'check').length, headings.length);
  });
});
