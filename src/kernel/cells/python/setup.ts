/**
 * The part of Python's cells that is written in Python. It speaks to us in JSON only, so that nothing of one
 * language's memory hangs on the other's. `run` answers with a value or a failure, whatever the cell does.
 */
export const SETUP = `
import __main__, ast, asyncio, builtins, inspect, json, linecache, sys, time, traceback
from pyodide.code import CodeRunner
from pyodide.ffi import JsProxy, create_proxy, to_js
from js import Object

def no_input(*_):
    raise EOFError(host.noInput)

builtins.input = no_input
# What a cell replaces of these is put back when it ends. The functions here have their own.
shared = vars(builtins)
whole = __builtins__ = dict(shared)

MAX_ROWS, MAX_NUMBERS, MAX_TEXT = 200, 1000, 100_000
# As in a program: "from __main__ import f" finds what cells have defined.
cells = __main__.__dict__
task = None

def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300

def cell_of(value):
    return value if isinstance(value, str) else repr(value)

def table(columns, rows):
    shown = [[cell_of(cell)[:500] for cell in row] for row in rows[:MAX_ROWS]]
    return {'kind': 'table', 'columns': columns, 'rows': shown, 'more': len(rows) - len(shown)}

def cache_info(value):
    hits, misses, maxsize, currsize = value.cache_info()
    info = {'hits': hits, 'misses': misses, 'maxsize': maxsize, 'currsize': currsize}
    return {'kind': 'cache', 'name': value.__name__, 'policy': 'lru', 'info': info}

def rich(value):
    if hasattr(value, 'cache_info') and hasattr(value, 'cache_clear'):
        return cache_info(value)
    if isinstance(value, (list, tuple)) and len(value) > 1 and type(value).__name__ in ('list', 'tuple'):
        if all(map(is_number, value)):
            return {'kind': 'numbers', 'values': value[:MAX_NUMBERS], 'more': max(0, len(value) - MAX_NUMBERS)}
        if all(isinstance(row, dict) for row in value):
            columns = list(dict.fromkeys(key for row in value[:MAX_ROWS] for key in row))[:50]
            return table([str(key) for key in columns], [[row.get(key, '') for key in columns] for row in value])
    if isinstance(value, dict) and value:
        return table([host.key, host.value], list(value.items()))
    return None

def describe(value):
    if isinstance(value, JsProxy):
        return host.describe(value)
    shown = {'text': repr(value)[:MAX_TEXT]}
    try:
        data = rich(value)
    except Exception:
        data = None
    if data is not None:
        shown['value'] = data
    return json.dumps(shown)

def explain(error):
    recover()
    trace = traceback.extract_tb(error.__traceback__)
    frames = [{'file': f.filename, 'line': f.lineno, 'name': '' if f.name == '<module>' else f.name}
              for f in reversed(trace) if f.filename.startswith('cell-')]
    if isinstance(error, SyntaxError) and (error.filename or '').startswith('cell-'):
        frames.insert(0, {'file': error.filename, 'line': error.lineno or 1, 'name': ''})
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return json.dumps({'failure': {'name': type(error).__name__, 'message': message[:MAX_TEXT], 'frames': frames[:9] + frames[9:][-1:]}})

def recover():
    replaced = [name for name in whole if shared.get(name, recover) is not whole[name]]
    shared.update(whole)
    host.tellRestored(', '.join(replaced))

def finish(value):
    recover()
    name_caches()
    sys.stdout.flush()
    sys.stderr.flush()
    return 'null' if value is None else describe(value)

async def run_async(runner):
    global task
    try:
        task = asyncio.ensure_future(guard(runner.run_async(cells)))
        ok, value = await task
        return finish(value) if ok else explain(value)
    except BaseException as error:
        return explain(error)
    finally:
        task = None

async def guard(code):
    # Past a task, KeyboardInterrupt would end the loop as well.
    try:
        return True, await code
    except BaseException as error:
        return False, error

def run(source, filename):
    try:
        linecache.cache[filename] = len(source), None, source.splitlines(True), filename
        runner = CodeRunner(source, filename=filename, return_mode='last_expr', quiet_trailing_semicolon=False,
                            flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).compile()
        if runner.code.co_flags & inspect.CO_COROUTINE:
            return run_async(runner)
        return finish(runner.run(cells))
    except BaseException as error:
        sys.stdout.flush()
        return explain(error)

def cancel():
    if task is not None:
        task.cancel()

def to_tool(value):
    if isinstance(value, JsProxy) or isinstance(value, (str, int, float)):
        return value
    if callable(value):
        return create_proxy(value)  # What was lent for the call only would be gone when a cache needs it.
    return to_js(value, dict_converter=Object.fromEntries)

def add_tool(name, tool):
    def call(*args):
        result = tool(*map(to_tool, args))
        return result.to_py() if isinstance(result, JsProxy) else result
    call.__name__ = name
    cells[name] = call

def show(value):
    host.show(describe(value))

def name_caches():
    for name, value in list(cells.items()):
        if isinstance(value, JsProxy):
            host.name(name, value)

def sleep(seconds, pause=time.sleep):
    if seconds <= 0.02:
        return pause(seconds)
    # In one piece it could not be interrupted.
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        pause(min(left, 0.02))

cells['show'] = show
time.sleep = sleep
sys.stdout.reconfigure(line_buffering=True)
sys.stderr.reconfigure(line_buffering=True)
`;
