import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Uri } from 'vscode';
import { launchKernelProcess } from '../../../../src/host/node/kernelProcess.ts';
import { ownExercise } from '../../../../src/host/notebook/ownExercises.ts';
import { References } from '../../../../src/host/notebook/references.ts';
import { KernelClient, type RunMessage } from '../../../../src/host/sessions/kernel.ts';
import type { CheckReport } from '../../../../src/lessons/exercises/check/report.ts';
import {
  findGates,
  type OwnExercise,
  type OwnTests,
  parseNotebook,
  readTests,
} from '../../../../src/protocol/notebook/index.ts';
import { type NotebookProcess, shareNotebook } from './notebookProcess.ts';

const examples = path.join(import.meta.dirname, '../../../../media/examples');
const read = (name: string): string => readFileSync(path.join(examples, name), 'utf8');

const testsFrom = (...lines: readonly string[]): OwnTests =>
  readTests(
    lines.map((text) => ({ text, line: 1 })),
    [],
  )!;

describe('a reference solution', function () {
  let notebook: NotebookProcess;
  let folder = '';
  const references = new References();
  let started = 0;
  shareNotebook((shared, bundle) => {
    notebook = shared;
    folder = mkdtempSync(path.join(tmpdir(), 'cachebook-'));
    symlinkSync(path.dirname(bundle.file), path.join(folder, 'dist'), 'junction');
  });
  after(() => rmSync(folder, { recursive: true }));

  function startKernel(onRun: (message: RunMessage) => void): KernelClient {
    started++;
    const nothing = (): void => undefined;
    const listener = {
      onTick: nothing,
      onDelta: nothing,
      onBusy: nothing,
      onLog: nothing,
      explainEnd: String,
    };
    return new KernelClient(launchKernelProcess(Uri.file(folder)), {}, { ...listener, onRun });
  }

  async function check(
    tests: OwnTests,
    reference: string,
    answer: string,
    language?: string,
  ): Promise<CheckReport> {
    const own = { id: 'own', title: 'Own', hints: [], solution: '' };
    const exercise = ownExercise(own, tests, () => references.complete(tests, reference, startKernel));
    const { report, shown } = await notebook.check(answer, exercise, language);
    assert.ok(report, shown.map(({ text }) => text).join('\n'));
    return report;
  }

  /** What is said of each test that fails. */
  const told = ({ results }: CheckReport): string[] =>
    results.filter(({ passed }) => !passed).map(({ title, message }) => `${title}: ${message}`);

  const ownIn = (name: string): OwnExercise[] => {
    const { cells, problems } = parseNotebook(read(name), { exercises: [] });
    assert.deepEqual(problems, []);
    return [...findGates(cells).values()].flatMap(({ exercise }) => exercise?.own ?? []);
  };

  it('says what tests expect: in the header, in TypeScript', async () => {
    const [average] = ownIn('own-exercise-reference.cachebook.md');
    const { tests, reference } = average!;
    assert.match(reference!, /^\/\/ The sum[^]*throw new RangeError\('size'\);\n\n {2}let sum = 0;[^]*\n}$/);
    assert.deepEqual(told(await check(tests!, reference!, reference!)), []);
    const python = `def movingAverage(values, size):
    if size < 1:
        raise ValueError('size')
    return [sum(values[at:at + size]) / size for at in range(len(values) - size + 1)]`;
    assert.deepEqual(told(await check(tests!, reference!, python, 'python')), []);
    assert.deepEqual(
      told(await check(tests!, reference!, python.replace(' / size for', ' // size for'), 'python')),
      ['Test 1 of 5: movingAverage([1, 2, 3, 4], 2) should answer [1.5,2.5,3.5]; yours answers [1,2,3].'],
    );
    assert.equal(started, 1, 'it is asked once');
  });

  it('stands beside the lesson, in another language than the answer', async () => {
    const [, seen] = ownIn('own-exercise-reference.cachebook.md');
    const reference = read(seen!.referenceFile!);
    const right = `class Seen:
    def __init__(self, size):
        self.size, self.kept = size, []
    def see(self, value):
        was_kept = value in self.kept
        self.kept = [each for each in self.kept if each != value][-(self.size - 1):] if self.size > 1 else []
        self.kept.append(value)
        return was_kept
    def all(self):
        return self.kept`;
    assert.deepEqual(told(await check(seen!.tests!, reference, right, 'python')), []);
    const silent = right.replace('return was_kept', 'pass');
    assert.deepEqual(told(await check(seen!.tests!, reference, silent, 'python')), [
      'Test 1 of 2: see("a") should answer false; yours answers null.',
    ]);
  });

  it('in Python, for both', async () => {
    const tests = testsFrom('half(4)', 'half(1)', 'half("a")', 'half({"b": 1, "a": 2})', 'half(null)');
    const reference = `def half(value):
    # What is no number is itself.
    if value is None: raise ValueError(value)
    return value / 2 if isinstance(value, (int, float)) else value`;
    const script = `function half(value) {
      if (value === null) throw new Error('nothing');
      return typeof value === 'number' ? value / 2 : typeof value === 'object' ? { a: value.a, b: value.b } : value;
    }`;
    assert.deepEqual(told(await check(tests, reference, script, 'javascript')), []);
    assert.deepEqual(told(await check(tests, reference, script.replace('/ 2', '/ 3'), 'javascript')), [
      'Test 1 of 5: half(4) should answer 2.0; yours answers 1.3333333333333333.',
    ]);
  });

  it('cannot be reached by the cells of the notebook', async () => {
    await notebook.run('Math.max = () => 0; Array.prototype.map = () => [];', 'javascript');
    const tests = testsFrom('largest([1, 3, 2])');
    const reference = 'const largest = (values) => Math.max(...values.map(Number));';
    assert.deepEqual(told(await check(tests, reference, 'const largest = () => 0;', 'javascript')), [
      'Test 1 of 1: largest([1, 3, 2]) should answer 3; yours answers 0.',
    ]);
    assert.deepEqual(told(await check(tests, reference, 'const largest = () => 3;', 'javascript')), []);
  });

  it('that is none is said to be none, and whom to tell', async () => {
    /** a reference solution | what is said of it */
    const broken: readonly (readonly [string, RegExp])[] = [
      ['function f() { return nowhere }; nowhere', /ReferenceError: nowhere is not defined/],
      ['const f = 5;', /It has to define f, as the tests call it/],
      ['const g = () => 5;', /It has to define f/],
      ['const f = () => new Map();', /^$/],
      ['const f = () => () => 5;', /f\(1\) answers a function, which is no JSON/],
      ['process.exit(3); function f() {}', /cannot be used/],
    ];
    const tests = testsFrom('f(1)');
    const failed = await Promise.all(
      broken.map(([code]) =>
        references.complete(tests, code, startKernel).then(
          () => '',
          (error: unknown) => (error as Error).message,
        ),
      ),
    );
    for (const [index, [code, message]] of broken.entries()) {
      assert.match(failed[index]!, message, code);
      if (failed[index] !== '')
        assert.match(
          failed[index]!,
          /^The reference solution of this exercise cannot be used\. .* Tell the author/,
        );
    }
  });
});
