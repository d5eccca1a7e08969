import assert from 'node:assert/strict';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';
import { lfu } from '../../../src/lessons/exercises/lfu.ts';
import { lru } from '../../../src/lessons/exercises/lru.ts';
import * as lfuRight from './answers/lfuRight.ts';
import * as lfuWrong from './answers/lfuWrong.ts';
import * as lruRight from './answers/lruRight.ts';
import * as lruWrong from './answers/lruWrong.ts';
import type { LruAnswer } from './answers/types.ts';
import { context, evaluate, tell } from './support.ts';

/** exercise | right answers | wrong ones with the length of the shortest proof | right but slow ones */
const ZOOS: readonly [
  Exercise,
  Record<string, LruAnswer>,
  typeof lruWrong.wrong,
  Record<string, LruAnswer>,
][] = [
  [lru, lruRight.right, lruWrong.wrong, lruWrong.slow],
  [lfu, lfuRight.right, lfuWrong.wrong, lfuWrong.slow],
];

for (const [exercise, right, wrong, slow] of ZOOS) {
  describe(`exercise ${exercise.id}`, function () {
    this.timeout(30_000);

    for (const [style, answer] of Object.entries(right)) {
      it(`takes ${style}`, () => {
        const report = exercise.check(answer, context);
        assert.ok(report.passed, tell(report).join('\n'));
        assert.equal(report.results.length, 2);
      });
    }

    for (const [mistake, { answer, length }] of Object.entries(wrong)) {
      it(`refuses: ${mistake}, in ${length} operations`, () => {
        const report = exercise.check(answer, context);
        const [result] = report.results;
        assert.ok(!report.passed && result && !result.passed);
        const told = tell(report).join('\n');
        assert.equal(result.steps.length, length + 1, told); // The first step makes the cache.
        assert.deepEqual(
          result.steps.map((step) => step.isRight),
          [...Array<boolean>(length).fill(true), false],
          told,
        );
      });
    }

    for (const [way, answer] of Object.entries(slow)) {
      it(`refuses as too slow: ${way}`, () => {
        const report = exercise.check(answer, context);
        assert.deepEqual(
          report.results.map((result) => result.passed),
          [true, false],
          tell(report).join('\n'),
        );
      });
    }

    it('asks for the class where there is none', () => {
      for (const answer of [undefined, 3, {}]) {
        const report = exercise.check(answer, context);
        assert.match(tell(report).join('\n'), new RegExp(`has to define ${exercise.entry} as a class`));
      }
    });
  });
}

describe('the report of an exercise', () => {
  it('shows expected and actual, step by step', () => {
    assert.deepEqual(tell(lru.check(lruWrong.wrong['get is no use']!.answer, context)), [
      'failed: Every operation gives what it should. Operations in the smallest sequence that fails: 5.',
      '  new LRUCache(2) |  |  | empty | empty',
      '  put(1, 10) |  |  | 1: 10 | 1: 10',
      '  put(2, 20) |  |  | 1: 10, 2: 20 | 1: 10, 2: 20',
      '  get(1) | 10 | 10 | 1: 10, 2: 20 | 1: 10, 2: 20',
      '  put(3, 30) |  |  | 1: 10, 3: 30 | 2: 20, 3: 30',
      '! get(1) | 10 | -1 | 1: 10, 3: 30 | 2: 20, 3: 30',
    ]);
  });

  it('is the same for the same seed', () => {
    const [first, again] = [1, 2].map(() =>
      tell(lfu.check(lruRight.right['a Map in order of use'], { ...context, seed: 7 })),
    );
    assert.deepEqual(first, again);
  });

  it('tells errors of the answer', () => {
    const noClass = evaluate(lru, 'class LRUCache { constructor() { throw new Error("no"); } }');
    assert.deepEqual(tell(lru.check(noClass, context)).slice(1), [
      '! new LRUCache(1) |  | Error: no | empty | unknown',
      '! put(1, 10) |  | Error: no | 1: 10 | unknown',
    ]);
    const noGet = evaluate(lru, 'class LRUCache { put() {} }');
    assert.match(
      tell(lru.check(noGet, context)).at(-1)!,
      /^! get\(1\) \| -1 \| TypeError: .*get is not a function/,
    );
  });

  it('tells whatever comes back', () => {
    /** what get returns | how it is told */
    const returned: readonly [string, string][] = [
      ['"10"', '"10"'],
      ['10n', '10n'],
      ['Promise.resolve(10)', 'a promise instead of a value'],
      ['(a => (a[0] = a))([])', '[object Array]'],
      ['new Proxy({}, { has() { throw 1; } })', 'a value that cannot be shown'],
      ['"x".repeat(1e6)', `"${'x'.repeat(199)}...`],
      ['() => 1', 'a function'],
    ];
    for (const [source, told] of returned) {
      const answer = evaluate(lru, `class LRUCache { get() { return ${source}; } put() {} }`);
      const last = lru.check(answer, context).results[0]?.steps.at(-1);
      assert.equal(last?.actual, told);
    }
  });

  it('says so when the answer keeps its state outside', () => {
    const counting = lru.solution.replace('get(key: number): number {', '$& if (++calls === 500) return -2;');
    const drifting = evaluate(lru, `let calls = 0; ${counting}`);
    assert.match(tell(lru.check(drifting, context)).join('\n'), /Does every cache have a state of its own\?/);
  });
});
