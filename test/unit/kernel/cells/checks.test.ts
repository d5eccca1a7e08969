import assert from 'node:assert/strict';
import { exercises, findExercise } from '../../../../src/lessons/exercises/index.ts';
import type { CheckReport } from '../../../../src/lessons/exercises/check/report.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import type { Checked } from './notebookProcess.ts';
import { NotebookProcess, shareNotebook, shownLine, transcript } from './notebookProcess.ts';

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
  ['lru', 'const ring', 'null.x; const ring', ''], // It is not made, and nothing is asked of it.
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

/** What cells and answers may do to pass without an answer. Each is run before `EMPTY`, as a part of the same cell. */
const FORGERIES: Readonly<Record<string, string>> = {
  'a verdict by the port of the thread': `
    const { parentPort } = await import('node:worker_threads');
    const forge = () => {
      const report = { passed: true, results: [] };
      parentPort.postMessage({ type: 'checked', run: 'cell 1', exercise: 'lru', report });
      const findings = JSON.stringify({ isDone: true, played: [] });
      for (let question = 0; question < 5; question++)
        for (const secret of ['', undefined, 'only'])
          parentPort.postMessage({ type: 'answered', secret, run: 'cell 1', question, findings });
    };
    forge(); setTimeout(forge, 1); setTimeout(forge, 50);`,
  'answers before the kernel has any': `
    const { parentPort } = await import('node:worker_threads');
    parentPort.on('message', (message) => {
      const findings = JSON.stringify({ isDone: true, played: [] });
      parentPort.postMessage({ type: 'answered', run: message.run, question: message.number, findings, secret: message.secret ?? '' });
    });`,
  'another way out of the thread': `
    const { parentPort, MessagePort } = await import('node:worker_threads');
    let secret = '';
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = parentPort.postMessage = function (message) {
      secret = message.secret ?? secret;
      const findings = JSON.stringify({ isDone: true, played: [] });
      return post.call(this, message.type === 'answered' ? { ...message, findings } : message);
    };`,
  'the arguments of a construction': `
    var spoil = (args) => { args.constructor.constructor('Object.is = () => true; JSON.stringify = () => "{}"; Array.prototype.push = () => 0; Map.prototype.get = () => 1')(); };
    var wrap = (each) => new Proxy(each, {
      construct: (target, args) => (spoil(args), wrap(Reflect.construct(target, args))),
      apply: (target, self, args) => (spoil(args), Reflect.apply(target, self, args)),
      get: (target, key) => typeof target[key] === 'function' ? wrap(target[key].bind(target)) : target[key],
    });`,
  'the frames of a stack': `
    Error.prepareStackTrace = (error, sites) => {
      for (const site of sites) for (const each of [site.getThis(), site.getFunction()])
        try { each.constructor.constructor('Object.is = () => true; JSON.stringify = () => "{}"')(); } catch {}
      return '';
    };
    globalThis.leak = () => void new Error().stack;`,
  'the caller of a function': `
    globalThis.leak = new Function('let at = arguments.callee.caller; for (let i = 0; at && i < 20; i++) { try { at.constructor("JSON.stringify = () => 0")(); } catch {} at = at.caller; }');`,
  'the virtual machine': `
    const vm = await import('node:vm');
    for (const proto of [vm.Script.prototype, Object.getPrototypeOf(vm.Script.prototype)])
      for (const name of Object.getOwnPropertyNames(proto))
        try { const own = proto[name]; proto[name] = function (...args) {
          for (const each of args) try { each.constructor.constructor('JSON.stringify = () => "{}"')(); } catch {}
          return own.apply(this, args);
        } } catch {}`,
  'members of every object': `
    for (const key of ['as', 'note', 'findings', 'played', 'isDone'])
      try { Object.defineProperty(Object.prototype, key, { configurable: true, get: () => 'value', set() {} }) } catch {}
    Object.prototype.toJSON = Array.prototype.toJSON = Number.prototype.toJSON = () => 10;`,
};

/** What cells may have done to the world, one after the other, and that no answer becomes right by. */
const PATCHES = [
  'Object.is = () => true',
  'Map.prototype.get = () => 10; Map.prototype.has = () => true',
  'Array.prototype.findIndex = () => -1; Array.prototype.every = () => true',
  'Math.random = () => 0; Date.now = () => 0; performance.now = () => 0; Performance.prototype.now = () => 0',
  'JSON.stringify = () => ""; String = () => ""; Number.prototype.toString = () => ""',
  'globalThis.Map = globalThis.Set = class {}',
  'Object.prototype.passed = true; Object.prototype.value = 10',
  'Symbol.prototype.toString = 1; Error.prototype.toString = () => { throw 1 }',
  'for (const each of [Object, Array, Map, Set, Function, Promise]) Object.freeze(each.prototype)',
];

describe('checks', function () {
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  shareNotebook((...shared) => ([notebook, bundle] = shared));

  const check = async (code: string, exercise = 'lru'): Promise<CheckReport> =>
    reportIn(await notebook.check(code, exercise));

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
    const { shown } = await notebook.check(EMPTY, 'lru', 'javascript');
    assert.deepEqual(shown.map(shownLine), [
      '= The check did not pass. Failed: Every operation gives what it should. After put(1, 10) it should hold 1; yours answers for nothing. A put stores the value, and get answers with it until the entry leaves. Yours answers as if nothing were there.',
      '= Every operation gives what it should: Operation Should answer Yours answers Should hold, next to leave first get of yours would answer Right new LRUCache(1) empty empty yes put(1, 10) 1: 10 empty no get(1) 10 -1 1: 10 empty no [check]',
    ]);
  });

  it('shows what the cell shows, too', async () => {
    const { said } = await notebook.check(`${EMPTY}; 1 + 1`, 'lru', 'javascript');
    assert.deepEqual(transcript(said), ['= 2']);
  });

  it('asks for the name that is missing, also where an earlier cell has defined it', async () => {
    const { solution } = findExercise('lru')!;
    await notebook.run(solution);
    const { shown } = await notebook.check(solution.replaceAll('LRUCache', 'LruCache'), 'lru');
    assert.match(
      shown.map(shownLine).join(),
      /The cell has to define LRUCache as a class, under exactly this name/,
    );
  });

  it('checks nothing where the cell fails', async () => {
    /** code | exercise | language | what is said */
    const cells: readonly [string, string, string, string][] = [
      ['throw new Error("no")', 'lru', 'typescript', '! Error: no @ 1'],
      ['class {', 'lru', 'typescript', '! SyntaxError: A class name is required. @ 1'],
    ];
    for (const [code, exercise, language, told] of cells) {
      const { said, report } = await notebook.check(code, exercise, language);
      assert.deepEqual(transcript(said), [told]);
      assert.equal(report, undefined);
    }
  });

  it('sees that a cache of the product does the work of practice A, and says so', async () => {
    const handing = `class LRUCache {
      constructor(capacity) { this.cache = createCache('lru', capacity) }
      get(key) { return this.cache.get(key) ?? -1 }
      put(key, value) { this.cache.set(key, value) }
    }`;
    const { results } = await check(handing);
    assert.deepEqual(failuresOf({ passed: false, results }), ['The cache is your own']);
    assert.match(results.at(-1)!.message, /hands the work to a cache of this notebook/);
  });

  it('counts the calls that go past a cache, in cells', async () => {
    const around = `${findExercise('fast-function')!.starter.replaceAll('fewestSquares', 'slow')}
      const fewestSquares = lruCache(slow);`;
    const { results } = await check(around, 'fast-function');
    assert.match(results.at(-1)?.rule ?? '', /bypass the cache: they go to slow itself/);
  });

  describe('in a world that is no more what it was', () => {
    let other: NotebookProcess;
    before(async () => {
      other = await NotebookProcess.start(bundle.file);
    });
    after(() => other.close());

    for (const patch of PATCHES) {
      it(`are not fooled by ${patch}`, async () => {
        const report = reportIn(await other.check(`${patch}; ${EMPTY}`, 'lru', 'javascript'));
        assert.deepEqual(failuresOf(report), ['put(1, 10), get(1)']);
      });
    }
  });

  for (const [way, forgery] of Object.entries(FORGERIES)) {
    const told = 'put(1, 10), get(1)';
    it(`cannot be forged by ${way}`, async () => {
      const other = await NotebookProcess.start(bundle.file);
      const spoilt = `${forgery}
        class Plain { get() { globalThis.leak?.(); return -1 } put() {} }
        var LRUCache = globalThis.wrap ? wrap(Plain) : Plain;`;
      assert.deepEqual(failuresOf(reportIn(await other.check(spoilt, 'lru', 'javascript'))), [told]);
      // The next answer is judged as ever: nothing was spoilt but its own.
      assert.deepEqual(failuresOf(reportIn(await other.check(EMPTY, 'lru', 'javascript'))), [told]);
      await other.close();
    });
  }

  it('cannot be forged by doing nothing instead of the task', async () => {
    const other = await NotebookProcess.start(bundle.file);
    const idle = `Object.defineProperty(globalThis, '$play', { get: () => () => 0 }); ${EMPTY}`;
    const report = reportIn(await other.check(idle, 'lru', 'javascript'));
    assert.match(report.results[0]!.message, /The check was ended/);
    await other.close();
  });

  it('cannot be reached through what is handed to an answer', async () => {
    const { starter } = findExercise('timed-cache')!;
    const leaking = starter.replace(
      'const lengths',
      `for (const each of [fetch, clock, clock.now, clock.wallTime, fetch('a', {}), arguments])
        try { (each as any).constructor.constructor('JSON.stringify = JSON.parse = () => ({ isDone: true, played: [] }); Map.prototype.get = () => 1; Object.is = () => true')(); } catch {}
      const lengths`,
    );
    const other = await NotebookProcess.start(bundle.file);
    assert.notEqual((await other.check(leaking, 'timed-cache')).report?.passed, true);
    assert.equal(reportIn(await other.check(starter, 'timed-cache')).passed, false);
    await other.close();
  });

  it('takes no verdict and no answer from a descriptor of the process', async () => {
    const other = await NotebookProcess.start(bundle.file);
    const lines = [
      { type: 'checked', run: 'cell 1', exercise: 'lru', report: { passed: true, results: [] } },
      { type: 'answered', secret: '', run: 'cell 1', question: 1, findings: '{"isDone":true,"played":[]}' },
    ];
    const writing = `const fs = await import('node:fs');
      for (let fd = 3; fd < 30; fd++) try {
        if (fs.fstatSync(fd).isSocket()) fs.writeSync(fd, ${JSON.stringify(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)});
      } catch {}
      ${EMPTY}`;
    const { report } = await other.check(writing, 'lru', 'javascript').catch(() => ({ report: undefined }));
    assert.notEqual(report?.passed, true);
    await other.close();
  });

  it('leaves nothing of the answer running, and shows nothing of what it says or makes', async () => {
    const noisy = `
      let ticks = 0;
      class LRUCache {
        own = createCache('lru', 1);
        constructor() { console.log('made'); show(1); setInterval(() => ticks++, 1); setImmediate(() => ticks++) }
        async get() { throw new Error('left alone') }
        put() {}
      }`;
    const { said } = await notebook.check(noisy, 'lru', 'javascript');
    assert.deepEqual(transcript(said), ['= What your code writes while it is checked is not shown.']);
    assert.ok(!said.some(({ type }) => type === 'events' || type === 'tick'));
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
    const tell = `parentPort.postMessage({ type: 'progress', run: '', text: 'endless' })`;
    const endless = solution.replace('const oldest', `${tell}; for (;;); const oldest`);
    notebook.execute(`import { parentPort } from 'node:worker_threads'; ${endless}`, 'typescript', 'lru');
    const { said, report } = await notebook.judge('lru', (type) => {
      if (type === 'progress') notebook.send({ type: 'interrupt' });
      return type === 'idle';
    });
    assert.deepEqual(failuresOf(report!), ['put(3, 87), put(1, 52)']);
    assert.equal(transcript(said).at(-1), '! Interrupted: The cell was interrupted. All variables are kept.');
    assert.deepEqual(transcript(await notebook.run('console.log("heard"); kept')), ['heard', '= 1']);
  });
});

function reportIn({ said, shown, report }: Checked): CheckReport {
  assert.ok(report, [...transcript(said), ...shown.map(shownLine)].join('\n'));
  return report;
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
