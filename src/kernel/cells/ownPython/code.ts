import { ERRORS } from '../python/code/errors.ts';
import { STEPS } from '../python/code/steps.ts';
import { TEXTS } from '../python/code/texts.ts';
import { VALUES } from '../python/code/values.ts';

/**
 * What runs cells in a person's own Python, from 3.8 on, with its standard library alone. It reads commands from
 * descriptor 3 and answers on 4, a line of JSON each; descriptors 1 and 2 are what cells print. What it uses is bound
 * before any cell has run.
 */
const BEGIN = String.raw`
import __future__, _signal, builtins, linecache, os, sys, types
from _ast import Expr, Expression
from itertools import islice
from json import decoder, dumps, encoder, loads
from textwrap import dedent
from _thread import allocate_lock

whole = __builtins__ = dict(vars(builtins))
CELL = '<cell-'
PID = os.getpid()
commands = open(3, 'rb', closefd=False)
host = types.SimpleNamespace()
jsnull = None
# What is only in cells of Cachebook's own Python.
JsProxy = CachedFunction = KeyedCache = ()

try:
    BaseExceptionGroup
except NameError:
    class BaseExceptionGroup(Exception):
        __slots__ = 'exceptions',

def recover():
    """What a cell replaces in a Python of its own stays so."""

def plain(value):
    return value
`;

const END = String.raw`
# As in a program: "from __main__ import f" finds what cells have defined. The module of this code has to stay.
own = sys.modules['__main__']
main = sys.modules['__main__'] = types.ModuleType('__main__')
cells = main.__dict__
cells['__builtins__'] = builtins
sources = {}
loop = None
telling = allocate_lock()
INTERRUPT_NUMBER = _signal.SIGINT
INTERRUPT = {INTERRUPT_NUMBER}
sigmask = getattr(_signal, 'pthread_sigmask', lambda *_: None)
BLOCK, UNBLOCK = getattr(_signal, 'SIG_BLOCK', 0), getattr(_signal, 'SIG_UNBLOCK', 0)
set_signal, raise_interrupt, ignored, write, leave, process_id = (
    _signal.signal, _signal.default_int_handler, _signal.SIG_IGN, os.write, os._exit, os.getpid)

# Where Python has them, those that are no functions of Python: a cell may replace what such functions call.
if encoder.c_make_encoder is not None:
    pieces = encoder.c_make_encoder(None, None, encoder.encode_basestring_ascii, None, ':', ',', False, False, True)
    joined = ''.join
    def dumps(value): return joined(pieces(value, 0))
if decoder.scanner.c_make_scanner is not None:
    scan = decoder.JSONDecoder().scan_once
    def loads(line): return scan(line.decode(), 0)[0]

def no_input(*_):
    raise EOFError(host.noInput)

def tell(message):
    """In one piece, also when it is interrupted; ASCII only, so that any text can be told."""
    if process_id() != PID:
        return
    line = (dumps(message) + '\n').encode('ascii')
    with telling:
        sigmask(BLOCK, INTERRUPT)
        try:
            while line:
                line = line[write(4, line):]
        except OSError:
            leave(1)  # A cell has closed it: nobody would hear anything any more.
        finally:
            sigmask(UNBLOCK, INTERRUPT)

def show(*values):
    for value in values:
        shown = describe(value)
        flush()
        tell({'type': 'show', 'shown': shown})

def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass  # A cell may have closed or replaced it.

def listen():
    """A cell may have set it to be ignored."""
    set_signal(INTERRUPT_NUMBER, raise_interrupt)

def ignore():
    while True:
        try:
            set_signal(INTERRUPT_NUMBER, ignored)
            return
        except KeyboardInterrupt:
            pass  # It came just before.

def wait(coroutine):
    global loop
    import asyncio
    if loop is None or loop.is_closed():
        loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    task = loop.create_task(coroutine)
    try:
        return loop.run_until_complete(task)
    except BaseException as error:
        if task.done():
            raise
        task.cancel()
        try:
            loop.run_until_complete(task)
        except BaseException as end:
            # The line of the cell that has waited.
            error.__traceback__ = end.__traceback__
        raise error

def evaluate(source, file):
    sources[file] = len(source), None, source.splitlines(True), file
    linecache.cache.update(sources)
    steps = steps_of(source, file)
    value = None
    listen()
    for step in steps:
        value = eval(step, cells)
        if step.co_flags & COROUTINE:
            value = wait(value)
    return None if value is None else describe(value)

def answer(source, file):
    """A value or a failure, whatever the cell does and whenever it is interrupted."""
    try:
        try:
            shown = evaluate(source, file)
            ignore()
            return {'shown': shown}
        except BaseException as error:
            ignore()
            return explain(error)
    except BaseException as error:
        ignore()
        return explain(error)
    finally:
        flush()

def run(source, file):
    told = answer(source, file)
    if process_id() != PID:
        # A child that has fallen out of the cell: its parent goes on with the cells.
        failure = told.get('failure')
        if failure:
            write(2, ('%s: %s\n' % (failure['name'], failure['message'])).encode('utf-8', 'backslashreplace'))
        leave(1 if failure else 0)
    tell({'type': 'done', **told})

def close_lines():
    for line in (3, 4):
        try:
            os.close(line)
        except OSError:
            pass

def main_loop():
    ignore()
    if hasattr(os, 'register_at_fork'):
        os.register_at_fork(after_in_child=close_lines)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding='utf-8', errors='backslashreplace', newline='\n', line_buffering=True)
    builtins.input = no_input
    cells['show'] = show
    sys.argv[:] = ['']
    host.__dict__.update(loads(commands.readline()))
    tell({'type': 'ready'})
    while True:
        line = commands.readline()
        if not line:
            leave(0)
        run(*loads(line))

main_loop()
`;

/** It has builtins of its own from its first frame on, which Python before 3.10 hands on to all that it calls. */
export const CODE = `import builtins
exec(${JSON.stringify([BEGIN, TEXTS, ERRORS, VALUES, STEPS, END].join('\n'))}, {'__builtins__': dict(vars(builtins))})`;
