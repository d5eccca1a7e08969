import assert from 'node:assert/strict';
import * as engine from '../../../src/engine/index.ts';
import { fastFunction } from '../../../src/lessons/exercises/fastFunction.ts';
import { checkSource, tell } from './support.ts';

const { starter, solution } = fastFunction;
const plain = (name: string): string => starter.replaceAll('fewestSquares', name);

const BYPASS = /The result is remembered, but .* bypass the cache: they go to .+ itself/;
const NOT_FOUND = /No result is found again/;

/** what an answer does | the answer | the rule that it breaks; none where it is right */
const ANSWERS: Readonly<Record<string, readonly [source: string, rule: RegExp | undefined]>> = {
  'caches a function that calls itself by another name': [
    `${plain('slow')} const fewestSquares = lruCache(slow);`,
    BYPASS,
  ],
  'caches a function that calls itself by its own name': [
    `const fewestSquares = lruCache(${plain('itself').replace(/^[^]*?function/, 'function')});`,
    BYPASS,
  ],
  'keeps results in a Map around a function that calls itself': [
    `${plain('compute')} const known = new Map();
    function fewestSquares(n) { if (!known.has(n)) known.set(n, compute(n)); return known.get(n); }`,
    BYPASS,
  ],
  'hides the recursion in a function within': [
    `const known = new Map();
    function fewestSquares(n) { ${plain('inner')} if (!known.has(n)) known.set(n, inner(n)); return known.get(n); }`,
    BYPASS,
  ],
  'computes everything anew': [starter, NOT_FOUND],
  'forgets with each call': [
    `function fewestSquares(n) { const known = new Map(); known.clear(); ${plain('inner')} return inner(n); }`,
    NOT_FOUND,
  ],
  'caches too few results': [
    solution.replace('lruCache(', 'lruCache({ maxsize: 1 })('),
    /room for all arguments/,
  ],
  'remembers, with a cache': [solution, undefined],
  'remembers within one call': [
    `function fewestSquares(n) {
      const known = new Map();
      const inner = (m) => {
        if (m === 0) return 0;
        if (!known.has(m)) {
          let fewest = m;
          for (let root = 1; root * root <= m; root++) fewest = Math.min(fewest, 1 + inner(m - root * root));
          known.set(m, fewest);
        }
        return known.get(m);
      };
      return inner(n);
    }`,
    undefined,
  ],
  'counts up in a table': [
    `function fewestSquares(n) {
      const fewest = [0];
      for (let m = 1; m <= n; m++) {
        fewest[m] = m;
        for (let root = 1; root * root <= m; root++) fewest[m] = Math.min(fewest[m], 1 + fewest[m - root * root]);
      }
      return fewest[n];
    }`,
    undefined,
  ],
};

/** what an answer does | the answer | what is said of it | the rule */
const WRONG: readonly (readonly [what: string, source: string, told: string, rule: RegExp])[] = [
  [
    'takes the largest square first',
    'function fewestSquares(n) { return n === 0 ? 0 : 1 + fewestSquares(n - Math.floor(Math.sqrt(n)) ** 2); }',
    'fewestSquares(12) should answer 3; yours answers 4.',
    /Try every square/,
  ],
  [
    'does not let the loop reach a square',
    starter.replace('root * root <= n', 'root * root < n'),
    'fewestSquares(4) should answer 1; yours answers 4.',
    /A square needs one square only/,
  ],
  [
    'keeps all results under one key',
    `const known = new Map(); ${plain('inner')}
    function fewestSquares(n) { if (!known.has('n')) known.set('n', inner(n)); return n === 0 ? 0 : known.get('n'); }`,
    'fewestSquares(1) should answer 1; yours answers 0.',
    /Each argument has a result of its own/,
  ],
  [
    'keeps all results but that of 0 under one key',
    `const known = new Map(); ${plain('inner')}
    function fewestSquares(n) { if (n === 0) return 0; if (!known.has('n')) known.set('n', inner(n)); return known.get('n'); }`,
    'fewestSquares(2) should answer 2; yours answers 1.',
    /Each argument has a result of its own/,
  ],
  [
    'never ends',
    solution.replace('if (n === 0) return 0;', '').replace('root = 1', 'root = 0'),
    'fewestSquares(0) fails with RangeError: Maximum call stack size exceeded.',
    /The calls have to end/,
  ],
  [
    'prints the result and does not return it',
    'function fewestSquares(n) { void n; }',
    'fewestSquares(0) should answer 0; yours answers undefined.',
    /and it is returned/,
  ],
  [
    'answers with a text',
    starter.replace('return fewest;', 'return String(fewest);'),
    'fewestSquares(1) should answer 1; yours answers "1".',
    /a whole number itself/,
  ],
  [
    'is a promise',
    'async function fewestSquares() { return 0; }',
    'fewestSquares(0) should answer 0; yours answers a promise instead of a value.',
    /a whole number itself/,
  ],
];

describe('exercise fast-function', () => {
  for (const [what, source, told, rule] of WRONG) {
    it(`says of an answer that ${what}: ${told}`, async () => {
      const { results } = await checkSource('fast-function', source, { ...engine });
      const result = results.at(-1);
      assert.equal(result?.message, told);
      assert.match(result.rule ?? '', rule);
    });
  }

  for (const [what, [source, rule]] of Object.entries(ANSWERS)) {
    it(`${rule ? 'refuses' : 'takes'} what ${what}`, async () => {
      const report = await checkSource('fast-function', source, { ...engine });
      assert.equal(report.passed, !rule, tell(report).join('\n'));
      if (!rule) return;
      const last = report.results.at(-1);
      assert.equal(last?.title, 'Nothing is computed twice');
      assert.match(last.message, /fewestSquares\(30\) calls .+ \d+ times/);
      assert.match(last.rule ?? '', rule);
    });
  }
});
