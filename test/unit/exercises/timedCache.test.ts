import assert from 'node:assert/strict';
import { timedCache } from '../../../src/lessons/exercises/timedCache.ts';
import { context, evaluate, tell } from './support.ts';

const check = (source: string): ReturnType<typeof timedCache.check> =>
  timedCache.check(evaluate(timedCache, source), context);

/** The titles of what fails. */
const failing = (source: string): string[] =>
  check(source)
    .results.filter(({ passed }) => !passed)
    .map(({ title }) => title);

/** The solution with one thing spoilt. */
function spoilt(what: string, by: string): string {
  assert.ok(timedCache.solution.includes(what), `not in the solution: ${what}`);
  return timedCache.solution.replace(what, by);
}

/** one thing of the solution | what it is spoilt by | the first trap that tells */
const MISTAKES: readonly [string, string, string][] = [
  ['{ timeoutMs: 10_000 }', '{}', 'A fetch has a time limit'],
  ['{ timeoutMs: 10_000 }', '{ timeoutMs: Infinity }', 'A fetch has a time limit'],
  ['{ timeoutMs: 10_000 }', '{ timeoutMs: 1, rejectUnauthorized: false }', 'Certificates are checked'],
  ['if (page.status !== 200)', 'if (false)', 'An error page is not kept'],
  ['[...page.body].length', 'page.body.length', 'The length is counted in characters'],
  ['clock.now() < known.expires', 'true', 'Entries expire one by one'],
  [
    '        entries.set(url, known);',
    '        known.expires = clock.now() + seconds * 1000; entries.set(url, known);',
    'A read does not prolong a life',
  ],
  [
    '        entries.delete(url);\n        entries.set(url, known);\n',
    '',
    'The least recently used article leaves',
  ],
  ['seconds > 0 &&', 'seconds >= 0 &&', 'A lifetime of 0 s is refused'],
  ['!(seconds > 0 && seconds < Infinity)', 'seconds <= 0', 'A lifetime that is no number is refused'],
  ['hits = misses = 0;', '', 'The cache can be looked at and cleared'],
  ['      misses++;\n', '      misses = 1;\n', 'The counters outlive the entries'],
  ['clock.now() < known', 'clock.wallTime() < known', 'A change of the date does not matter'],
];

describe('exercise timed-cache', () => {
  for (const [what, by, title] of MISTAKES) {
    it(`finds ${by.trim() || `no ${what.trim()}`}`, () => {
      const source = by.includes('wallTime')
        ? spoilt(what, by).replace('expires: clock.now()', 'expires: clock.wallTime()')
        : spoilt(what, by);
      assert.ok(failing(source).includes(title), failing(source).join('\n'));
    });
  }

  it('finds room made before the fetch has succeeded', () => {
    const room = '      if (entries.size >= maxsize) entries.delete([...entries.keys()][0]!);\n';
    const fetching = '      const length = fetchLength(url);\n';
    const early = spoilt(room, '').replace(fetching, room + fetching);
    assert.ok(failing(early).includes('A failed fetch evicts nothing'));
  });

  it('names every trap of the code to begin with, each with its story', () => {
    const told = tell(check(timedCache.starter));
    assert.deepEqual(failing(timedCache.starter), [
      'The lifetime counts from the fetch',
      'Entries expire one by one',
      'The counters outlive the entries',
      'The cache can be looked at and cleared',
      'A lifetime of 0 s is refused',
      'A negative lifetime is refused',
      'A lifetime that is no number is refused',
      'The least recently used article leaves',
      'Certificates are checked',
      'A fetch has a time limit',
      'An error page is not kept',
      'A failed fetch evicts nothing',
      'A change of the date does not matter',
      'The length is counted in characters',
      'Whatever happens, in any order',
    ]);
    assert.deepEqual(told.slice(1, 5), [
      '  createReader(fetch, 10, ...) |  |  | empty | empty',
      '  6 s pass |  |  | empty | empty',
      `  read('a') | "6, fetched" | "6, fetched" | a | a`,
      '  5 s pass |  |  | a | empty',
    ]);
  });
});
