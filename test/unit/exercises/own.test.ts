import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { testsIn } from '../../../src/host/notebook/ownExercises.ts';
import { solutionMarkdown } from '../../../src/host/notebook/exerciseHelp.ts';
import { judge } from '../../../src/lessons/exercises/check/judge.ts';
import type { CheckReport } from '../../../src/lessons/exercises/check/report.ts';
import { ownExercise } from '../../../src/host/notebook/ownExercises.ts';
import {
  findGates,
  languageDefining,
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

  it('compares what is the same in every language', async () => {
    /** an answer in JSON | the result of an answer | what is said of it */
    const cases: readonly (readonly [string, string, string | undefined])[] = [
      ['4', '4.0', undefined],
      ['{"a": 1, "b": [2, {"d": 1, "c": 2}]}', '{ b: [2, { c: 2, d: 1 }], a: 1 }', undefined],
      ['null', 'undefined', undefined],
      ['null', 'null', undefined],
      ['[1, 2]', '[2, 1]', 'answer() should answer [1,2]; yours answers [2,1].'],
      ['""', 'undefined', 'answer() should answer ""; yours answers undefined.'],
      ['"1"', '1', 'answer() should answer "1"; yours answers 1.'],
      [JSON.stringify('x'.repeat(5000)), "'x'.repeat(5000)", undefined],
    ];
    const own = { id: 'own', title: 'Own', hints: [], solution: '' };
    for (const [expected, result, message] of cases) {
      const tests = readTests([{ text: `answer() -> ${expected}`, line: 1 }], []);
      assert.equal(told(await check(own, `const answer = () => (${result});`, tests)), message, result);
    }
    const long = readTests([{ text: `answer() -> ${JSON.stringify('x'.repeat(5000))}`, line: 1 }], []);
    const said = told(await check(own, "const answer = () => 'x'.repeat(5001);", long));
    assert.ok(said !== undefined && said.length < 500, said);
  });

  it('may bring a reference solution, which has to define what the tests call', () => {
    const fence = (header: string): string =>
      `\`\`\`exercise\nid: own\n${header}\n---\nWrite.\n\`\`\`\n\n\`\`\`ts\n1\n\`\`\`\n`;
    /** the header | the line and the message of the problem */
    const cases: readonly (readonly [string, number | undefined, RegExp])[] = [
      ['tests: f(1)', 3, /The tests expect nothing/],
      ['tests: f(1)\nreference: const f = () => 1;', undefined, /^$/],
      ['tests: f(1)\nreference:\n  def f(n):\n      return n', undefined, /^$/],
      ['tests: f(1)\nreference: const g = () => 1;', 4, /has to define f/],
      ['tests: f(1)\nreference: fine = 1', 4, /has to define f/],
      ['tests: f(1)\nreference-file: f.py', undefined, /^$/],
      ['tests: f(1)\nreference: f = lambda n: n\nreference-file: f.py', 4, /not both/],
      ['reference: const f = () => 1;', 1, /Write the tests below a line "tests:"/],
      ['tests: new $A(1)\nreference: class $A<T extends { a: 1 }> {}', undefined, /^$/],
    ];
    for (const [header, line, message] of cases) {
      const [problem] = parseNotebook(fence(header), { exercises: [] }).problems;
      assert.equal(problem?.line, line, header);
      assert.match(problem?.message ?? '', message, header);
    }
  });

  it('knows the language of code by what it defines', () => {
    /** code | its language */
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['def f(a={}): pass', 'python'],
      ['class f(object):\n  pass', 'python'],
      ['f = cache(slow)', 'python'],
      ['async function f() {}', 'typescript'],
      ['  class f<K> implements Map {}', 'typescript'],
      ['let f = 5', 'typescript'],
      ['def of(): pass', undefined],
      ['f == 5', undefined],
      ['function f2() {}', undefined],
    ];
    for (const [code, language] of cases) assert.equal(languageDefining('f', code), language, code);
  });

  it('shows a solution in the language it is written in, whatever it holds', () => {
    const tests = readTests([{ text: 'f(1) -> 1', line: 1 }], []);
    const own = { id: 'own', title: 'Own', hints: [] };
    const python = ownExercise({ ...own, solution: 'def f(n):\n    return n' }, tests);
    for (const language of ['python', 'typescript'])
      assert.match(solutionMarkdown(python, language), /```python\ndef f\(n\):\n {4}return n\n```$/);
    const fences = 'const f = () => `\n```\n`;';
    const script = ownExercise({ ...own, solution: fences }, tests);
    assert.ok(solutionMarkdown(script, 'python').endsWith(`\n\n\`\`\`\`typescript\n${fences}\n\`\`\`\``));
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
