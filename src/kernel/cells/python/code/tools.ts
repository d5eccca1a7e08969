/** The tools of all cells, as Python calls them. */
export const TOOLS = String.raw`
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
        if (theirs := counterpart(value)) is not None:
            host.name(name, theirs)
`;
