import assert from 'node:assert/strict';
import type { CheckReport } from '../../../src/lessons/exercises/check/report.ts';
import { timedCache } from '../../../src/lessons/exercises/timedCache.ts';
import { checkSource, tell } from './support.ts';

const check = (source: string): Promise<CheckReport> => checkSource('timed-cache', source);

/** The titles of what fails. */
const failing = async (source: string): Promise<string[]> =>
  (await check(source)).results.filter(({ passed }) => !passed).map(({ title }) => title);

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
  ['if (page.status !== 200)', 'if (false)', 'A page of a server in trouble is not kept'],
  ['page.status !== 200', 'page.status >= 500', 'A page that is not found is not kept'],
  ['page.status !== 200', 'page.status >= 400 && page.status !== 418', 'Whatever happens, in any order'],
  ['page.status !== 200', 'page.status >= 400', 'An answer without an article is not kept'],
  [
    'page.status !== 200',
    '!(page.status >= 200 && page.status < 300)',
    'An answer without an article is not kept',
  ],
  ['      entries.delete(url);\n      if', '      if', 'An article that is fetched anew needs no room'],
  ['seconds > 0 &&', 'seconds >= 1 &&', 'A lifetime of less than a second is taken'],
  [
    '!(seconds > 0 && seconds < Infinity)',
    'seconds === 0 || seconds === Infinity || seconds !== seconds || seconds < 0 && seconds > -Infinity',
    'A lifetime without beginning is refused',
  ],
  ['page.status !== 200', 'page.status === 404', 'A page of a server in trouble is not kept'],
  ['!(seconds > 0 && seconds < Infinity)', '!(seconds > 0)', 'A lifetime without end is refused'],
  ['entries.size >= maxsize', 'entries.size >= 2', 'Whatever happens, in any order'],
  ['entries.size >= maxsize', 'entries.size >= Math.min(maxsize, 3)', 'Whatever happens, in any order'],
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
    it(`finds ${by.trim() || `no ${what.trim()}`}`, async () => {
      const source = by.includes('wallTime')
        ? spoilt(what, by).replace('expires: clock.now()', 'expires: clock.wallTime()')
        : spoilt(what, by);
      const titles = await failing(source);
      assert.ok(titles.includes(title), titles.join('\n'));
    });
  }

  it('finds a Map that all readers share, and a lifetime', async () => {
    const title = 'Every reader has a state of its own';
    const outside = (line: string, name: string): string => {
      assert.ok(timedCache.solution.includes(line));
      const declaration = line.trim();
      return `${declaration.replace('const', 'let')}\n${timedCache.solution.replace(line, `${name};\n`)}`;
    };
    const map = '  const entries = new Map<string, { length: number; expires: number }>();\n';
    assert.deepEqual(await failing(outside(map, 'entries = new Map()')), [title]);
    assert.ok((await failing(outside(map, ''))).includes(title));
    const life = timedCache.solution
      .replace('  if (!(seconds', '  life = seconds;\n$&')
      .replace('seconds * 1000', 'life * 1000');
    assert.deepEqual(await failing(`let life = 0;\n${life}`), [title]);
  });

  it('finds room made before the fetch has succeeded', async () => {
    const room = '      if (entries.size >= maxsize) entries.delete([...entries.keys()][0]!);\n';
    const fetching = '      const length = fetchLength(url);\n';
    const early = spoilt(room, '').replace(fetching, room + fetching);
    assert.ok((await failing(early)).includes('A failed fetch evicts nothing'));
  });

  it('names every trap of the code to begin with, each with its story', async () => {
    const told = tell(await check(timedCache.starter));
    assert.deepEqual(await failing(timedCache.starter), [
      'The lifetime counts from the fetch',
      'Entries expire one by one',
      'The counters outlive the entries',
      'The cache can be looked at and cleared',
      'A lifetime of 0 s is refused',
      'A negative lifetime is refused',
      'A lifetime that is no number is refused',
      'A lifetime without end is refused',
      'A lifetime without beginning is refused',
      'The least recently used article leaves',
      'An article that is fetched anew needs no room',
      'Certificates are checked',
      'A fetch has a time limit',
      'A page of a server in trouble is not kept',
      'A page that is not found is not kept',
      'An answer without an article is not kept',
      'A failed fetch evicts nothing',
      'A change of the date does not matter',
      'The length is counted in characters',
      'Whatever happens, in any order',
      'Every reader has a state of its own',
    ]);
    assert.deepEqual(told.slice(0, 6), [
      'failed: The lifetime counts from the fetch. After the step "5 s pass" the cache should hold a; yours holds nothing.',
      'rule: Every entry has its own lifetime, from its fetch on. One time of expiry for all of them cannot say that.',
      '  createReader(fetch, 10, 2, clock) |  |  | empty | empty',
      '  6 s pass |  |  | empty | empty',
      "  read('a') | 6, fetched | 6, fetched | a | a",
      '! 5 s pass |  |  | a | empty',
    ]);
  });
});

/** a mistake that only random sequences show | what is spoilt | by what | the rule that is told */
const UNTOLD: readonly [string, string, RegExp][] = [
  ['entries.size >= maxsize', 'entries.size >= 2', /maxsize counts entries/],
  ['entries.size >= maxsize', 'entries.size >= Math.min(maxsize, 3)', /maxsize counts entries/],
  ['page.status !== 200', 'page.status >= 400 && page.status !== 418', /Every status but 200/],
  ['      misses++;\n', '', /A failed fetch is a miss/],
  ['if (known && clock', 'if (known?.length && clock', /an empty article is kept, too/],
  ['        hits++;\n', '', /Every read counts once/],
  ['      misses++;\n', '      if (known) hits++; else misses++;\n', /Every read counts once/],
  ['const known =', 'misses += Number(entries.has(url)); $&', /Every read counts once/],
  ['[...entries.keys()][0]!', '[...entries.keys()].at(-1)!', /not the one that came last/],
  [
    '[...entries.keys()][0]!',
    '[...entries].sort(([, a], [, b]) => a.expires - b.expires)[0]![0]',
    /not the one that expires first/,
  ],
  ['entries.delete([...entries.keys()][0]!)', 'entries.clear()', /In yours they all go/],
  ['      misses++;\n', '      misses++; if (known) entries.clear();\n', /In yours they all go/],
  ['clock.now() + seconds * 1000', 'clock.now() / 1000 + seconds', /counts milliseconds/],
  ['expires: clock.now() + seconds', 'expires: seconds', /Every entry has its own lifetime/],
];

describe('exercise timed-cache, whatever happens', () => {
  for (const [what, by, rule] of UNTOLD) {
    it(`names the rule that is broken by ${by.trim() || `no ${what.trim()}`}: ${rule.source}`, async () => {
      const source = rule.source.startsWith('A failed fetch')
        ? spoilt(what, by).replace('return [...page.body]', 'misses++; $&')
        : spoilt(what, by);
      const { results } = await check(source);
      const result = results.find(({ title }) => title === 'Whatever happens, in any order');
      assert.equal(result?.passed, false);
      assert.match(result.rule ?? '', rule, tell({ passed: false, results }).join('\n'));
    });
  }

  it('names the rule where readers share their entries', async () => {
    const map = '  const entries = new Map<string, { length: number; expires: number }>();\n';
    const shared = `let entries = new Map();\n${spoilt(map, 'entries = new Map();\n')}`;
    assert.match((await check(shared)).results.at(-1)?.rule ?? '', /Every reader has a state of its own/);
  });
});

describe('the making of a reader', () => {
  /** The rows of the check with this title. */
  async function rowsOf(title: string, source: string): Promise<string[]> {
    const { results } = await check(source);
    const found = results.filter((result) => result.title === title);
    return tell({ passed: false, results: found });
  }

  it('is the row that is wrong, and the last one, where it should be refused', async () => {
    for (const seconds of ['0', '-5', 'NaN', 'Infinity', '-Infinity']) {
      const { results } = await check(
        spoilt('if (!(seconds > 0 && seconds < Infinity)) throw', 'if (false) throw'),
      );
      const wrong = results.filter(({ steps }) => steps[0]?.operation.includes(`(fetch, ${seconds}, `));
      assert.deepEqual(
        wrong.map(({ message, steps }) => [message, steps]),
        [
          [
            'createReader should refuse this lifetime at once, with an error; yours makes a reader.',
            [
              {
                operation: `createReader(fetch, ${seconds}, 2, clock)`,
                expected: 'refused',
                actual: 'made',
                expectedState: 'empty',
                actualState: 'empty',
                isRight: false,
              },
            ],
          ],
        ],
      );
    }
  });

  it('is the row that is wrong where it should not be refused, with what was thrown', async () => {
    const title = 'A lifetime of less than a second is taken';
    assert.deepEqual(await rowsOf(title, spoilt('seconds > 0 &&', 'seconds >= 1 &&')), [
      `failed: ${title}. createReader should make a reader with this lifetime; yours fails with RangeError: seconds has to be a number above 0.`,
      'rule: Every finite number above 0 is a lifetime, also one half.',
      '! createReader(fetch, 0.5, 2, clock) |  | refused | empty | unknown',
    ]);
  });

  it('is told once where no reader can be made', async () => {
    assert.deepEqual(tell(await check(spoilt('let hits = 0;', 'let hits = nowhere;'))), [
      `failed: A reader can be made. createReader should make a reader with this lifetime; yours fails with ReferenceError: nowhere is not defined.`,
      '! createReader(fetch, 10, 2, clock) |  | refused | empty | unknown',
    ]);
  });
});

describe('a reader without a method', () => {
  it('is told of in the words of a person', async () => {
    const { results } = await check('function createReader() { return { read: () => 4 }; }');
    const told = results.map(({ message }) => message).join('\n');
    assert.match(told, /TypeError: reader\.info is not a function/);
  });
});

describe('what a story of the timed cache says of a mistake', () => {
  const map = '  const entries = new Map<string, { length: number; expires: number }>();\n';
  /** what is spoilt | by what | the title of a story | the rule that is told, whatever the story is about */
  const cases: readonly (readonly [string, string, string, RegExp])[] = [
    [
      'seconds * 1000',
      'seconds',
      'The lifetime counts from the fetch',
      /counts milliseconds: 10 s are 10,000/,
    ],
    [
      'clock.now() < known',
      'clock.now() <= known',
      'The counters outlive the entries',
      /at that moment, not after it/,
    ],
    [
      'clock.now() < known',
      'Date.now() * 0 < known',
      'Certificates are checked',
      /by which clock does it go\?/,
    ],
    ['return length;', 'return;', 'The lifetime counts from the fetch', /read answers with a number/],
    [
      'info: () => ({ hits, misses })',
      'info: () => [hits, misses]',
      'The counters outlive the entries',
      /returns \{ hits, misses \}/,
    ],
    [
      '[...page.body].length',
      'page.body.length + 1',
      'The lifetime counts from the fetch',
      /The length counts characters/,
    ],
    [map, `${map}  let deadline = clock.now() + seconds * 1000;\n`, 'Certificates are checked', /^$/],
  ];
  for (const [what, by, title, rule] of cases) {
    it(`${by.trim()}, in: ${title}`, async () => {
      const { results } = await check(spoilt(what, by));
      const result = results.find((each) => each.title === title);
      assert.match(result?.rule ?? '', rule, tell({ passed: false, results }).slice(0, 12).join('\n'));
    });
  }

  it('one deadline for all entries, on each of the clocks', async () => {
    for (const clock of ['now', 'wallTime']) {
      const source = spoilt(map, `${map}  let deadline = clock.${clock}() + seconds * 1000;\n`)
        .replace(
          'const known =',
          `if (clock.${clock}() >= deadline) { entries.clear(); deadline = clock.${clock}() + seconds * 1000; }\n      const known =`,
        )
        .replace('known && clock.now() < known.expires', 'known');
      const { results } = await check(source);
      const rules = new Set(results.flatMap(({ rule }) => rule ?? []));
      assert.deepEqual(
        [...rules].map((rule) => rule.slice(0, 30)),
        clock === 'now'
          ? ['Every entry has its own lifeti']
          : ['Every entry has its own lifeti', 'A person can change the date, '],
      );
    }
  });
});
