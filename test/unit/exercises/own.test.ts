import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { testsIn } from '../../../src/host/notebook/ownExercises.ts';
import { judge } from '../../../src/lessons/exercises/check/judge.ts';
import type { CheckReport } from '../../../src/lessons/exercises/check/report.ts';
import { ownExercise } from '../../../src/host/notebook/ownExercises.ts';
import {
  findGates,
  type OwnExercise,
  parseNotebook,
  readTests,
} from '../../../src/protocol/notebook/index.ts';
import { askOf, withAnswer } from './support.ts';

const folder = path.join(__dirname, '../../../media/examples');
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

function ownIn(name: string): OwnExercise[] {
  const { cells, problems } = parseNotebook(read(name), { exercises: [] });
  assert.deepEqual(problems, []);
  return [...findGates(cells).values()].flatMap(({ exercise }) => exercise?.own ?? []);
}

function check(own: OwnExercise, code: string, tests = own.tests): Promise<CheckReport> {
  const exercise = ownExercise(own, tests);
  return withAnswer(exercise, code, (answer) =>
    judge(exercise, typeof answer === 'function', { ask: askOf(answer) }),
  );
}

/** What is said of the first failure. */
const told = ({ results }: CheckReport): string | undefined => results.find(({ passed }) => !passed)?.message;

describe('an exercise of a lesson', () => {
  it('has its tests in the header, in TypeScript and in Python', async () => {
    const [words, python] = ownIn('own-exercise.cachebook.md');
    assert.deepEqual(
      [words?.tests?.entry, words?.tests?.kind, words?.tests?.tests.length],
      ['countWords', 'function', 5],
    );
    assert.equal(words?.hints.length, 2);
    assert.deepEqual([told(await check(words, words.solution))], [undefined]);
    const starter = 'function countWords(text: string) { return text.split(" ").length; }';
    assert.equal(told(await check(words, starter)), 'countWords("") should answer 0; yours answers 1.');
    assert.equal(python?.solution, 'def count_words(text):\n    return len(text.split())');
  });

  it('has its tests in a file beside it', async () => {
    const [ring] = ownIn('own-exercise-beside.cachebook.md');
    const { tests } = testsIn(read(ring!.file!));
    assert.deepEqual([tests?.entry, tests?.kind, tests?.tests.length], ['Ring', 'class', 6]);
    const right = `class Ring {
      values_ = [];
      constructor(size) { if (!(size >= 1)) throw new RangeError('size'); this.size = size; }
      add(value) { this.values_ = [...this.values_, value].slice(-this.size); }
      values() { return this.values_; }
    }`;
    assert.equal(told(await check(ring!, right, tests)), undefined);
    /** what is spoilt | by what | what is said */
    const wrong: readonly (readonly [string, string, string])[] = [
      ['-this.size', '0', 'values() should answer [2,3]; yours answers [1,2,3].'],
      ['values() {', 'size() {', 'values() fails with TypeError: '],
      [
        "if (!(size >= 1)) throw new RangeError('size');",
        '',
        'new Ring(0) should fail with an error; yours answers .',
      ],
      ['return this.values_', 'return new Set(this.values_)', 'values() should answer []; yours answers {}.'],
      [
        'return this.values_',
        'return [this.size / 0].slice(1)',
        'values() should answer [1,2]; yours answers [].',
      ],
    ];
    for (const [what, by, message] of wrong) {
      assert.ok(right.includes(what));
      assert.ok(
        told(await check(ring!, right.replace(what, by), tests))?.startsWith(message.replace(/\.$/, '')),
        message,
      );
    }
  });

  it('says what is wrong with a test, and where', () => {
    /** a test | what is said of it */
    const broken: readonly (readonly [string, RegExp])[] = [
      ['double(2) = 4', /"double\(2\) = 4" is no operation/],
      ['double(two) -> 4', /is no operation/],
      ['double(2) -> four', /is no operation/],
      ['double(2) -> 4 -> 5', /is no operation/],
      ['double(2) -> 4; half(4) -> 2', /All tests are for one class or one function/],
      ['new A(1); new B(2)', /All tests are for one class/],
    ];
    for (const [text, message] of broken) {
      const problems: { line: number; message: string }[] = [];
      assert.equal(readTests([{ text, line: 7 }], problems), undefined, text);
      assert.equal(problems[0]?.line, 7);
      assert.match(problems[0].message, message);
    }
  });

  it('keeps separators within texts', () => {
    const tests = readTests([{ text: 'join("a; b -> c", "\\"; ") -> "a"', line: 1 }], []);
    assert.deepEqual(tests?.tests[0], [
      {
        text: 'join("a; b -> c", "\\"; ")',
        type: 'call',
        name: 'join',
        args: '["a; b -> c","\\"; "]',
        expected: '"a"',
      },
    ]);
  });

  it('needs tests', () => {
    const text = '```exercise\nid: mine\ntitle: Mine\n---\nWrite.\n```\n\n```ts\n1\n```\n';
    const { problems } = parseNotebook(text, { exercises: [] });
    assert.deepEqual(
      problems.map(({ line, message }) => [line, message]),
      [[1, 'Write the tests below a line "tests:", or the name of a file that has them.']],
    );
  });
});
