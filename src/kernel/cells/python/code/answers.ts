/**
 * Answers to exercises, as they are played. What is made for a question is kept here and known by a number; what an
 * answer gives comes back as a whole number or as a text: its first letter says what it is, the rest is for people.
 */
export const ANSWERS = String.raw`
import ast, json

NoneType = type(None)
MAX_TOLD = 200
VALUE, ERROR, CUT_OFF = 'v', 'e', 'c'
made, info_counts = {}, [0, 0]
most_called = ['', 0]
# Parts of a function that Python calls, and no person does.
WITHIN = {'<genexpr>', '<listcomp>', '<setcomp>', '<dictcomp>'}

def defines(source, name):
    """Whether a cell gives this name a value itself."""
    for node in ast.walk(parse(source, '<answer>')):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name:
            return True
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            return True
    return False

def answer_of(source, name):
    """The answer of a cell: 0 where there is none, 1 where it cannot be called, 2 where it can."""
    made.clear()
    made[0] = cells.get(name, MISSING)
    if made[0] is MISSING or not defines(source, name):
        return 0
    return 2 if callable(made[0]) else 1

def told_value(value):
    if type(value) is int and abs(value) <= MAX_SAFE:
        return value
    text = 'a coroutine instead of a value' if iscoroutine(value) else repr(value)
    return VALUE + cut(text)[:MAX_TOLD]

def guarded(task):
    """What becomes of something that an answer does, whatever that is."""
    def play(*args):
        try:
            return task(*args)
        except KeyboardInterrupt:
            return CUT_OFF
        except BaseException as error:
            return f'{ERROR}{name_of_type(type(error))}: {message_of(error)}'[:MAX_TOLD]
    return play

def keep_made(value):
    number = len(made)
    made[number] = value
    return number

class Page(SimpleNamespace):
    pass

class ReaderClock:
    def __init__(self, clock):
        self._clock = clock

    def now(self):
        return self._clock.now()

    def wall_time(self):
        return self._clock.wallTime()

    wallTime = wall_time

def fetching(world):
    def fetch(url, timeout_ms=None, reject_unauthorized=True):
        page = world.fetch(url, timeout_ms, reject_unauthorized is not False)
        return Page(status=page.status, body=page.body)
    fetch.__qualname__ = 'fetch'
    return fetch

def take_info(info):
    get = info.get if isinstance(info, dict) else lambda name, otherwise: getattr(info, name, otherwise)
    counts = [get(name, MISSING) for name in ('hits', 'misses')]
    info_counts[:] = [VALUE + 'missing' if count is MISSING else told_value(count) for count in counts]

def count_calls(argument):
    counts = {}
    def profile(frame, event, _):
        code = frame.f_code
        if event == 'call' and code.co_filename.startswith('cell-') and code.co_name not in WITHIN:
            counts[code.co_name] = counts.get(code.co_name, 0) + 1
    setprofile(profile)
    try:
        made[0](argument)
    finally:
        setprofile(None)
    most_called[:] = max(counts.items(), key=lambda each: each[1], default=('', 0))

answer_make = guarded(lambda capacity: keep_made(made[0](capacity)))
answer_get = guarded(lambda number, key: told_value(made[number].get(key)))
answer_put = guarded(lambda number, key, value: (made[number].put(key, value), 0)[1])
answer_call = guarded(lambda argument: told_value(made[0](argument)))
answer_reader = guarded(lambda world, seconds, maxsize, clock: keep_made(
    made[0](fetching(world), int(seconds) if seconds == seconds // 1 else seconds, maxsize, ReaderClock(clock))))
answer_read = guarded(lambda number, url: told_value(made[number].read(url)))
answer_clear = guarded(lambda number: (made[number].clear(), 0)[1])
answer_info = guarded(lambda number: (take_info(made[number].info()), 0)[1])
answer_count = guarded(lambda argument: (count_calls(argument), 0)[1])

def invoke(kind, number, name, args, loads=json.loads, dumps=json.dumps):
    args = loads(args)
    if kind == 'new':
        return keep_made(made[0](*args))
    result = made[0](*args) if kind == 'call' else getattr(made[number], name)(*args)
    if type(result) in (str, list, tuple, dict, bool, NoneType, float):
        try:
            return 'j' + dumps(result, ensure_ascii=False, separators=(',', ':'))
        except (TypeError, ValueError, RecursionError):
            pass  # Something within it is no JSON.
    return told_value(result)

answer_invoke = guarded(invoke)

def answer_hits():
    return info_counts[0]

def answer_misses():
    return info_counts[1]

def answer_most():
    return most_called[0]

def answer_most_calls():
    return most_called[1]

def answer_forget():
    """Before each question: nothing of the last one is needed any more."""
    for number in [each for each in made if each]:
        del made[number]
    return 0
`;
