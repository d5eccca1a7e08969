const ANEW = 'The next cell starts it anew: its variables are gone, those of other cells are kept.';

/** One notebook: its cells run one after the other. */
export const CELLS = String.raw`
  > x = 20
  > def half():
  .     return x // 2
  .
  . half()
  = 10
  > import beside
  . beside.VALUE
  = 'from the folder'
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
  > import no_such_module
  ! ModuleNotFoundError: No module named 'no_such_module'. Install it for this Python in a terminal, then run the cell again. @ 1
  > !pip install requests
  ! SyntaxError: invalid syntax. Install packages in a terminal, for the Python that runs these cells. @ 1
  > input('Your name? ')
  ! EOFError: A cell cannot ask for input. Assign a value instead. @ 1
  > import asyncio
  . await asyncio.sleep(0, 'awaited')
  = 'awaited'
  > asyncio.run(asyncio.sleep(0, 'run'))
  = 'run'
  > [n async for n in numbers()] if False else await asyncio.sleep(0, 'again')
  = 'again'
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
  > import linecache; linecache.clearcache()
  > inspect.getsource(half)[:3]
  = 'def'
  > class Odd:
  .     def __repr__(self): raise ValueError('no text')
  .
  . Odd()
  ! ValueError: no text @ 2 __repr__
  > print('\ud800 ä 😀')
  \ud800 ä 😀
  > '\ud800 ä 😀'
  = '\ud800 ä 😀'
  > import sys
  . sys.exit(3)
  ! SystemExit: 3 @ 2
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
