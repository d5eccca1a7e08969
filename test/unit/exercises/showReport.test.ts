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
  it('begins with the verdict and the first failure, step by step; the rest is short', () => {
    const results = [
      result('One', true, 'Well done.'),
      result('Two', false, 'Too bad. Look again.', [step]),
      result('Three', false, 'Told elsewhere.', [step]),
      result('Four', true),
    ];
    const [first, table, rest, ...none] = showReport({ passed: false, results });
    assert.equal(first?.text, 'The check did not pass.\nFailed: Two.\nToo bad.\nLook again.');
    assert.equal(table?.value?.kind, 'table');
    assert.equal(rest?.text, 'Failed too: Three.\n2 of 4 checks passed.');
    assert.deepEqual(none, []);
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
  });
});
