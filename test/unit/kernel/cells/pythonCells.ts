/** Cells in Python, and what is said of them. */
const ANEW = 'The next cell starts it anew: its variables are gone, those of other cells are kept.';

/** In every Python there is; what is asked behind them needs `x` and `half`. */
export const EVERYWHERE = String.raw`
  > x = 20
  > def half():
  .     return x // 2
  .
  . half()
  = 10
  > from functools import lru_cache
  . @lru_cache(maxsize=2)
  . def square(n): return n * n
  .
  . [square(n) for n in (1, 2, 1)]
  . square.cache_info()
  = CacheInfo(hits=1, misses=2, maxsize=2, currsize=2)
  > None
  > [{'a': 1}, {'a': 2}]
  = [{'a': 1}, {'a': 2}] [table]
  > def fail():
  .     return 1 / 0
  .
  . fail()
  ! ZeroDivisionError: division by zero @ 2 fail, 4
  > y = 1
  . y = = 2
  ! SyntaxError: invalid syntax @ 2
  > input('Your name? ')
  ! EOFError: A cell cannot ask for input. Assign a value instead. @ 1
  > import asyncio
  . await asyncio.sleep(0, 'awaited')
  = 'awaited'
  > from __future__ import annotations
  > def later(a: not_there): pass
  . later.__annotations__
  = {'a': 'not_there'} [table]
  > import pickle
  . class Point: pass
  .
  . type(pickle.loads(pickle.dumps(Point()))) is Point
  = True
  > import inspect
  . inspect.getsource(half)
  = 'def half():\n return x // 2\n'
  > class Odd:
  .     def __repr__(self): raise ValueError('no text')
  .
  . Odd()
  ! ValueError: no text @ 2 __repr__
  > '\ud800 ä 😀'
  = '\ud800 ä 😀'
  > import sys
  . sys.exit(3)
  ! SystemExit: 3 @ 2
`;

/** Cells of one notebook, which run one after the other. */
export const IN_WEBASSEMBLY = String.raw`
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
  > import no_such_module
  ! ModuleNotFoundError: No module named 'no_such_module'. This Python is CPython in WebAssembly, with its own library only. For packages and files of this machine, choose the kernel "Cachebook with Python", or use TypeScript. @ 1
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
  = (1, 1)
  > curve = missRatioCurve('abab')
  . curve.misses(1), curve.misses(None), curve.distinct
  = (4, 2, 2)
  > timeit(lambda: 1 / 0)
  ! ZeroDivisionError: division by zero @ 1 <lambda>, 1
  > doubled = lruCache(lambda n: n * 2)
  . doubled(3), doubled(3)
  = (6, 6)
  > doubled
  = doubled: CacheInfo(hits=1, misses=1, maxsize=128, currsize=1) [cache]
`;

/** Errors, and values that are no help when they are told. */
export const ERRORS = String.raw`
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
  ! SyntaxError: invalid syntax. Packages cannot be installed in this Python. The kernel "Cachebook with Python" has those of your own. @ 2
  > %matplotlib inline
  ! SyntaxError: invalid syntax. Lines with %, ! or ? belong to IPython. Cells are Python alone. @ 1
  > len?
  ! SyntaxError: invalid syntax. Use help() to read about something. @ 1
`;

/** A cell may replace whatever it can reach, and the next one runs. */
export const REPLACED = [
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

/** The same in a Python of the person's own. */
export const IN_OWN_PYTHON = String.raw`
  > import beside
  . beside.VALUE
  = 'from the folder'
  > import no_such_module
  ! ModuleNotFoundError: No module named 'no_such_module'. Install it for this Python in a terminal, then run the cell again. @ 1
  > !pip install requests
  ! SyntaxError: invalid syntax. Install packages in a terminal, for the Python that runs these cells. @ 1
  > asyncio.run(asyncio.sleep(0, 'run'))
  = 'run'
  > [n async for n in numbers()] if False else await asyncio.sleep(0, 'again')
  = 'again'
  > import linecache; linecache.clearcache()
  > inspect.getsource(half)[:3]
  = 'def'
  > print('\ud800 ä 😀')
  \ud800 ä 😀
  > import builtins, signal, time
  . real = builtins.len, builtins.isinstance, time.sleep, signal.signal
  . builtins.len = builtins.isinstance = time.sleep = signal.signal = None
  > x
  = 20
  > builtins.len, builtins.isinstance, time.sleep, signal.signal = real
`;

/** Python ends in the middle, and the next cell has a new one. */
export const LOST = String.raw`
  > import os
  . print('before')
  . os._exit(4)
  before
  ! SystemExit: Python has ended with exit code 4. ${ANEW}
  > import ctypes
  . ctypes.string_at(0)
  ! SystemError: Python was ended by the signal SIGSEGV. ${ANEW}
  > import os
  . os.closerange(3, 64)
  ! SystemExit: Python has ended with exit code 1. ${ANEW}
  > import sys
  . sys.stdout.close(); sys.stderr = None
  > 'alive'
  = 'alive'
  > __import__('os')._exit(0)
  ! SystemExit: Python has ended with exit code 0. ${ANEW}
`;

/** Children of a cell that go on behind its end. */
export const KEPT = String.raw`
  > import os
  . child = os.fork()
  . if child: status = os.waitpid(child, 0)[1]
  > status
  = 0
  > child = os.fork()
  . child == 0 or os.waitpid(child, 0)[1]
  = 0
  > 'and two more'
  = 'and two more'
  > import os, threading
  . gone = os.fork()
  . if gone: threading.Thread(target=os.waitpid, args=(gone, 0)).start()
  > import sys
  . sys.stdin = sys.stdout = None
  > 'without streams'
  = 'without streams'
  > sys.stdout = sys.__stdout__; print('again')
  again
  > import multiprocessing
  . with multiprocessing.get_context('spawn').Pool(1) as pool: print(pool.map(abs, [-3]))
  [3]
  > import threading
  . go = threading.Event()
  . late = threading.Thread(target=lambda: (go.wait(), print('later')))
  . late.start()
  > go.set(); late.join()
  later
  > child = os.fork()
  . if child == 0: raise ValueError('in the child')
  . os.waitpid(child, 0)[1] >> 8
  ? ValueError: in the child
  = 1
  > import multiprocessing
  . with multiprocessing.get_context('fork').Pool(2) as pool: print(pool.map(abs, [-1, -2]))
  [1, 2]
  > os.waitpid(-1, os.WNOHANG) if False else 'still here'
  = 'still here'
`;
