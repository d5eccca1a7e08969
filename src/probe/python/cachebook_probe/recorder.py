"""Records the calls of the person's own `lru_cache` functions with their keys.

The C wrapper stays what decides: around it and inside it stands a function of ours. The outer one tells of the call, the
inner one that it was a miss, for it runs then only. This is exact with threads and recursion, where comparing counters
before and after is not.
"""

import functools
import sys
from _thread import get_ident
from collections import deque

from .keys import describer
from .place import FunctionType, caller, function_of, is_library

CALLED, MISSED, RETURNED, THREW, HIT, MISS, STORED, DELETED, EVICTED, EXPIRED, CLEARED, REFUSED = range(12)

MAX_KEPT = 65536

#: Python's limit counts our frames as well.
RECURSION = 3


class Recorder:
    def __init__(self, next_number, is_hashed):
        self.next_number = next_number
        self.is_hashed = is_hashed
        self.ring = deque(maxlen=MAX_KEPT)
        self.original = None
        self.outer_code = None

    def install(self):
        """Also again, after `importlib.reload(functools)`."""
        current = functools._lru_cache_wrapper
        if type(current) is Factory:
            return
        self.original = current
        functools._lru_cache_wrapper = Factory(self)

    def raise_limit(self):
        limit = sys.getrecursionlimit() * RECURSION
        sys.setrecursionlimit(limit)
        return limit

    def is_recorded(self, thing):
        return type(thing) is FunctionType and thing.__code__ is self.outer_code

    def number_of(self, outer):
        return outer.__closure__[self.outer_code.co_freevars.index('number')].cell_contents

    def is_foreign(self, function):
        """Caches of libraries stay as they are, unless the person's own code makes them."""
        inner = function_of(function)
        if inner is not None and not is_library(inner.__code__.co_filename):
            return False
        made = caller()
        return made is None or is_library(made[0])

    def make(self, function, maxsize, typed, info_type):
        if self.is_foreign(function):
            return self.original(function, maxsize, typed, info_type)
        number = self.next_number()
        tell = self.ring.append
        key_of = describer(bool(typed), self.is_hashed)
        thread = get_ident
        #: Of each thread, what its innermost miss has just thrown: what is thrown without a miss was never looked up.
        thrown = {}

        def inner(*args, **kwargs):
            tell((number, thread(), MISSED, None))
            try:
                value = function(*args, **kwargs)
            except BaseException as error:
                tell((number, thread(), THREW, None))
                thrown[thread()] = id(error)
                error.__traceback__ = error.__traceback__.tb_next
                raise
            tell((number, thread(), RETURNED, None))
            return value

        cached = self.original(inner, maxsize, typed, info_type)

        def outer(*args, **kwargs):
            tell((number, thread(), CALLED, key_of(args, kwargs)))
            try:
                return cached(*args, **kwargs)
            except BaseException as error:
                if thrown.pop(thread(), None) != id(error):
                    tell((number, thread(), REFUSED, None))
                error.__traceback__ = error.__traceback__.tb_next
                raise

        clear = cached.cache_clear

        def cache_clear():
            tell((number, thread(), CLEARED, None))
            return clear()

        # Some of what is wrapped has no name, and ours is not to show then.
        named = function_of(function)
        outer.__name__ = outer.__qualname__ = type(function).__name__ if named is None else named.__qualname__
        self.outer_code = outer.__code__
        outer.cache_info = cached.cache_info
        outer.cache_clear = cache_clear
        return outer


class Factory:
    """Stands for the type `functools._lru_cache_wrapper`, which cannot have subclasses."""

    def __init__(self, recorder):
        self.__recorder = recorder

    def __call__(self, user_function, maxsize, typed, cache_info_type):
        return self.__recorder.make(user_function, maxsize, typed, cache_info_type)

    def __instancecheck__(self, thing):
        return isinstance(thing, self.__recorder.original) or self.__recorder.is_recorded(thing)

    def __getattr__(self, name):
        return getattr(self.__recorder.original, name)
