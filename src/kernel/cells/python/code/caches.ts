/**
 * The product's caches for Python. A cache itself knows numbers only: one for each key, and one for each result. What
 * they stand for is kept here, on Python's side, and let go as the cache lets go of the number. So nothing of one
 * language's memory hangs on the other's, keys are compared as Python compares them, and an object comes back as itself.
 */
export const CACHES = String.raw`
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
        self.function = function
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
                self.let_go(handle)
            else:
                self.tell(KINDS[kind - 2], handle, number, extra)

    def let_go(self, handle):
        if handle in self.running:
            return
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
    """Runs the call that was begun last. Gives the number of its result; 0 where it has failed."""
    call = pending.pop()
    kept, handle = call.kept, call.handle
    running = kept.running
    running[handle] = running.get(handle, 0) + 1
    try:
        return kept.result(kept.function(*call.args, **call.kwargs))
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

# What cells use.

def kept_by(cache):
    return object.__getattribute__(cache, '_kept')

class CachedFunction:
    """A function with one of the product's caches before it."""

    def __init__(self, function, tool, leading, options):
        update_wrapper(self, function)
        self._kept = Kept(tool, leading, options, function)

    def __call__(self, /, *args, **kwargs):
        kept = self._kept
        call = Call(kept, kept.handle(kept.key(args, kwargs), (args, kwargs)), args, kwargs)
        depth = len(pending)
        pending.append(call)
        try:
            number = kept.box.call(call.handle)
        finally:
            del pending[depth:]
        value = kept.settle(number)
        if number == 0:
            try:
                raise call.error
            finally:
                del call
        return value

    def __get__(self, instance, owner=None):
        return self if instance is None else MethodType(self, instance)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f'<cached function {label_name(self)}: {self.cache_info()}>'

    def cache_info(self):
        return self._kept.info()

    def cache_clear(self):
        self._kept.clear()

    def cache_parameters(self):
        return {'maxsize': self._kept.info().maxsize, 'typed': self._kept.typed}

    @property
    def wrapped(self):
        return self._kept.function

    cacheInfo, cacheClear, cacheParameters = cache_info, cache_clear, cache_parameters

def label_name(cached):
    name = getattr(cached, '__qualname__', None)
    return name if type(name) is str else 'of ' + name_of_type(type(cached._kept.function))

class KeyedCache:
    """One of the product's caches, as createCache makes it. It is also used as a dict is."""

    def __init__(self, leading, options):
        self._kept = Kept('createCache', leading, options)

    def _handle(self, key):
        return self._kept.handle(key, ((key,), {}))

    def get(self, key, default=None):
        number = self._kept.box.get(self._handle(key))
        value = self._kept.settle(number)
        return value if number else default

    def set(self, key, value):
        kept = self._kept
        handle = self._handle(key)
        if kept.box.set(handle, kept.result(value)):
            kept.follow()

    def has(self, key):
        hash(key)
        handle = self._kept.handles.get(key)
        return handle is not None and self._kept.box.has(handle)

    def peek(self, key, default=None):
        hash(key)
        handle = self._kept.handles.get(key)
        number = 0 if handle is None else self._kept.box.peek(handle)
        return self._kept.results[number] if number else default

    def delete(self, key):
        if not self.has(key):
            return False
        self._kept.box.delete(self._kept.handles[key])
        self._kept.follow()
        return True

    def clear(self):
        self._kept.clear()

    def keys(self):
        return [self._kept.labels[handle][1][0][0] for handle in self._kept.box.keys().to_py()]

    def info(self):
        return self._kept.info()

    @property
    def size(self):
        return self._kept.info().currsize

    def __len__(self):
        return self.size

    def __contains__(self, key):
        return self.has(key)

    def __iter__(self):
        return iter(self.keys())

    def __getitem__(self, key):
        value = self.get(key, MISSING)
        if value is MISSING:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.set(key, value)

    def __delitem__(self, key):
        if not self.delete(key):
            raise KeyError(key)

    def __bool__(self):
        return True

    def __repr__(self):
        return f'<cache: {self.info()}>'

    cache_info, cache_clear = info, clear

# The tools. An option may be given by its keyword or, as in the host's language, in a dict behind all else.

def decorator(tool, leading, options):
    asked(host.check, tool, to_options(leading), to_options({name: each for name, each in options.items() if not callable(each) and name != 'clock'}))
    def decorate(function):
        if not callable(function):
            raise TypeError(f'{tool} needs a function, not {label(function)}.')
        return CachedFunction(function, tool, leading, options)
    return decorate

def joined(options, more):
    if options is not None and not isinstance(options, dict):
        raise TypeError(f'The options must be keywords or a dict, not {label(options)}.')
    return {**(options or {}), **more}

def lruCache(first=MISSING, second=MISSING, /, **options):
    if first is not MISSING and callable(first):
        return decorator('lruCache', (), joined(None if second is MISSING else second, options))(first)
    if isinstance(first, dict):
        options = joined(first, options)
    elif first is not MISSING:
        options = {'maxsize': first, **options}
    if second is not MISSING:
        options = {**options, 'typed': second}
    return decorator('lruCache', (), options)

def cache(function, /):
    return decorator('lruCache', (), {'maxsize': None})(function)

def with_lifetime(tool):
    def lifetime(seconds, maxsize=128, options=None, **more):
        return decorator(tool, (seconds, maxsize), joined(options, more))
    return lifetime

def memoize(function=MISSING, options=None, **more):
    if isinstance(function, dict):
        function, options = MISSING, function
    decorate = decorator('memoize', (), joined(options, more))
    return decorate if function is MISSING else decorate(function)

def createCache(policy, maxsize=128, options=None, **more):
    return KeyedCache((policy, maxsize), joined(options, more))

MAKERS = {'lruCache': lruCache, 'cache': cache, 'memoize': memoize, 'createCache': createCache,
          'timedLruCache': with_lifetime('timedLruCache'), 'ttlCache': with_lifetime('ttlCache')}

class Answer(dict):
    """What a tool has found: a dict whose members are attributes as well."""
    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)

def to_key(value, seen):
    # Texts and numbers are the same in both languages. Of anything else only counts which are equal.
    return value if type(value) in (str, int, float) else f'\0{seen.setdefault(value, len(seen))}'

class Loan:
    """A function of Python's as a tool calls it, until the tool has answered. What it raises passes by the tool."""

    def __init__(self):
        self.proxies, self.error = [], None

    def lend(self, function):
        def call(*args):
            try:
                return function(*args)
            except BaseException as error:
                self.error = error
                return host.failed
        self.proxies.append(create_proxy(call))
        return host.lent(self.proxies[-1])

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        for proxy in self.proxies:
            proxy.destroy()
        raised, self.error = self.error, None
        if raised is not None:
            raise raised from None

def to_argument(value, loan):
    if value is None:
        return jsnull
    if isinstance(value, (str, int, float, JsProxy)):
        return value
    if callable(value):
        return loan.lend(value)
    if isinstance(value, dict):
        return to_js({name: to_argument(each, loan) for name, each in value.items()}, dict_converter=entries)
    seen = {}
    return to_js([to_key(each, seen) for each in value])

def from_tool(value):
    if not isinstance(value, JsProxy):
        return value
    if callable(value):
        return lambda *args: call_tool(value, args)
    value = value.to_py()
    return Answer({name: from_tool(each) for name, each in value.items()}) if isinstance(value, dict) else value

def call_tool(tool, args):
    with Loan() as loan:
        return from_tool(asked(tool, *[to_argument(each, loan) for each in args]))

def add_tool(name, tool):
    def call(*args, **options):
        return call_tool(tool, (*args, options) if options else args)
    cells[name] = made = MAKERS.get(name, call)
    made.__name__ = made.__qualname__ = name

def name_caches():
    for name, value in list(cells.items()):
        if type(value) in (CachedFunction, KeyedCache):
            host.name(name, kept_by(value).box.cache)
        elif isinstance(value, JsProxy):
            host.name(name, value)
`;
