import assert from 'node:assert/strict';
import { InterruptBuffer } from '../../../../src/kernel/cells/python/interruptBuffer.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import { bundleNotebookKernel, NotebookProcess, parseCells, transcript } from './notebookProcess.ts';

/** One notebook: its cells run one after the other. */
const CELLS = String.raw`
  > from functools import lru_cache
  . from timeit import repeat
  .
  . @lru_cache(maxsize=16)
  . def steps_to(stair):
  .     if stair == 1:
  .         # You can reach the first stair with only a single step
  .         return 1
  .     elif stair == 2:
  .         return 2
  .     elif stair == 3:
  .         return 4
  .     else:
  .         return steps_to(stair - 3) + steps_to(stair - 2) + steps_to(stair - 1)
  .
  . print(steps_to(30))
  . print(steps_to.cache_info())
  53798080
  CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)
  > steps_to.cache_info()
  = CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)
  > setup_code = "from __main__ import steps_to"
  . min(repeat("steps_to(30)", setup=setup_code, repeat=3, number=10)) < 10
  = True
  > show([1, 2, 3]); show([{'a': 1}, {'a': None}]); {'key': 'value'}
  = [1, 2, 3] [numbers]
  = [{'a': 1}, {'a': None}] [table]
  = {'key': 'value'} [table]
  > x = 5
  > x + 1
  = 6
  > def fail():
  .     return 1 / 0
  .
  . fail()
  ! ZeroDivisionError: division by zero @ 2 fail, 4
  > y = 1
  . y = = 2
  ! SyntaxError: invalid syntax @ 2
  > import no_such_module
  ! ModuleNotFoundError: No module named 'no_such_module'. Cells have Python's own library only; use TypeScript to fetch. @ 1
  > input('Your name? ')
  ! EOFError: A cell cannot ask for input. Assign a value instead. @ 1
  > import builtins
  . builtins.len = builtins.isinstance = None
  . del builtins.repr
  . builtins.added = 7
  ? The kernel needs this part of the language and has put it back: isinstance, len, repr.
  > builtins.Exception = builtins.BaseException = builtins.dict = None
  . 1 / 0
  ? The kernel needs this part of the language and has put it back: dict, BaseException, Exception.
  ! ZeroDivisionError: division by zero @ 2
  > import asyncio
  . await asyncio.sleep(0.01)
  . builtins.print = None
  ? The kernel needs this part of the language and has put it back: print.
  > [len([added]), isinstance(1, int), repr('whole')]
  = [1, True, "'whole'"]
  > import asyncio, sys
  . await asyncio.sleep(0.01)
  . print('é', end='', flush=True)
  . print('wrong', file=sys.stderr)
  é
  ? wrong
  > raise SystemExit(3)
  ! SystemExit: 3 @ 1
  > simulate('lru', 3, ['a', 'b', 'a'])['hits']
  = 1
  > doubled = lruCache(lambda n: n * 2)
  . doubled(3), doubled(3)
  = (6, 6) [numbers]
  > doubled
  = doubled: CacheInfo(hits=1, misses=1, maxsize=128, currsize=1) [cache]
`;

/** Code that does not end by itself | how it ends. */
const ENDLESS = [
  ['while True: pass', '! KeyboardInterrupt:  @ 2'],
  ['import time; time.sleep(1000)', '! KeyboardInterrupt:  @ 2'],
  ['import re; re.match("(a+)+$", "a" * 50 + "b")', '! KeyboardInterrupt:  @ 2'],
  ['await asyncio.sleep(1000)', '! Interrupted: The cell was interrupted. All variables are kept.'],
  // Nothing of Python's looks up in here: its own variables go.
  [
    'sum(range(10 ** 15))',
    '! Interrupted: The cell was interrupted. Python did not react and was ended: its variables are gone, those of other cells are kept.',
  ],
] as const;

describe('Python cells', function () {
  this.timeout(120_000); // CPython is half a minute of work for a machine that is busy.
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

  it('tell while Python starts', async () => {
    const asked = performance.now();
    const said = await notebook.run('1', 'python');
    console.log(`        started after ${Math.round(performance.now() - asked)} ms`);
    const progress = said.flatMap((message) => (message.type === 'progress' ? [message.text] : []));
    assert.deepEqual(progress, ['Starting Python...', '']);
  });

  it('are real CPython', async () => {
    for (const { code, said } of parseCells(CELLS)) {
      assert.deepEqual(transcript(await notebook.run(code, 'python')), said, code);
    }
  });

  it('run beside TypeScript', async () => {
    await notebook.run('const x = "of TypeScript"');
    assert.deepEqual(transcript(await notebook.run('x')), [`= 'of TypeScript'`]);
    assert.deepEqual(transcript(await notebook.run('x', 'python')), ['= 5']);
  });

  it('have their output cut', async () => {
    const said = transcript(
      await notebook.run('while len(str("x") * 1023) and x < 3000: print("x" * 1023); x += 1', 'python'),
    );
    assert.match(said.at(-1) ?? '', /^\? The output was cut/);
    assert.deepEqual(transcript(await notebook.run('x = 5', 'python')), []);
  });

  for (const [code, ending] of ENDLESS) {
    it(`end ${code} when they are interrupted`, async () => {
      notebook.execute(`print("go")\n${code}`, 'python');
      await notebook.until('output');
      const asked = performance.now();
      notebook.send({ type: 'interrupt' });
      const said = await notebook.until('idle');
      console.log(`        ended after ${Math.round(performance.now() - asked)} ms`);
      assert.deepEqual(transcript(said), [ending]);
      const isKept = !ending.includes('are gone');
      const next = performance.now();
      assert.deepEqual(transcript(await notebook.run('"x" in globals()', 'python')), [
        isKept ? '= True' : '= False',
      ]);
      console.log(`        next cell ${Math.round(performance.now() - next)} ms later`);
      assert.deepEqual(transcript(await notebook.run('x')), [`= 'of TypeScript'`]);
    });
  }

  it('are interrupted each time, also where the interrupt comes while Python looks for one', async () => {
    for (let times = 0; times < 40; times++) {
      notebook.execute('print("go")\nwhile True: pass', 'python');
      await notebook.until('output');
      notebook.send({ type: 'interrupt' });
      assert.deepEqual(transcript(await notebook.until('idle')), ['! KeyboardInterrupt:  @ 2']);
    }
  });
});

describe('the byte that interrupts Python', () => {
  it('is cleared by who has seen it, and never before', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(1));
    const buffer = new InterruptBuffer(shared);
    const looks = [];
    for (const comes of ['before', 'between', 'after', 'never']) {
      if (comes === 'before') shared[0] = 2;
      looks.push(buffer[0]);
      if (comes === 'between') shared[0] = 2;
      buffer[0] = 0;
      if (comes === 'after') shared[0] = 2;
    }
    // What came between is seen by the next look, and so is what came after that.
    assert.deepEqual([...looks, buffer[0]], [2, 0, 2, 2, 0]);
  });
});
