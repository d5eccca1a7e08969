import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLink } from '../../../src/host/dashboard/links.ts';
import { HumanError } from '../../../src/lessons/humanError.ts';
import { csvOf } from '../../../src/protocol/csv.ts';

function link(changes: Readonly<Record<string, string>> = {}, path = '/step') {
  const query = {
    scenario: 'stairs-memoized',
    params: '{"stair":14}',
    cache: '1',
    step: '31',
    picture: 'calls',
  };
  return { path, query: new URLSearchParams({ ...query, ...changes }).toString() };
}

describe('a link to a step', () => {
  it('says which scenario, with which parameters, and what is to be seen', () => {
    const { scenario, params, step } = readLink(link());
    assert.equal(scenario.id, 'stairs-memoized');
    assert.deepEqual(params, { stair: 14, maxsize: 128 });
    assert.deepEqual(step, { cache: 1, step: 31, picture: 'calls' });
  });

  it('that is none of ours, is broken, or cannot be repeated is refused in words', () => {
    const wrong = [
      link({ scenario: 'nothing' }),
      link({ scenario: 'monitor', params: '{}' }),
      link({ scenario: 'monitor-timed', params: '{}' }),
      link({ params: '{' }),
      link({ params: '{"stair":-1}' }),
      link({ params: '{"other":1}' }),
      link({ step: '-1' }),
      link({ step: '1e99' }),
      link({ cache: 'one' }),
      link({}, '/other'),
      { path: '/step', query: '' },
    ];
    for (const each of wrong) assert.throws(() => readLink(each), HumanError, each.query);
  });

  it('is refused or read, whatever it says', () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.integer().map(String));
    const anything = fc.record({ scenario: text, params: text, cache: text, step: text, picture: text });
    fc.assert(
      fc.property(anything, fc.constantFrom('stairs', 'stairs-memoized', ''), (changes, scenario) => {
        try {
          readLink(link(scenario ? { ...changes, scenario } : changes));
        } catch (error) {
          assert.ok(error instanceof HumanError, String(error));
        }
      }),
    );
  });
});

describe('comma-separated values', () => {
  it('keep what a field holds, and let no spreadsheet compute', () => {
    const rows = [
      ['plain', 'a,b', 'say "hi"', 'two\nlines'],
      ['=1+1', '-2', '@x', '+3'],
      [1, -2, null, 0.5],
    ];
    const lines = ['plain,"a,b","say ""hi""","two\nlines"', "'=1+1,'-2,'@x,'+3", '1,-2,,0.5'];
    assert.equal(csvOf(rows), lines.map((line) => `${line}\r\n`).join(''));
  });
});
