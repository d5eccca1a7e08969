"""`cachetools`: its caches are objects that count nothing, so each class counts where it looks something up.

Subclasses keep the methods of their base as default arguments: each class that defines a method is wrapped. What a
cache does within a method of its own (to make room it looks up what leaves) does not count.
"""

import functools
import gc
from _thread import get_ident
from _weakref import ref

from ..keys import key_describer
from ..place import FunctionType, caller, members_of
from ..recorder import CLEARED, DELETED, EVICTED, EXPIRED, HIT, MISS, STORED
from ..registry import Watched

POLICIES = {
    'FIFOCache': 'fifo',
    'LFUCache': 'lfu',
    'LRUCache': 'lru',
    'MRUCache': 'mru',
    'RRCache': 'random',
    'TTLCache': 'ttl',
    'TLRUCache': 'tlru',
}

ABSENT = object()


class Counter:
    """What is known of one cache."""

    __slots__ = ('number', 'hits', 'misses', 'evictions', 'inside', 'why', 'key_of')

    def __init__(self, number, key_of):
        self.number = number
        self.hits = 0
        self.misses = 0
        self.evictions = 0
        #: How many of its methods are at work.
        self.inside = 0
        #: What it is when an entry leaves now.
        self.why = DELETED
        self.key_of = key_of


def adapt(module, registry, recorder):
    base = module.Cache
    classes = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, base)]
    Adapter(module, registry, recorder).wrap(set(classes))


class Adapter:
    def __init__(self, module, registry, recorder):
        self.base = module.Cache
        self.missing = module.Cache.__missing__
        self.registry = registry
        self.recorder = recorder
        self.counters = {}
        self.codes = {}
        self.file = module.__file__
        keys = getattr(module, 'keys', None)
        self.call_type = getattr(keys, '_HashedTuple', None)
        self.mark = (getattr(keys, '_kwmark', None) or (None,))[0]

    # Which caches there are.

    def wrap(self, classes):
        wrappers = {
            '__init__': self.init,
            '__getitem__': self.getitem,
            '__setitem__': self.setitem,
            '__delitem__': self.delitem,
            'get': self.get,
            'clear': self.clear,
            'expire': self.expire,
            'pop': self.within,
            'popitem': self.within,
            'setdefault': self.within,
        }
        found = [each for kind in classes for each in gc.get_referrers(kind) if isinstance(each, self.base)]
        for kind in classes:
            for name, wrap in wrappers.items():
                original = kind.__dict__.get(name)
                if type(original) is FunctionType and (name != '__init__' or kind is self.base):
                    setattr(kind, name, functools.update_wrapper(wrap(original), original))
        for cache in found:
            self.counter(cache, None)

    def counter(self, cache, made):
        counter = self.counters.get(id(cache))
        if counter is not None:
            return counter
        recorder = self.recorder
        key_of = recorder and key_describer(recorder.is_hashed, self.call_type, self.mark)
        counter = Counter(self.registry.next_number(), key_of)
        self.counters[id(cache)] = counter
        reference = ref(cache, self.forgetter(id(cache)))
        known = next((each for each in type(cache).__mro__ if each.__name__ in POLICIES), self.base)
        watched = Watched(
            counter.number,
            reference,
            made,
            self.read,
            'cachetools.%s' % known.__name__,
            POLICIES.get(known.__name__, known.__name__),
            recorder is not None,
        )
        self.registry.claims[id(cache)] = watched
        self.registry.pending.append(watched)
        return counter

    def forgetter(self, identity):
        def forget(reference):
            self.counters.pop(identity, None)
            self.registry.claims.pop(identity, None)

        return forget

    def read(self, cache):
        """Without its own methods: those of caches with a time to live change them."""
        counter = self.counters[id(cache)]
        members = members_of(cache)
        size = members.get('_Cache__currsize')
        if type(size) is not int:
            size = len(members.get('_Cache__data', ()))
        return counter.hits, counter.misses, members.get('_Cache__maxsize'), size, counter.evictions

    # What is told of them.

    def tell(self, counter, operation, key=ABSENT):
        if counter.key_of is not None:
            told = None if key is ABSENT else counter.key_of(key)
            self.recorder.ring.append((counter.number, get_ident(), operation, told))

    def looked_up(self, counter, is_hit, key):
        if is_hit:
            counter.hits += 1
        else:
            counter.misses += 1
        self.tell(counter, HIT if is_hit else MISS, key)

    # The methods.

    def init(self, original):
        def __init__(cache, *args, **kwargs):
            original(cache, *args, **kwargs)
            inits = [each.__dict__.get('__init__') for each in type(cache).__mro__]
            codes = [each.__code__ for each in inits if type(each) is FunctionType]
            self.counter(cache, caller(self.file, codes))

        return __init__

    def getitem(self, original):
        def __getitem__(cache, key, *rest):
            counter = self.counter(cache, None)
            if counter.inside:
                return original(cache, key, *rest)
            counter.inside += 1
            try:
                # Where a class makes what is missing, it throws nothing.
                is_told = type(cache).__missing__ is self.missing
                is_hit = is_told or key in cache
                if not is_hit:
                    self.looked_up(counter, False, key)
                value = original(cache, key, *rest)
            except KeyError:
                if is_hit:
                    self.looked_up(counter, False, key)
                raise
            finally:
                counter.inside -= 1
            if is_hit:
                self.looked_up(counter, True, key)
            return value

        return __getitem__

    def get(self, original):
        def get(cache, key, default=None, *rest):
            counter = self.counter(cache, None)
            if counter.inside:
                return original(cache, key, default, *rest)
            counter.inside += 1
            try:
                value = original(cache, key, ABSENT, *rest)
            finally:
                counter.inside -= 1
            self.looked_up(counter, value is not ABSENT, key)
            return default if value is ABSENT else value

        return get

    def setitem(self, original):
        def __setitem__(cache, key, value, *rest):
            counter = self.counter(cache, None)
            why, counter.why = counter.why, EVICTED
            counter.inside += 1
            try:
                original(cache, key, value, *rest)
            finally:
                counter.inside -= 1
                counter.why = why
            if why != EVICTED:
                self.tell(counter, STORED, key)

        return __setitem__

    def delitem(self, original):
        def __delitem__(cache, key, *rest):
            counter = self.counter(cache, None)
            original(cache, key, *rest)
            counter.evictions += counter.why == EVICTED
            self.tell(counter, counter.why, key)

        return __delitem__

    def clear(self, original):
        def clear(cache):
            counter = self.counter(cache, None)
            if counter.inside:
                return original(cache)
            counter.inside += 1
            try:
                original(cache)
            finally:
                counter.inside -= 1
            self.tell(counter, CLEARED)

        return clear

    def expire(self, original):
        def expire(cache, *rest):
            counter = self.counter(cache, None)
            why, counter.why = counter.why, EXPIRED
            counter.inside += 1
            try:
                return original(cache, *rest)
            finally:
                counter.inside -= 1
                counter.why = why

        return expire

    def within(self, original):
        def method(cache, *args, **kwargs):
            counter = self.counter(cache, None)
            counter.inside += 1
            try:
                return original(cache, *args, **kwargs)
            finally:
                counter.inside -= 1

        return method
