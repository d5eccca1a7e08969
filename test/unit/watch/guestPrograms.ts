import type { Start } from './programs.ts';

export interface Program extends Start {
  readonly title: string;
  readonly argv: readonly string[];
  readonly least?: readonly [number, number];
  /** Not on these systems. */
  readonly not?: NodeJS.Platform;
}

export const files: Record<string, string> = {
  // What a program sees of itself.
  'self.py': `
import builtins, functools, inspect, io, os, pickle, sys, threading, traceback, warnings
print(sys.argv, sys.flags, sys.path, __name__, __file__, __package__, __loader__.__class__, __spec__)
print('sitecustomize' in sys.modules, [name for name in sys.modules if 'cachebook' in name])
print(threading.enumerate(), threading.active_count(), threading.current_thread(), threading.main_thread())
class Point:
    pass
print(pickle.loads(pickle.dumps(Point())).__class__ is Point, pickle.dumps(Point()))
print(os.open(__file__, os.O_RDONLY))
print(sys._getframe().f_back, len(inspect.stack()), sys.getrecursionlimit(), sys.getswitchinterval())
print(sys.gettrace(), sys.getprofile(), sys.excepthook is sys.__excepthook__, warnings.filters)
print(inspect.signature(functools.update_wrapper), inspect.getsource(functools.update_wrapper))
print(sorted(vars(functools)), functools.update_wrapper.__code__.co_name, functools.update_wrapper.__defaults__)
print(sorted(vars(builtins)), type(sys.stdout))
def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(depth())
`,
  'wrapper.py': `
import copy, functools, inspect, pickle
@functools.lru_cache(maxsize=8, typed=True)
def square(n: int) -> int:
    "Of a number."
    return n * n
print(type(square), isinstance(square, functools._lru_cache_wrapper), square.__doc__, square.__name__, square.__module__)
print(inspect.signature(square), inspect.getsource(square), sorted(vars(square)), square.__wrapped__(3))
print(pickle.loads(pickle.dumps(square)) is square, copy.copy(square) is square, copy.deepcopy(square) is square)
print(square(2), square(2.0), square(2), square.cache_info())
square.cache_clear()
print(square.cache_info(), hasattr(square, 'cache_parameters'))
@functools.cached_property
def nothing(self): pass
@functools.wraps(square)
def around(n): return square(n)
print(sorted(vars(around)), around(3))
`,
  'traceback.py': `
import functools, traceback
@functools.lru_cache
def fail(n): return fail(n - 1) if n else 1 / 0
try:
    fail(2)
except ZeroDivisionError:
    traceback.print_exc()
try:
    fail([])
except TypeError:
    traceback.print_exc()
fail(1)
`,
  'syntax.py': 'def broken(:\n',
  'warns.py': `
import warnings
def old(): warnings.warn('it is old', DeprecationWarning, stacklevel=2)
old()
warnings.warn('of the user')
print(sorted(key for key in globals() if 'warning' in key))
`,
  'exits.py': 'import sys\nprint("out", flush=True)\nsys.exit(3)\n',
  'exits_text.py': 'import sys\nsys.exit("a last word")\n',
  'exits_hard.py': 'import os, sys\nsys.stdout.write("lost")\nos._exit(4)\n',
  'atexit_order.py': `
import atexit, threading
atexit.register(print, 'first in')
atexit.register(print, 'second in')
threading.Thread(target=lambda: (threading.main_thread().join(), print('thread'))).start()
print('main')
`,
  'interrupted.py': 'import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n',
  'killed.py': 'import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n',
  'handles.py': `
import os, signal, threading
signal.signal(signal.SIGALRM, lambda *args: print('alarm', threading.current_thread()))
signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.pause()
print(signal.getsignal(signal.SIGINT), signal.pthread_sigmask(signal.SIG_BLOCK, []))
`,
  'execs.py': `
import os, sys
if len(sys.argv) < 3:
    os.execv(sys.executable, [sys.executable, __file__, *sys.argv[1:], 'again'])
print(sys.argv[1:])
`,
  'package/__init__.py': 'print(__name__, __package__)\n',
  'package/__main__.py':
    'import sys\nprint(__name__, __package__, sys.argv[1:], __spec__.name)\nraise KeyError("at the end")\n',
  'folder/__main__.py': 'import sys\nprint(__name__, __package__, sys.path[0])\n',
  'optimized.py': 'assert False\nprint(__debug__)\n',
  'asks.py': 'print(input("name? ") + "!", input())\ninput()\n',
  'binary.py': 'import sys\nsys.stdout.buffer.write(bytes(range(256)) * 5)\n',
  'processes.py': `
import multiprocessing, os, sys
from functools import lru_cache
@lru_cache
def square(n): return n * n
def work(n): return square(n) + square(n)
if __name__ == '__main__':
    for method in sys.argv[1:]:
        with multiprocessing.get_context(method).Pool(1) as pool:
            print(method, pool.map(work, range(5)))
            pool.close()
            pool.join()
    print(square.cache_info())
`,
  'subprocesses.py': `
import subprocess, sys
print(subprocess.run([sys.executable, '-c', 'import sys; print(sys.argv, sys.flags); sys.exit(5)', 'a b']))
print(subprocess.run([sys.executable, '-c', 'import sys; print(sys.path)'], env={}, stdout=subprocess.PIPE).returncode)
print(subprocess.run([sys.executable, '-I', '-c', 'import sys; print(sys.path)']))
`,
  'faults.py': 'import ctypes\nctypes.string_at(0)\n',
  'hostile.py': `
import functools, gc, importlib, os, socket, sys
sys.setswitchinterval(10)
gc.disable()
os.closerange(3, 4096)
opened = [open(__file__ + str(n), 'wb+', 0) for n in range(30)]
for number, file in enumerate(opened): os.dup2(file.fileno(), 905 + number * 10)
mine, other = socket.socketpair()
for number in (250, 1000): os.dup2(mine.fileno(), number)
importlib.reload(functools)
@functools.lru_cache
def f(n): return n
for n in range(3000): f(n % 7)
import time; time.sleep(0.2)
print([os.fstat(file.fileno()).st_size for file in opened], f.cache_info())
other.setblocking(False)
try: print(other.recv(100))
except BlockingIOError: print('nothing came')
os.chdir('/')
functools.lru_cache = None
functools.update_wrapper = print
socket.socket = None
print(importlib.import_module('this' if False else 'colorsys').__name__)
`,
  'bad_info.py': `
import functools, time
class Bad:
    @property
    def cache_info(self): raise SystemExit('asked')
    def __getattr__(self, name): raise SystemExit(name) if 'cache' in name else AttributeError(name)
class Slow:
    def cache_info(self): time.sleep(0.3); return (1, 2, 3, 4)
class Texts:
    def cache_info(self): return ('a', 'b', None, {})
    def __call__(self): pass
for kind in (Bad, Slow, Texts):
    thing = kind()
    functools.update_wrapper(thing, lambda: None)
    globals()[kind.__name__] = thing
Bad.__call__ = lambda self: None
time.sleep(0.3)
print('done')
`,
  'forks.py': `
import os, sys, threading, time, warnings
from functools import lru_cache
before = list(warnings.filters)
@lru_cache
def f(n): return n
if 'thread' in sys.argv:
    hold = threading.Event()
    threading.Thread(target=hold.wait, daemon=True).start()
for n in range(int(sys.argv[1])):
    f(n)
    pid = os.fork()
    if pid == 0: os._exit(n % 3)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == n % 3
for _ in range(0 if 'thread' in sys.argv else 1000):
    if warnings.filters == before and '__warningregistry__' not in globals(): break
    time.sleep(0.01)
print(warnings.filters == before, globals().get('__warningregistry__'))
`,
  'replaces.py': `
import functools, os, sys, threading, time, types
real = functools
sys.modules['functools'] = types.ModuleType('functools')
functools = None
os.getpid = os.fstat = time.sleep = time.perf_counter = time.monotonic = None
threading.Thread.start = print
sys.modules.pop('_socket', None)
@real.lru_cache
def f(n): return n
f(1); f(1)
os.chdir('/')
print(f.cache_info(), os.getcwd())
if os.geteuid() == 0: os.setuid(65534)
if os.fork() == 0:
    f(2)
    os._exit(0)
print(os.wait()[1])
sys.modules.clear()
`,
  'subinterpreter.py': `
import sys
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
made = interpreters.create()
interpreters.run_string(made, 'import sys; print([name for name in sys.modules if "cachebook" in name])')
interpreters.destroy(made)
`,
  'frees.py': `
import functools, gc, sys, weakref
class Big: pass
def make():
    @functools.lru_cache
    def held(n): return Big()
    return held
cache = make()
value = weakref.ref(cache(1))
print(value() is not None, sys.getrefcount(cache))
cache = None
print(value())
`,
};

files["ein 'schönes' Spiel 🎲.py"] = files['traceback.py']!;

export const programs: Program[] = [
  { title: 'what it sees of itself', argv: ['self.py', 'a', 'b c', ''] },
  { title: 'what it sees of a cache', argv: ['wrapper.py'] },
  { title: 'tracebacks', argv: ['traceback.py'] },
  { title: 'a syntax error', argv: ['syntax.py'] },
  { title: 'a file that is missing', argv: ['nowhere.py'] },
  { title: 'a module that is missing', argv: ['-m', 'nowhere'] },
  { title: 'warnings', argv: ['-W', 'always', 'warns.py'] },
  { title: 'a status', argv: ['exits.py'] },
  { title: 'a last word', argv: ['exits_text.py'] },
  { title: 'os._exit', argv: ['exits_hard.py'] },
  { title: 'atexit and threads', argv: ['atexit_order.py'] },
  { title: 'Ctrl+C', argv: ['interrupted.py'] },
  { title: 'SIGTERM', argv: ['killed.py'] },
  { title: 'signals', argv: ['handles.py'] },
  { title: 'os.execv', argv: ['execs.py', 'x'] },
  { title: 'a package, and an error in it', argv: ['-m', 'package', 'x'] },
  { title: 'a folder', argv: ['folder'] },
  { title: '-c', argv: ['-c', 'import sys; print(sys.argv, __name__, len(sys.path))', 'x'] },
  { title: 'a program on stdin', argv: ['-'], stdin: 'import sys\nprint(sys.argv)\n1/0\n' },
  { title: '-O', argv: ['-O', 'optimized.py'] },
  { title: 'questions', argv: ['asks.py'], stdin: 'Ada\nx\n' },
  { title: 'bytes', argv: ['binary.py'] },
  { title: 'processes', argv: ['processes.py', 'fork', 'spawn', 'forkserver'] },
  { title: 'subprocesses', argv: ['subprocesses.py'] },
  { title: 'a segmentation fault', argv: ['faults.py'] },
  { title: 'all warnings being errors', argv: ['-W', 'error', '-X', 'dev', 'wrapper.py'] },
  { title: '-I', argv: ['-I', 'self.py'] },
  { title: '-E', argv: ['-E', 'exits.py'] },
  { title: '-S', argv: ['-S', 'exits.py'] },
  { title: '-s', argv: ['-s', 'self.py'] },
  { title: 'closed descriptors and what else is hostile', argv: ['hostile.py'] },
  { title: 'modules that are replaced, another folder, fewer rights', argv: ['replaces.py'] },
  { title: 'strange cache_info', argv: ['bad_info.py'] },
  { title: 'a subinterpreter', argv: ['-W', 'ignore', 'subinterpreter.py'], least: [3, 12] },
  { title: 'values that are free when their cache is', argv: ['frees.py'], least: [3, 9] },
  { title: 'a thousand forks', argv: ['-W', 'always', 'forks.py', '1000'], least: [3, 9] },
  {
    title: 'forks with a thread of its own',
    argv: ['-W', 'always', 'forks.py', '5', 'thread'],
    least: [3, 12],
  },
  { title: 'stdin, stdout and stderr closed', argv: ['-c', 'import os; [os.close(n) for n in range(3)]'] },
  { title: 'names with blanks, quotes and umlauts', argv: ["ein 'schönes' Spiel 🎲.py"] },
];
