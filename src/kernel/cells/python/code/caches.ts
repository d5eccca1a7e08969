/** The product's caches as cells have them: before a function, and with keys as a dict has them. */
export const CACHES = String.raw`
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
        return value.again() if type(value) is Shared else value

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
`;
