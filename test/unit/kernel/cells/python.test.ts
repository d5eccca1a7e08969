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
  > simulate('lru', 3, ['a', 'b', 'a'])['hits'], simulate('lru', None, [(1, 2), (1, 2), 3]).hits
  = (1, 1) [numbers]
  > curve = missRatioCurve('abab')
  . curve.misses(1), curve.misses(None), curve['distinct']
  = (4, 2, 2) [numbers]
  > timeit(lambda: 1 / 0)
  ! ZeroDivisionError: division by zero @ 1 <lambda>, 1
  > doubled = lruCache(lambda n: n * 2)
  . doubled(3), doubled(3)
  = (6, 6) [numbers]
  > doubled
  = doubled: CacheInfo(hits=1, misses=1, maxsize=128, currsize=1) [cache]
`;

/** What people cache: nothing of it is a number only. */
const CACHES = String.raw`
  > pages = createCache('lru', 2)
  . article, read = {'title': 'a'}, {1, 2}
  . pages.set('page', article)
  . pages.set(('en', 7), read)
  . [pages.get('page') is article, pages.get(('en', 7)) is read, pages.get('no'), pages.get('no', 0), pages.peek('page') is article]
  = [True, True, None, 0, True]
  > pages.set(frozenset({3}), object)
  . pages.keys(), pages.has('page'), pages.delete('page'), pages.size, pages.info()
  = ([('en', 7), frozenset({3})], False, False, 2, CacheInfo(hits=2, misses=2, maxsize=2, currsize=2))
  > pages[1] = 'one'
  . [pages[1.0], pages[True], 1 in pages, len(pages), list(pages), bool(pages)]
  = ['one', 'one', True, 2, [frozenset({3}), 1], True]
  > del pages[1]
  . pages[1]
  ! KeyError: 1 @ 2
  > pages.set([1], 2)
  ! TypeError: unhashable type: 'list' @ 1
  > class Odd:
  .     def __init__(self, hashed): self.hashed = hashed
  .     def __hash__(self): return self.hashed()
  .     def __eq__(self, other): return True
  .     def __repr__(self): raise ValueError('no text')
  . pages.get(Odd(lambda: 1 / 0))
  ! ZeroDivisionError: division by zero @ 6 <lambda>, 3 __hash__, 6
  > pages.set(Odd(lambda: 1), Odd(int))
  . pages.has(Odd(lambda: 1))
  = True
  > pages
  = pages: CacheInfo(hits=4, misses=3, maxsize=2, currsize=2) [cache]
  > @lruCache
  . def pair(n): return [n, n + 1]
  . [pair(1) is pair(1), pair(1), pair.cacheInfo(), pair.__name__, pair.wrapped(2)]
  = [True, [1, 2], CacheInfo(hits=2, misses=1, maxsize=128, currsize=1), 'pair', [2, 3]]
  > @lruCache
  . def total(numbers, *, start=0): return sum(numbers, start)
  . total((1, 2)); total((1, 2)); total((1, 2), start=1); total((1, 2), start=1)
  . total.cacheInfo(), total.cache_info() == total.cacheInfo()
  = (CacheInfo(hits=2, misses=2, maxsize=128, currsize=2), True)
  > total([1, 2])
  ! TypeError: unhashable type: 'list' @ 1
  > total((1, 'a'))
  ! TypeError: unsupported operand type(s) for +: 'int' and 'str' @ 2 total, 1
  > total.cacheInfo()
  = CacheInfo(hits=2, misses=3, maxsize=128, currsize=2)
  > @lruCache(2)
  . def square(n): return {n: n * n}
  . @lruCache(maxsize=2)
  . def cube(n): return {n: n ** 3}
  . @lruCache({'maxsize': 2})
  . def fourth(n): return {n: n ** 4}
  . @memoize(policy='fifo', maxsize=2)
  . def fifth(n): return {n: n ** 5}
  . by_use = memoize(lambda n: {n}, policy='lfu', maxsize=2)
  . @ttlCache(10, maxsize=2)
  . def fresh(n): return [n]
  . @timedLruCache(seconds=10, maxsize=2)
  . def timed(n): return (n, [n])
  . @cache
  . def kept(n): return [n]
  . for each in (square, cube, fourth, fifth, by_use, fresh, timed, kept):
  .     once = each('a') if each in (by_use, fresh, timed, kept) else each(1)
  .     print(once is each('a' if each in (by_use, fresh, timed, kept) else 1), each.cacheInfo())
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=None, currsize=1)
  > lruCache(maxsize=2.5)
  ! TypeError: maxsize must be an integer or None, not 2.5. @ 1
  > ttlCache(-1)
  ! ValueError: seconds must be a finite number above 0, not -1. @ 1
  > memoize(len, observer='nobody')
  ! TypeError: observer must be a function, not "nobody". @ 1
  > lruCache(2)(3)
  ! TypeError: lruCache needs a function, not 3. @ 1
  > class Reader:
  .     @lruCache(maxsize=None)
  .     def read(self, url, *, size=1): return [self, url, size]
  . first, second = Reader(), Reader()
  . [first.read('/a') is first.read('/a'), first.read('/a') is second.read('/a'), Reader.read.cache_info().hits]
  = [True, False, 2]
  > class Late(Exception): pass
  . late, calls = Late('x'), []
  . @lruCache
  . def fails(n):
  .     calls.append(n)
  .     raise late
  . for _ in 'ab':
  .     try: fails(1)
  .     except Late as error: print(error is late, error.__cause__, error.__context__)
  . calls, fails.cacheInfo()
  True None None
  True None None
  = ([1, 1], CacheInfo(hits=0, misses=2, maxsize=128, currsize=0))
  > @cache
  . def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
  . fib(250)
  = 7896325826131730509282738943634332893686268675876375
  > events = []
  . @lruCache(maxsize=1, observer=events.append)
  . def seen(*args): return [args]
  . seen('a'); seen('a'); seen('b', 'c'); seen.cacheClear()
  . show([e.type for e in events], [e.key for e in events if e.type == 'miss'])
  . [e.value for e in events if e.type == 'stored'], [e.cause for e in events if e.type == 'removed']
  = ['miss', 'stored', 'hit', 'miss', 'removed', 'stored', 'removed']
  = ['a', ('b', 'c')]
  = ([[('a',)], [('b', 'c')]], ['evicted', 'cleared'])
  > class Clock:
  .     ms = 0
  .     def now(self): return self.ms
  . clock = Clock()
  . old = ttlCache(1, clock=clock)(lambda key: [key])
  . first = old('a'); again = old('a'); clock.ms = 1000
  . first is again, first is old('a'), old.cacheInfo()
  = (True, False, CacheInfo(hits=1, misses=2, maxsize=128, currsize=1))
  > by_content = lruCache(objects='structural')(lambda value: [value])
  . by_identity = lruCache(objects='identity')(lambda value: [value])
  . by_length = lruCache(key=len)(lambda value: [value])
  . by_type = lruCache(typed=True)(lambda value: [value])
  . nothing = lruCache(0)(lambda value: [value])
  . for each in (by_content, by_identity, by_length, nothing):
  .     each([1, {2: [3]}]); each([1, {2: [3]}]); print(each.cacheInfo())
  . by_type(1); by_type(1.0); by_type(True); by_type.cacheInfo()
  CacheInfo(hits=1, misses=1, maxsize=128, currsize=1)
  CacheInfo(hits=0, misses=2, maxsize=128, currsize=2)
  CacheInfo(hits=1, misses=1, maxsize=128, currsize=1)
  CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)
  = CacheInfo(hits=0, misses=3, maxsize=128, currsize=3)
  > requests = [(n * n % 13, 'key') for n in range(200)]
  . for policy in ('lru', '2q', 'arc', 's3-fifo'):
  .     strategy = createCache(policy, 4)
  .     for key in requests:
  .         if strategy.get(key) is None: strategy.set(key, key)
  .     print(strategy.info().misses == simulate(policy, 4, requests).misses)
  True
  True
  True
  True
  > import gc, weakref
  . class Page: pass
  . def held(cache, key):
  .     page = Page()
  .     cache.set(key, page)
  .     return weakref.ref(page)
  . shelf = createCache('lru', 1)
  . first, second, third = held(shelf, 'a'), held(shelf, 'a'), held(shelf, 'b')
  . print(first(), second(), third() is shelf.peek('b'))
  . shelf.clear()
  . fourth = held(shelf, 'c')
  . make = lruCache(lambda: Page())
  . fifth = weakref.ref(make())
  . print(third(), fourth() is not None, fifth() is make())
  . del shelf, make
  . gc.collect()
  . fourth(), fifth()
  None None True
  None True True
  = (None, None)
`;

/** Errors, and values that are no help when they are told. */
const ERRORS = String.raw`
  > raise ExceptionGroup('many', [ValueError('a'), ExceptionGroup('inner', [TypeError('b')])])
  ! ExceptionGroup: many (2 sub-exceptions)
  1 of 2: ValueError: a
  2 of 2: ExceptionGroup: inner (1 sub-exception)
  1 of 1: TypeError: b @ 1
  > try:
  .     1 / 0
  . except ZeroDivisionError as e:
  .     raise KeyError('missing') from e
  ! KeyError: 'missing'
  Caused by ZeroDivisionError: division by zero (line 2) @ 4
  > try:
  .     1 / 0
  . except ZeroDivisionError:
  .     undefined
  ! NameError: name 'undefined' is not defined
  Raised while handling ZeroDivisionError: division by zero (line 2) @ 4
  > try:
  .     1 / 0
  . except ZeroDivisionError:
  .     raise KeyError('missing') from None
  ! KeyError: 'missing' @ 4
  > class Mute(Exception):
  .     __name__ = 5
  .     __traceback__ = __cause__ = property(lambda self: 1 / 0)
  .     def __str__(self): raise ValueError
  . raise Mute()
  ! Mute: <exception str() failed> @ 5
  > class Silent:
  .     def __repr__(self): raise ValueError('no')
  . Silent()
  ! ValueError: no @ 2 __repr__
  > import math
  . class Odd:
  .     def __init__(self, *info): self.info = info
  .     def cache_info(self): return self.info
  .     def cache_clear(self): pass
  .     def __repr__(self): return 'Odd'
  . class Number(Odd):
  .     __name__ = 5
  . for info in [('a', 'b', 'c', 'd'), (1, 2, math.inf, 3), (1, 2, None), (1, math.nan, 2, 3), (-1, 0, 0, 0), (2 ** 80, 0, 1, 1)]: show(Odd(*info))
  . show(Number(1, 2, None, 1))
  = Odd
  = Odd
  = Odd
  = Odd
  = Odd
  = Odd
  = Odd [cache]
  > show([1, math.inf], [math.nan, 2], [True, 2], [2 ** 70, -1e299], [1e308, 1], '\ud800', {math.nan: math.inf})
  = [1, inf]
  = [nan, 2]
  = [True, 2]
  = [1180591620717411303424, -1e+299] [numbers]
  = [1e+308, 1]
  = '\ud800'
  = {nan: inf} [table]
  > import asyncio
  . async def main(): return 7
  . asyncio.run(main())
  ! RuntimeError: asyncio.run() cannot be used in a cell: its event loop runs already. Write "await main()" instead. @ 3
  > await main()
  = 7
  > %timeit 1
  ! SyntaxError: invalid syntax. Lines with % belong to IPython. Use timeit.repeat() to measure. @ 1
  > x = 5
  . !pip install requests
  ! SyntaxError: invalid syntax. Packages cannot be installed: cells have Python's own library only. @ 2
  > %matplotlib inline
  ! SyntaxError: invalid syntax. Lines with %, ! or ? belong to IPython. Cells are Python alone. @ 1
  > len?
  ! SyntaxError: invalid syntax. Use help() to read about something. @ 1
`;

/** A cell may replace whatever it can reach, and the next one runs. */
const REPLACED = [
  'import json; json.dumps = json.JSONEncoder.default = lambda *a, **k: "oops"',
  'import warnings; warnings.warn = warnings.showwarning = warnings.warn_explicit = None',
  'import traceback, linecache; traceback.extract_tb = linecache.getline = linecache.cache = None',
  'import functools, contextvars, weakref; functools._make_key = functools.update_wrapper = weakref.WeakValueDictionary = None',
  'import ast, textwrap, inspect; ast.parse = ast.Expr = textwrap.dedent = inspect.iscoroutine = None',
  'import asyncio; asyncio.ensure_future = asyncio.all_tasks = asyncio.create_task = None',
  'import pyodide.ffi, pyodide.code; pyodide.ffi.to_js = pyodide.ffi.JsProxy = pyodide.code.CodeRunner = None',
  'import sys; sys.settrace(lambda *a: 1 / 0)',
  'import sys; sys.setrecursionlimit(40)',
  'import sys; sys.stdout.close(); sys.stderr.close()',
  '__builtins__ = None',
  'import sys; sys.modules.clear()',
];

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

  for (const [title, cells] of [
    ['are real CPython', CELLS],
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

  it('let go of what a person empties', async () => {
    const asked = await notebook.run(
      'import weakref\nclass Kept: pass\nd = createCache("lru", 2); d.set(1, Kept()); gone = weakref.ref(d.peek(1))\nd',
      'python',
    );
    const shown = asked.find((message) => message.type === 'display')?.shown.value;
    notebook.send({ type: 'clear', cache: (shown?.kind === 'cache' && shown.cache) || '' });
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
      ['import sys\nprint("a", end="", file=sys.stderr)\n1 / 0', ['? a', '! ZeroDivisionError: division by zero @ 3']],
      ['print("b", end="")\nawait asyncio.sleep(0)\n1 / 0', ['b', '! ZeroDivisionError: division by zero @ 3']],
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
    notebook.execute('print("go")\ntry: await asyncio.sleep(1000)\nfinally:\n  await asyncio.sleep(0)\n  tidied = True', 'python');
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    assert.deepEqual(transcript(await notebook.until('idle')), [kept]);
    assert.deepEqual(transcript(await notebook.run('await asyncio.sleep(0.05)\ntidied', 'python')), ['= True']);
  });

  it('tell an error of what they have left running', async () => {
    const code = 'async def fail():\n  await asyncio.sleep(0)\n  1 / 0\nt = asyncio.ensure_future(fail())\nawait asyncio.sleep(0.02); del t';
    assert.deepEqual(transcript(await notebook.run(code, 'python')), [
      '? Uncaught ZeroDivisionError: division by zero (line 3)',
    ]);
  });

  for (const code of REPLACED) {
    it(`run after ${code}`, async () => {
      await notebook.run(`import sys as system; modules = dict(system.modules)\n${code}`, 'python');
      assert.deepEqual(transcript(await notebook.run('def f(): return [1, "a"]\nprint("x"); show(lruCache(f)()); {1: 2}', 'python')), [
        'x', "= [1, 'a']", '= {1: 2} [table]',
      ]);
      assert.deepEqual(transcript(await notebook.run('system.modules.update(modules); 1 / 0', 'python')), [
        '! ZeroDivisionError: division by zero @ 1',
      ]);
    });
  }

  it('begin anew when their Python has failed or was ended, and say so', async () => {
    const sentence = 'It starts anew: its variables are gone, those of other cells are kept.';
    const deep = 'x = 5; nested = []\nfor _ in range(300_000): nested = [nested]\nrepr(nested)';
    const [overflow = ''] = transcript(await notebook.run(deep, 'python'));
    assert.ok(overflow.startsWith('! RecursionError: Calls or values were nested too deeply'), overflow);
    assert.ok(overflow.includes(sentence) && overflow.endsWith('@ 3'), overflow);
    assert.deepEqual(transcript(await notebook.run('"x" in globals()', 'python')), ['= False']);
    const late = 'import asyncio, os\nprint("b", end="")\nawait asyncio.sleep(0)\nos._exit(0)';
    assert.deepEqual(transcript(await notebook.run(late, 'python')), [
      'b', `! SystemExit: The cell has ended Python. ${sentence} @ 4`,
    ]);
    assert.deepEqual(transcript(await notebook.run('x')), [`= 'of TypeScript'`]);
    assert.deepEqual(transcript(await notebook.run('1', 'python')), ['= 1']);
  });

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
