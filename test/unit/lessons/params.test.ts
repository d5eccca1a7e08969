import assert from 'node:assert/strict';
import { HumanError } from '../../../src/lessons/humanError.ts';
import { checkParams } from '../../../src/lessons/params.ts';
import { findScenario } from '../../../src/lessons/scenarios/index.ts';

/** The answer to parameters, as one line: the values, or the message. */
function check(id: string, given: unknown): string {
  const scenario = findScenario(id);
  assert.ok(scenario, id);
  try {
    return JSON.stringify(checkParams(scenario.params, given)).replaceAll('"', '');
  } catch (error) {
    assert.ok(error instanceof HumanError, String(error));
    return error.message;
  }
}

/** scenario: parameters as JavaScript → values or message */
const CASES = `
  dictionary: undefined → {articles:50}
  dictionary: null → {articles:50}
  dictionary: { articles: 10000 } → {articles:10000}
  dictionary: { articles: 0 } → articles must be a whole number from 1 to 10000, not 0.
  dictionary: { articles: 10001 } → articles must be a whole number from 1 to 10000, not 10001.
  dictionary: { article: 3 } → Unknown parameter "article". Use one of: articles.
  dictionary: { constructor: 3 } → Unknown parameter "constructor". Use one of: articles.
  dictionary: 5 → The parameters must be an object, such as { "stair": 30 }.
  dictionary: [5] → The parameters must be an object, such as { "stair": 30 }.
  strategies: {} → {requests:[A,B,C,A,A,D,B,E,A],maxsize:3}
  strategies: { requests: 'A,B  C' } → {requests:[A,B,C],maxsize:3}
  strategies: { requests: [1, 'A'] } → {requests:[1,A],maxsize:3}
  strategies: { requests: [] } → requests must be a list of one or more keys, each a text or a number, not [].
  strategies: { requests: ' ' } → requests must be a list of one or more keys, each a text or a number, not " ".
  strategies: { requests: [{}] } → requests must be a list of one or more keys, each a text or a number, not a list.
  strategies: { requests: [NaN] } → requests must be a list of one or more keys, each a text or a number, not a list.
  recency: { maxsize: null, requests: 'A' } → {requests:[A],maxsize:null}
  recency: { maxsize: Infinity, requests: 'A' } → {requests:[A],maxsize:null}
  recency: { maxsize: -2, requests: 'A' } → {requests:[A],maxsize:0}
  stairs: {} → {stair:30,repeat:3,number:10}
  stairs: { stair: 5000 } → {stair:5000,repeat:3,number:10}
  stairs: { stair: 0 } → stair must be a whole number from 1 to 5000, not 0.
  stairs: { stair: 5001 } → stair must be a whole number from 1 to 5000, not 5001.
  stairs: { stair: 2.5 } → stair must be a whole number from 1 to 5000, not 2.5.
  stairs: { stair: NaN } → stair must be a whole number from 1 to 5000, not NaN.
  stairs: { stair: '30' } → stair must be a whole number from 1 to 5000, not "30".
  stairs: { stair: null } → stair must be a whole number from 1 to 5000, not null.
  stairs: { stair: 30n } → stair must be a whole number from 1 to 5000, not 30.
  stairs: { stair: {} } → stair must be a whole number from 1 to 5000, not an object.
  stairs: { stair: undefined } → {stair:30,repeat:3,number:10}
  stairs: { repeat: 0 } → repeat must be a whole number from 1 to 1000, not 0.
  stairs: { number: -1 } → number must be a whole number from 1 to 1000000, not -1.
  stairs: { maxsize: 3 } → Unknown parameter "maxsize". Use one of: stair, repeat, number.
  stairs-memoized: {} → {stair:30,maxsize:128}
  cache-info: {} → {stair:30,maxsize:16}
  cache-info: { maxsize: 2.5 } → maxsize must be a whole number of entries, or null for no limit, not 2.5.
  cache-info: { maxsize: '8' } → maxsize must be a whole number of entries, or null for no limit, not "8".
  cache-info: { maxsize: true } → maxsize must be a whole number of entries, or null for no limit, not true.
  cache-info: { maxsize: 2 ** 53 } → maxsize must be a whole number of entries, or null for no limit, not 9007199254740992.
  monitor: {} → {intervalSeconds:5}
  monitor: { passes: 3 } → {intervalSeconds:5,passes:3}
  monitor: { passes: 0 } → passes must be a whole number from 1 up, or left out for no end, not 0.
  monitor: { passes: 1.5 } → passes must be a whole number from 1 up, or left out for no end, not 1.5.
  monitor: { intervalSeconds: 0 } → intervalSeconds must be a number of seconds above 0 and at most 86400, not 0.
  monitor: { seconds: 3 } → Unknown parameter "seconds". Use one of: intervalSeconds, passes.
  monitor-timed: {} → {intervalSeconds:5,seconds:10,maxsize:128,perEntry:false}
  monitor-timed: { seconds: 0 } → seconds must be a number of seconds above 0 and at most 86400, not 0.
  monitor-timed: { seconds: -1 } → seconds must be a number of seconds above 0 and at most 86400, not -1.
  monitor-timed: { seconds: Infinity } → seconds must be a number of seconds above 0 and at most 86400, not Infinity.
  monitor-timed: { perEntry: 'yes' } → perEntry must be true or false, not "yes".
`;

describe('parameters', () => {
  for (const line of CASES.trim().split(/\n\s*/)) {
    it(line, () => {
      const [, id = '', given = '', expected] = /^([\w-]+): (.*) → (.*)$/.exec(line) ?? [];
      assert.equal(check(id, (0, eval)(`(${given})`)), expected);
    });
  }

  it('read back what they write for a person, for every default', () => {
    for (const id of [
      'dictionary',
      'strategies',
      'recency',
      'stairs',
      'cache-info',
      'monitor',
      'monitor-timed',
    ]) {
      for (const [name, param] of Object.entries(findScenario(id)?.params ?? {})) {
        assert.deepEqual(param.fromText(param.toText(param.fallback)), param.fallback, `${id} ${name}`);
      }
    }
  });

  for (const [id, name, text, value] of [
    ['cache-info', 'maxsize', 'none', null],
    ['cache-info', 'maxsize', ' 8 ', 8],
    ['cache-info', 'maxsize', 'eight', 'eight'],
    ['monitor', 'passes', '', undefined],
    ['monitor-timed', 'perEntry', 'TRUE', true],
    ['monitor-timed', 'seconds', '1e1', 10],
    ['strategies', 'requests', 'A, B', ['A', 'B']],
  ] as const) {
    it(`${name} written as "${text}" is ${JSON.stringify(value)}`, () => {
      assert.deepEqual(findScenario(id)?.params[name]?.fromText(text), value);
    });
  }
});
