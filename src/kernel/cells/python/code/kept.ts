/**
 * The product's caches for Python. A cache itself knows numbers only: one for each key, and one for each result. What
 * they stand for is kept here, on Python's side, and let go as the cache lets go of the number. So nothing of one
 * language's memory hangs on the other's, keys are compared as Python compares them, and an object comes back as itself.
 */
export const KEPT = String.raw`
MISSING = object()
caches = WeakValueDictionary()
count = 0
# Calls that have been begun and that their cache has not answered yet, innermost last.
pending = []
KINDS = ('hit', 'miss', 'stored', 'removed', 'warning')
CAUSES = ('evicted', 'expired', 'deleted', 'cleared', 'replaced')
REFUSALS = {'TypeError': TypeError, 'RangeError': ValueError}

class Call:
    __slots__ = 'kept', 'handle', 'args', 'kwargs', 'error'

    def __init__(self, kept, handle, args, kwargs):
        self.kept, self.handle, self.args, self.kwargs, self.error = kept, handle, args, kwargs, None

class Shared:
    """A coroutine that several may wait for. It runs once, as soon as the first of them does."""

    def __init__(self, coroutine, kept):
        self.coroutine, self.cache, self.number = coroutine, kept.number, kept.result(self)
        self.task = self.outcome = None

    def again(self):
        """A coroutine of its own for each who calls."""
        waiting = self.wait()
        waiting.__name__, waiting.__qualname__ = self.coroutine.__name__, self.coroutine.__qualname__
        return waiting

    async def wait(self):
        if self.task is None:
            self.task = ensure_future(self.run())
            unsettled.add(self)
        # Who gives up does not end it for the others.
        ok, value, trace = await shield(self.task)
        if not ok:
            raise value.with_traceback(trace)
        return value

    async def run(self):
        ok, value = await guard(self.coroutine)
        self.settle(ok)
        self.outcome = ok, value, None if ok else value.__traceback__
        return self.outcome

    def settle(self, ok):
        unsettled.discard(self)
        kept = caches.get(self.cache)
        if kept is not None:
            kept.box.settled(self.number, ok)

    def __await__(self):
        return self.again().__await__()

    def __repr__(self):
        return repr(self.outcome[1] if self.outcome else self.coroutine)

    def __del__(self):
        if self.task is None:
            self.coroutine.close()  # Whoever has not waited is told of the own coroutine.

# What has begun and not come to an end.
unsettled = set()

class Same:
    """Stands for an object that is no key by what it holds."""
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return id(self.value)

    def __eq__(self, other):
        return isinstance(other, Same) and self.value is other.value

def by_content(value):
    if isinstance(value, (list, tuple)):
        return type(value), tuple(map(by_content, value))
    if isinstance(value, dict):
        return dict, frozenset((key, by_content(each)) for key, each in value.items())
    if isinstance(value, bytearray):
        return bytearray, bytes(value)
    return frozenset(value) if isinstance(value, set) else value

def by_identity(value):
    try:
        hash(value)
        return value
    except TypeError:
        return Same(value)

TREATMENTS = {'structural': by_content, 'identity': by_identity}

def translated(error):
    """What the engine refuses, as Python says it."""
    kind = REFUSALS.get(getattr(error, 'name', None), RuntimeError)
    return kind(str(error.message).replace(' null', ' None').replace('"undefined"', 'None'))

def asked(ask, *args):
    try:
        return ask(*args)
    except JsException as error:
        failure = translated(error)
    raise failure

class Kept:
    """What a cache keeps: its keys by number, its results by number."""

    def __init__(self, tool, leading, options, function=None):
        global count
        count += 1
        options = dict(options)
        self.function, self.number = function, count
        self.handles, self.labels, self.results, self.running, self.ghosts = {}, {}, {}, {}, {}
        self.last_handle = self.last_result = 0
        self.typed = options.get('typed') is True
        self.key_function = taken(options, 'key', callable)
        self.observer = taken(options, 'observer', callable)
        self.clock = taken(options, 'clock', lambda clock: hasattr(clock, 'now'))
        self.treat = TREATMENTS.get(options.get('objects')) if type(options.get('objects')) is str else None
        caches[count] = self
        name = getattr(function, '__name__', '')
        self.box = asked(host.open, count, tool, name if type(name) is str else '', to_options(leading), to_options(options),
                         self.observer is not None, self.clock is not None)
        self.limit = self.box.limit
        self.max_ghosts = self.box.maxGhosts

    def key(self, args, kwargs):
        if self.limit == 0:
            return Same(args)
        if self.key_function is not None:
            return make_key((self.key_function(*args, **kwargs),), {}, self.typed)
        if self.treat is not None:
            args, kwargs = tuple(map(self.treat, args)), {name: self.treat(each) for name, each in kwargs.items()}
        return make_key(args, kwargs, self.typed)

    def handle(self, key, label):
        hash(key)  # A dict would say of an unhashable key that it cannot be the key of a dict.
        handle = self.handles.get(key)
        if handle is None:
            handle = self.last_handle = self.last_handle + 1
            self.handles[key] = handle
            self.labels[handle] = key, label
        else:
            self.ghosts.pop(handle, None)
        return handle

    def result(self, value):
        number = self.last_result = self.last_result + 1
        self.results[number] = value
        return number

    def settle(self, number):
        """The result of a number. A negative one says that there is news; 0 that there is no result."""
        value = self.results[abs(number)] if number else None
        if number <= 0:
            self.follow()
        return value

    def follow(self):
        """Lets go of what the cache has let go, and tells an observer what has happened."""
        news = self.box.takeNews().to_py()
        for at in range(0, len(news), 4):
            kind, handle, number, extra = news[at:at + 4]
            if kind == 0:
                self.results.pop(number, None)
            elif kind == 1:
                self.let_go(handle, extra)
            else:
                self.tell(KINDS[kind - 2], handle, number, extra)

    def let_go(self, handle, is_text_wanted):
        if handle in self.running:
            return
        if is_text_wanted:
            self.box.label(handle, label_key(self.number, handle))
        self.ghosts[handle] = None
        while len(self.ghosts) > self.max_ghosts:
            ghost = next(iter(self.ghosts))
            del self.ghosts[ghost]
            key, _ = self.labels.pop(ghost, (MISSING, None))
            if self.handles.get(key) == ghost:
                del self.handles[key]

    def tell(self, kind, handle, number, extra):
        event = {'type': kind, 'key': self.label_of(handle)}
        if kind in ('hit', 'miss'):
            event['depth'] = extra
        elif kind == 'stored':
            event['value'] = self.results.get(number)
        elif kind == 'removed':
            event['cause'] = CAUSES[extra]
        else:
            event['code'] = 'iterator-result'
        try:
            self.observer(SimpleNamespace(**event))
        except Exception:
            pass  # As the engine does: who watches cannot harm the cache.

    def label_of(self, handle):
        _, (args, kwargs) = self.labels.get(handle, (None, ((), {})))
        return args[0] if len(args) == 1 and not kwargs else args + tuple(kwargs.items())

    def info(self):
        hits, misses, maxsize, currsize = self.settled_info()
        return CacheInfo(hits, misses, None if maxsize < 0 else maxsize, currsize)

    def settled_info(self):
        numbers = self.box.info().to_py()
        self.follow()
        return numbers

    def clear(self):
        self.box.clear()
        self.follow()

def taken(options, name, is_one):
    """An option that stays with Python. What is none is left to the engine to refuse."""
    return options.pop(name) if name in options and is_one(options[name]) else None

def to_option(value):
    if value is None:
        return jsnull
    return value if type(value) in (str, int, float, bool) else host.strange(name_of_type(type(value)))

def to_options(values):
    if isinstance(values, dict):
        return to_js({name: to_option(value) for name, value in values.items()}, dict_converter=entries)
    return to_js(list(map(to_option, values)))

# Called by the cache.

def compute():
    """Runs the call that was begun last. Gives the number of its result; below 0 where it may fail later, 0 where it has."""
    call = pending.pop()
    kept, handle = call.kept, call.handle
    running = kept.running
    running[handle] = running.get(handle, 0) + 1
    try:
        value = kept.function(*call.args, **call.kwargs)
        return -Shared(value, kept).number if iscoroutine(value) else kept.result(value)
    except BaseException as error:
        call.error = error
        return 0
    finally:
        if running[handle] == 1:
            del running[handle]
        else:
            running[handle] -= 1

def now(number):
    return float(caches[number].clock.now())

def follow(number):
    """Something has happened while Python was not asked, as when a person empties the cache."""
    kept = caches.get(number)
    if kept is not None:
        kept.follow()

def label_key(number, handle):
    kept = caches.get(number)
    if kept is None or handle not in kept.labels:
        return ''
    args, kwargs = kept.labels[handle][1]
    return ', '.join([label(each) for each in args] + [f'{name}={label(each)}' for name, each in kwargs.items()])

def label_result(number, result):
    kept = caches.get(number)
    return label(kept.results[result]) if kept is not None and result in kept.results else ''
`;
