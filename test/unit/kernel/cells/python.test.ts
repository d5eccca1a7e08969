import assert from 'node:assert/strict';
import { InterruptBuffer } from '../../../../src/kernel/cells/python/interruptBuffer.ts';
import type { NotebookProcess } from './notebookProcess.ts';
import { shareNotebook, parseCells, transcript } from './notebookProcess.ts';
import { CACHES } from './pythonCaches.ts';
import { ERRORS, EVERYWHERE, IN_WEBASSEMBLY, REPLACED } from './pythonCells.ts';

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
  let notebook: NotebookProcess;
  shareNotebook((shared) => (notebook = shared));

  it('tell while Python starts', async () => {
    const asked = performance.now();
    const said = await notebook.run('1', 'python');
    console.log(`        started after ${Math.round(performance.now() - asked)} ms`);
    const progress = said.flatMap((message) => (message.type === 'progress' ? [message.text] : []));
    assert.deepEqual(progress, ['Starting Python...', '']);
  });

  for (const [title, cells] of [
    ['are real CPython', EVERYWHERE],
    ['have a Python that is CPython in WebAssembly', IN_WEBASSEMBLY],
    ['have the caches, with what people keep in them', CACHES],
    ['tell errors and odd values', ERRORS],
  ] as const) {
    it(title, async () => {
      for (const { code, said } of parseCells(cells)) {
        const told = transcript(await notebook.run(code, 'python')).flatMap((text) => text.split('\n'));
        assert.deepEqual(told, said, code);
      }
    });
  }

  it('show the entries of a cache as Python writes them', async () => {
    const said = await notebook.run('c = lruCache(2)(lambda *a, **k: [a])\nc((1, "a"), b=None)\nc', 'python');
    const shown = said.find((message) => message.type === 'display')?.shown.value;
    assert.deepEqual(shown?.kind === 'cache' && shown.entries, [
      { key: "(1, 'a'), b=None", value: "[((1, 'a'),)]", next: true },
    ]);
  });

  it('print a line once, also where the keys of a cache are told meanwhile', async () => {
    const code = `class Key:
    def __repr__(self): return 'a key'
c = lruCache(2)(lambda key: key)
for n in range(5):
    c(Key())
    time.sleep(0.05)
    print('line', n)`;
    const said = await notebook.run(`import time\n${code}`, 'python');
    assert.deepEqual(
      transcript(said).flatMap((text) => text.split('\n')),
      [0, 1, 2, 3, 4].map((n) => `line ${n}`),
    );
  });

  it('begin anew what an interrupt has ended in a cache', async () => {
    const code = `begun = 0
@cache
async def page():
    global begun
    begun += 1
    if begun == 1: await asyncio.sleep(1000)
    return begun
print('go')
await page()`;
    notebook.execute(code, 'python');
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
    const next = await notebook.run('await page(), await page(), page.cacheInfo().misses', 'python');
    assert.deepEqual(transcript(next), ['= (2, 2, 2)']);
  });

  it('let go of what a person empties', async () => {
    const asked = await notebook.run(
      'import weakref\nclass Kept: pass\nd = createCache("lru", 2); d.set(1, Kept()); gone = weakref.ref(d.peek(1))\nd',
      'python',
    );
    const shown = asked.find((message) => message.type === 'display')?.shown.value;
    notebook.send({ type: 'clear', cache: shown?.kind === 'cache' ? Number(shown.cache) : 0 });
    assert.deepEqual(transcript(await notebook.run('d.size, gone()', 'python')).slice(-1), ['= (0, None)']);
  });

  it('cut a text that is too long', async () => {
    const said = transcript(await notebook.run('raise ValueError("x" * 60_000_000)', 'python')).join('');
    assert.ok(said.startsWith('! ValueError: xxx') && said.length < 200_000);
  });

  it('sleep by their own clock', async () => {
    const code =
      "import time\nfrom unittest.mock import patch\nwith patch('time.monotonic', return_value=100.0): time.sleep(0.05)\n'done'";
    assert.deepEqual(transcript(await notebook.run(code, 'python')), ["= 'done'"]);
  });

  it('keep a text without a line end below its cell', async () => {
    for (const [code, said] of [
      [
        'import sys\nprint("a", end="", file=sys.stderr)\n1 / 0',
        ['? a', '! ZeroDivisionError: division by zero @ 3'],
      ],
      [
        'print("b", end="")\nawait asyncio.sleep(0)\n1 / 0',
        ['b', '! ZeroDivisionError: division by zero @ 3'],
      ],
      ['print("c", end="")', ['c']],
      ['print("next")', ['next']],
    ] as const) {
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

  it('end what waits and will not be interrupted, with all that was begun', async () => {
    const stubborn = `
async def go_on():
    while True:
        try: await asyncio.sleep(0.001)
        except BaseException as error: print(error)
other = asyncio.ensure_future(go_on())
print("go")
await go_on()`;
    await notebook.run('import asyncio; tidied = False', 'python');
    notebook.execute(stubborn, 'python');
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    const kept = '! Interrupted: The cell was interrupted. All variables are kept.';
    assert.deepEqual(transcript(await notebook.until('idle')).slice(-1), [kept]);
    // Longer than it is allowed to tidy up.
    const wait =
      'for _ in range(300): await asyncio.sleep(0.001)\ndel other\nimport gc; gc.collect() and None';
    assert.deepEqual(transcript(await notebook.run(wait, 'python')), []);
    notebook.execute(
      'print("go")\ntry: await asyncio.sleep(1000)\nfinally:\n  await asyncio.sleep(0)\n  tidied = True',
      'python',
    );
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    assert.deepEqual(transcript(await notebook.until('idle')), [kept]);
    assert.deepEqual(transcript(await notebook.run('await asyncio.sleep(0.05)\ntidied', 'python')), [
      '= True',
    ]);
  });

  it('tell an error of what they have left running', async () => {
    const code =
      'async def fail():\n  await asyncio.sleep(0)\n  1 / 0\nt = asyncio.ensure_future(fail())\nawait asyncio.sleep(0.02); del t';
    assert.deepEqual(transcript(await notebook.run(code, 'python')), [
      '? Uncaught ZeroDivisionError: division by zero (line 3)',
    ]);
  });

  for (const code of REPLACED) {
    it(`run after ${code}`, async () => {
      await notebook.run(`import sys as system; modules = dict(system.modules)\n${code}`, 'python');
      assert.deepEqual(
        transcript(
          await notebook.run('def f(): return [1, "a"]\nprint("x"); show(lruCache(f)()); {1: 2}', 'python'),
        ),
        ['x', "= [1, 'a']", '= {1: 2} [table]'],
      );
      assert.deepEqual(transcript(await notebook.run('system.modules.update(modules); 1 / 0', 'python')), [
        '! ZeroDivisionError: division by zero @ 1',
      ]);
    });
  }

  it('begin anew when their Python has failed or was ended, and say so', async () => {
    await notebook.run('const kept = "kept"');
    const sentence = 'It starts anew: its variables are gone, those of other cells are kept.';
    const deep = 'x = 5; nested = []\nfor _ in range(300_000): nested = [nested]\nrepr(nested)';
    assert.deepEqual(transcript(await notebook.run(deep, 'python')), [
      `! RecursionError: Calls or values were nested too deeply, which has ended Python. ${sentence} A loop, or fewer levels, will do. @ 3`,
    ]);
    assert.deepEqual(transcript(await notebook.run('"x" in globals()', 'python')), ['= False']);
    const late = 'import asyncio, os\nprint("b", end="")\nawait asyncio.sleep(0)\nos._exit(0)';
    assert.deepEqual(transcript(await notebook.run(late, 'python')), [
      'b',
      `! SystemExit: The cell has ended Python. ${sentence} @ 4`,
    ]);
    assert.deepEqual(transcript(await notebook.run('kept')), [`= 'kept'`]);
    assert.deepEqual(transcript(await notebook.run('1', 'python')), ['= 1']);
  });

  it('are interrupted each time, also where the interrupt comes while Python looks for one', async () => {
    for (let times = 0; times < 12; times++) {
      notebook.execute('print("go")\nwhile True: pass', 'python');
      await notebook.until('output');
      notebook.send({ type: 'interrupt' });
      // It may be interrupted before it has left the call that said so.
      assert.match(transcript(await notebook.until('idle')).join(), /^! KeyboardInterrupt: {2}@ [12]$/);
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
