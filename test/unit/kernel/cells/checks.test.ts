import assert from 'node:assert/strict';
import { exercises, findExercise } from '../../../../src/lessons/exercises/index.ts';
import type { CheckReport } from '../../../../src/protocol/cells.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import type { Said } from './notebookProcess.ts';
import { bundleNotebookKernel, NotebookProcess, transcript } from './notebookProcess.ts';

/** An answer that gives -1 whatever is asked. */
const EMPTY = 'class LRUCache { get() { return -1 } put() {} }';

/** exercise | what is spoilt in the solution | by what | the smallest sequence that shows it, or what fails without one */
const WRONG: readonly [string, string, string, string][] = [
  ['lru', '.size >= this', '.size > this', 'put(1, 10), put(2, 20), get(1)'],
  [
    'lru',
    '    this.append(node);\n    return',
    '    node.older.newer = node.newer.older = node; return',
    'put(1, 10), put(2, 20), get(1), put(3, 30), get(1)',
  ],
  ['lru', 'const oldest', 'throw new RangeError("full"); const oldest', 'put(1, 10), put(2, 20)'],
  ['lru', 'const ring', 'null.x; const ring', 'put(1, 10)'],
  ['lru', 'get(key: number): number', 'async get(key: number)', 'get(1)'],
  [
    'lru',
    'const oldest',
    '[...this.nodes.keys()]; const oldest',
    'The time of an operation does not grow with the cache',
  ],
  ['lfu', 'of group', 'of [...group].reverse()', 'put(1, 10), put(2, 20), put(3, 30), get(1)'],
  ['lfu', 'this.use(key, present);', '', 'put(1, 10), put(1, 20), put(2, 30), put(3, 40), get(2)'],
  ['lfu', 'this.fewest = 1;', '', 'put(1, 10), put(1, 20), put(2, 30), put(3, 40), get(2)'],
  [
    'lfu',
    'const group = this.group(this.fewest);',
    'const uses = [...this.entries.values()].map((entry) => entry.uses); const group = this.group(Math.min(...uses));',
    'The time of an operation does not grow with the cache',
  ],
  ['timed-cache', 'clock.now() < known.expires', 'true', "read('a'), 11 s pass, read('a')"],
  ['timed-cache', '{ timeoutMs: 10_000 }', '{}', "read('a')"],
  ['fast-function', 'lruCache(', '(', 'Nothing is computed twice'],
  ['fast-function', 'root * root <= n', 'root * root < n', 'fewestSquares(4)'],
  [
    'fast-function',
    'if (n === 0) return 0;',
    'if (n === 0) return 0; if (n > 44) return fewestSquares(n);',
    'fewestSquares(45)',
  ],
  ['fast-function', 'return fewest;', 'return String(fewest);', 'fewestSquares(1)'],
];

/** What cells may have done to the world before, and that no answer becomes right by. */
const PATCHES = [
  'Object.is = () => true',
  'Map.prototype.get = () => 10; Map.prototype.has = () => true',
  'Array.prototype.findIndex = () => -1; Array.prototype.every = () => true',
  'Math.random = () => 0; Date.now = () => 0; performance.now = () => 0; Performance.prototype.now = () => 0',
  'JSON.stringify = () => ""; String = () => ""; Number.prototype.toString = () => ""',
  'for (const each of [Object, Array, Map, Set, Function, Promise]) Object.freeze(each.prototype)',
  'globalThis.Map = globalThis.Set = class {}',
  'Object.prototype.passed = true; Object.prototype.value = 10',
  'Symbol.prototype.toString = 1; Error.prototype.toString = () => { throw 1 }',
];

describe('checks', function () {
  this.timeout(30_000);
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  before(async () => {
    bundle = await bundleNotebookKernel();
    notebook = await NotebookProcess.start(bundle.file);
  });
  after(async () => {
    await notebook.close();
    bundle.remove();
  });

  const check = async (code: string, exercise = 'lru'): Promise<CheckReport> =>
    reportIn(await notebook.run(code, undefined, exercise));

  for (const { id, solution, starter } of exercises) {
    it(`${id}: the solution passes, in TypeScript; the starter does not`, async () => {
      assert.deepEqual(failuresOf(await check(solution, id)), []);
      assert.notDeepEqual(failuresOf(await check(starter, id)), []);
    });
  }

  for (const [id, what, by, told] of WRONG) {
    it(`${id}: ${by || `without ${what}`}`, async () => {
      const { solution } = findExercise(id)!;
      assert.ok(solution.includes(what));
      assert.equal(failuresOf(await check(solution.replace(what, by), id))[0], told);
    });
  }

  it('shows what was checked, and the smallest sequence as a table', async () => {
    assert.deepEqual(transcript(await notebook.run(EMPTY, 'javascript', 'lru')), [
      '= The check did not pass. Failed: Every operation gives what it should. Operations in the smallest sequence that fails: 2.',
      '= Every operation gives what it should: Operation Expected result Actual result Expected in the cache Actually in the cache Right new LRUCache(1) empty empty yes put(1, 10) 1: 10 empty no get(1) 10 -1 1: 10 empty no [table]',
    ]);
  });

  it('shows what the cell shows, too', async () => {
    const [first] = transcript(await notebook.run(`${EMPTY}; 1 + 1`, 'javascript', 'lru'));
    assert.equal(first, '= 2');
  });

  it('asks for the name that is missing, also where an earlier cell has defined it', async () => {
    const { solution } = findExercise('lru')!;
    await notebook.run(solution);
    const said = transcript(
      await notebook.run(solution.replaceAll('LRUCache', 'LruCache'), undefined, 'lru'),
    );
    assert.match(said.join(), /The cell has to define LRUCache as a class, under exactly this name/);
  });

  it('checks nothing where the cell fails, the exercise is unknown or the language cannot be checked', async () => {
    /** code | exercise | language | what is said */
    const cells: readonly [string, string, string, string][] = [
      ['throw new Error("no")', 'lru', 'typescript', '! Error: no @ 1'],
      ['class {', 'lru', 'typescript', '! SyntaxError: A class name is required. @ 1'],
      [EMPTY, 'none', 'javascript', '! There is no exercise "none", so nothing was checked.'],
      [
        'print(1)',
        'lru',
        'python',
        '! Answers are checked in TypeScript and JavaScript. Choose one of them as the language of this cell.',
      ],
    ];
    for (const [code, exercise, language, told] of cells) {
      const said = await notebook.run(code, language, exercise);
      assert.deepEqual(transcript(said), [told]);
      assert.ok(!said.some(({ type }) => type === 'checked'));
    }
  });

  for (const patch of PATCHES) {
    it(`is not fooled by ${patch}`, async () => {
      const other = await NotebookProcess.start(bundle.file);
      const report = reportIn(await other.run(`${patch}; ${EMPTY}`, 'javascript', 'lru'));
      await other.close();
      assert.deepEqual(failuresOf(report), ['put(1, 10), get(1)']);
    });
  }

  it('leaves nothing of the answer running, and shows nothing of what it says or makes', async () => {
    const noisy = `
      let ticks = 0;
      class LRUCache {
        own = createCache('lru', 1);
        constructor() { console.log('made'); show(1); setInterval(() => ticks++, 1); setImmediate(() => ticks++) }
        async get() { throw new Error('left alone') }
        put() {}
      }`;
    const said = await notebook.run(noisy, 'javascript', 'lru');
    assert.deepEqual(transcript(said).slice(2), [
      '= What your code writes while it is checked is not shown.',
    ]);
    assert.ok(!said.some(({ type }) => type === 'events'));
    const after = await notebook.run('await new Promise((resolve) => setTimeout(resolve, 20)); ticks');
    assert.deepEqual(transcript(after), ['= 0']);
  });

  it('keeps the timers of other cells', async () => {
    await notebook.run('let beats = 0; const heart = setInterval(() => beats++, 1)');
    await check(EMPTY);
    const said = transcript(
      await notebook.run('await new Promise((r) => setTimeout(r, 20)); clearInterval(heart); beats > 5'),
    );
    assert.deepEqual(said, ['= true']);
  });

  it('an endless loop is interrupted like any cell, and told with its sequence', async () => {
    const { solution } = findExercise('lru')!;
    await notebook.run('const kept = 1');
    // What it prints is not shown, so it tells past that when it is in the middle of it.
    const tell = `parentPort.postMessage({ type: 'progress', cell: '', text: 'endless' })`;
    const endless = solution.replace('const oldest', `${tell}; for (;;); const oldest`);
    notebook.execute(`import { parentPort } from 'node:worker_threads'; ${endless}`, 'typescript', 'lru');
    await notebook.until('progress');
    notebook.send({ type: 'interrupt' });
    const said = await notebook.until('idle');
    assert.deepEqual(failuresOf(reportIn(said)), ['put(3, 87), put(1, 52)']);
    assert.equal(transcript(said).at(-1), '! Interrupted: The cell was interrupted. All variables are kept.');
    assert.deepEqual(transcript(await notebook.run('console.log("heard"); kept')), ['heard', '= 1']);
  });
});

function reportIn(said: Said): CheckReport {
  const checked = said.find((message) => message.type === 'checked');
  assert.ok(checked, transcript(said).join('\n'));
  return checked.report;
}

/** Of each check that failed the smallest sequence of operations, or its title. */
function failuresOf({ passed, results }: CheckReport): string[] {
  const failed = results.filter((result) => !result.passed);
  assert.equal(passed, failed.length === 0);
  return failed.map(({ title, steps }) =>
    steps.length === 0
      ? title
      : steps
          .slice(title.includes('numbers') ? 0 : 1)
          .map(({ operation }) => operation)
          .join(', '),
  );
}
