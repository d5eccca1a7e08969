/** Runs cells. `run` answers with a value or a failure, whatever the cell does. */
export const RUN = String.raw`
MIN_DEPTH = getrecursionlimit()
# How often what was interrupted is called again: it may tidy up, and it may not go on.
LAST_STEPS = 100
loop = asyncio.get_event_loop()

class Run:
    """One run of a cell: what it has begun is known by it, also later."""
    __slots__ = 'number', 'steps'

    def __init__(self, number):
        self.number, self.steps = number, LAST_STEPS

    def is_late(self):
        return self.number <= last_interrupted

runs = last_interrupted = 0
current = ContextVar('run', default=Run(float('inf')))
task = None
# What was interrupted and does not end. It is held: to be freed, a coroutine would have to run once more.
abandoned = set()

def begin(source, filename):
    global runs
    runs += 1
    current.set(Run(runs))
    sources[filename] = len(source), None, source.splitlines(True), filename

def recover():
    replaced = [name for name in whole if shared.get(name, recover) is not whole[name]]
    shared.update(whole)
    cells['__builtins__'] = builtins
    if getrecursionlimit() < MIN_DEPTH:
        setrecursionlimit(MIN_DEPTH)
    host.tellRestored(', '.join(replaced))

def flush():
    for stream in streams:
        try:
            stream.flush()
        except Exception:
            pass  # A cell may have closed it.

def finish(value):
    recover()
    name_caches()
    return None if value is None else describe(value)

def run(source, filename):
    try:
        begin(source, filename)
        steps = steps_of(source, filename)
        for at, step in enumerate(steps):
            if step.co_flags & COROUTINE:
                return run_async(steps[at:])
            try:
                value = eval(step, cells)
            finally:
                # Otherwise what the cell has set would look on here.
                settrace(None)
                setprofile(None)
        return finish(value)
    except BaseException as error:
        return explain(error)
    finally:
        flush()

async def run_async(steps):
    global task
    try:
        task = ensure_future(guard(rest(steps)))
        ok, value = await task
        return finish(value) if ok else explain(value)
    except BaseException as error:
        return explain(error)
    finally:
        task = None
        flush()

async def rest(steps):
    for step in steps:
        value = eval(step, cells)
        if step.co_flags & COROUTINE:
            value = await value
    return value

async def guard(code):
    # Past a task, KeyboardInterrupt would end the loop as well.
    try:
        return True, await code
    except BaseException as error:
        return False, error

def cancel():
    """Ends what waits, of this cell and of those before."""
    global abandoned, last_interrupted
    last_interrupted = runs
    for each in list(unsettled):
        each.settle(False)
    abandoned = {each for each in abandoned | all_tasks(loop) if not each.done()}
    for each in all_tasks(loop):
        each._log_destroy_pending = False
        each.get_context().run(each.cancel)

def later(self, delay, callback, *args, context=None, call_later=WebLoop.call_later):
    run = current.get() if context is None else context.get(current)
    return call_later(self, delay, step, run, callback, *args, context=context)

def step(run, callback, *args):
    """A part of what has been begun: what it has printed is told before anything else is called."""
    if run is not None and run.is_late():
        if run.steps == 0:
            return
        run.steps -= 1
    try:
        callback(*args)
    finally:
        flush()

class CellStream(type(sys.stdout)):
    def write(self, text):
        run = current.get()
        return super().write(text) if not run.is_late() else len(text)

    def close(self):
        self.flush()  # Later cells print as well.

def reopen(stream):
    return CellStream(stream.detach(), 'utf-8', 'surrogatepass', '\n', line_buffering=True)

def tell_uncaught(_, context):
    error = context.get('exception')
    if error is not None and not current.get().is_late():
        flush()
        host.tellUncaught(plain(told(error)))

def no_loop(main=None, *_, **__):
    if iscoroutine(main):
        main.close()
    raise RuntimeError(host.useAwait)

def sleep(seconds, pause=time.sleep, now=time.monotonic):
    if not (isinstance(seconds, (int, float)) and 0.02 < seconds < 1e9):
        return pause(seconds)
    # In one piece it could not be interrupted.
    end = now() + seconds
    while (left := end - now()) > 0:
        pause(min(left, 0.02))

WebLoop.call_later = later
webloop.scheduleCallback = host.schedule
loop.set_exception_handler(tell_uncaught)
WebLoop.run_until_complete = asyncio.Runner.run = asyncio.run = asyncio.runners.run = no_loop
loop._keyboard_interrupt_handler = lambda: None
loop._system_exit_handler = lambda code: None
cells['show'] = show
time.sleep = sleep
streams = [reopen(sys.stdout), reopen(sys.stderr)]
sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = streams
`;
