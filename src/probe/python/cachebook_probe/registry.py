"""The caches that are known, and what was told of them."""

import functools
import sys
from _weakref import ref
from collections import deque
from itertools import count
from time import perf_counter

from .place import FunctionType, caller, facts_of, members_of, partial

BuiltinType = type(len)

#: More are not told of.
MAX_CACHES = 12_000
#: Seconds a turn, for looking at counters and for what is new.
LOOK_BUDGET = 0.000_25
ADOPT_BUDGET = 0.002
#: Of functions that may yet get a `cache_info`.
MAX_CANDIDATES = 4096
MAX_BATCH = 1000
#: A `cache_info` that takes so long, so often, is asked no more.
SLOW = 0.002
MAX_SLOW = 3
MAX_COUNT = 2**53 - 1

LRU = functools._lru_cache_wrapper if isinstance(functools._lru_cache_wrapper, type) else None
lru_info = LRU and LRU.cache_info
#: What makes it, and who leaves.
LRU_CACHE = ('functools.lru_cache', 'lru')


class Strong:
    """Stands for a weak reference, to wrappers of Python 3.8, which can have none."""

    def __init__(self, thing):
        self.thing = thing

    def __call__(self):
        # Of the program there is nothing left where only we and the argument of `getrefcount` hold it.
        if self.thing is not None and sys.getrefcount(self.thing) <= 2:
            self.thing = None
        return self.thing


def reference(thing):
    try:
        return ref(thing)
    except TypeError:
        return Strong(thing)


class Watched:
    """A cache, its number, and what was last told of it."""

    __slots__ = ('number', 'ref', 'made', 'read', 'kind', 'policy', 'owner', 'told', 'last', 'slow', 'is_recorded', 'counted')

    def __init__(self, number, reference, made, read=None, kind=None, policy=None, is_recorded=False):
        self.number = number
        self.ref = reference
        self.made = made
        #: From the cache to hits, misses, maxsize, size, and where it is known evictions; found out later where None.
        self.read = read
        self.kind = kind
        self.policy = policy
        #: A reference to the function that keeps its values here, where the cache is an object of its own.
        self.owner = None
        self.told = False
        self.last = None
        self.slow = 0
        #: Whether its calls are recorded, and its hits and misses when those were last counted.
        self.is_recorded = is_recorded
        self.counted = 0

    @property
    def is_quick(self):
        """Whether reading it runs no code but ours and that of C."""
        return self.read in (lru_info, asked_of_recorded)


class Registry:
    def __init__(self):
        self.next_number = count(1).__next__
        self.pending = deque(maxlen=65536)
        self.candidates = deque(maxlen=MAX_CANDIDATES)
        self.watched = []
        self.untold = []
        self.gone = []
        self.place = 0
        self.recorder = None
        #: Caches that are objects, by their `id`: functions may keep their values there.
        self.claims = {}
        self.is_over = False

    # What the program's threads call.

    def see(self, thing):
        """A wrapper that `functools.update_wrapper` has just finished."""
        kind = type(thing)
        if kind is LRU:
            self.pending.append(Watched(self.next_number(), reference(thing), caller(), lru_info, *LRU_CACHE))
        elif kind is FunctionType:
            recorder = self.recorder
            if recorder is not None and thing.__code__ is recorder.outer_code:
                number = recorder.number_of(thing)
                self.pending.append(Watched(number, ref(thing), caller(), asked_of_recorded, *LRU_CACHE, True))
            else:
                self.part_from_recorded(thing)
                self.candidates.append(ref(thing))
        elif info_of_type(kind) is not None and not is_read_by_adapter(kind):
            self.add(thing, caller())

    def add(self, thing, made, kind=None, policy=None):
        """Something with a `cache_info` of its own."""
        try:
            self.pending.append(Watched(self.next_number(), ref(thing), made, None, kind, policy))
        except TypeError:
            pass  # It can have no weak reference, and is not to live longer because of us.

    def part_from_recorded(self, function):
        """Around a recorded cache: of what `wraps` has copied, a C wrapper would have had nothing to copy."""
        members = function.__dict__
        wrapped = members.get('__wrapped__')
        if self.recorder is not None and self.recorder.is_recorded(wrapped):
            for name in ('cache_info', 'cache_clear'):
                if members.get(name) is wrapped.__dict__.get(name):
                    members.pop(name, None)

    # What the probe's thread calls.

    def adopt(self, budget):
        """Takes in what is new."""
        until = perf_counter() + budget
        while self.candidates:
            thing = self.candidates.popleft()()
            if thing is not None:
                self.consider(thing)
        while self.pending and perf_counter() < until:
            watched = self.pending.popleft()
            thing = watched.ref()
            if thing is None:
                continue
            if watched.read is None:
                watched.read = info_of(thing)
                watched.kind = watched.kind or kind_of(thing)
                watched.policy = watched.policy or watched.kind.rpartition('.')[2]
                if watched.read is None:
                    continue
            if len(self.watched) >= MAX_CACHES:
                self.is_over = True
                continue
            self.watched.append(watched)
            self.untold.append(watched)

    def consider(self, function):
        """A function that was decorated some time ago: whatever it was to get, it has by now."""
        members = members_of(function)
        claim = self.claim_of(function, members)
        if claim is not None:
            claim.owner = ref(function)
            claim.told = False
            self.untold.append(claim)
        elif 'cache_info' in members and not is_copy(members):
            self.add(function, None)

    def claim_of(self, function, members):
        """The cache that a decorated function keeps its values in: as its `cache`, or in a cell."""
        if not self.claims:
            return None
        for thing in [members.get('cache'), *cells_of(function)]:
            claim = self.claims.get(id(thing))
            if claim is not None and claim.ref() is thing:
                return claim
        return None

    def tell_new(self, send):
        """Whether all caches are told of."""
        while self.untold:
            watched = self.untold[-1]
            thing = watched.ref()
            if thing is not None and not watched.told:
                info = read(watched, thing)
                if info is not None:
                    owner = watched.owner and watched.owner()
                    facts = facts_of(owner or thing, watched.made, watched.kind, watched.policy, info[2])
                    if not send(('cache', watched.number, facts)):
                        return False
                    watched.told = True
            self.untold.pop()
        return True

    def look(self, budget, changed, which=lambda watched: watched.told):
        """Reads as many of these caches as there is time for, in turn; calls `changed` with counts that are new."""
        until = perf_counter() + budget
        left = len(self.watched)
        asked = 0
        while left > 0:
            left -= 1
            if self.place >= len(self.watched):
                self.place = 0
            watched = self.watched[self.place]
            thing = watched.ref()
            if thing is None:
                self.remove(self.place)
                continue
            self.place += 1
            if which(watched):
                info = read(watched, thing)
                if info is not None and info != watched.last:
                    changed(watched, info)
            thing = None
            asked += 1
            if asked & 15 == 0 and perf_counter() > until:
                return

    def remove(self, place):
        watched = self.watched[place]
        self.watched[place] = self.watched[-1]
        self.watched.pop()
        if watched.told:
            self.gone.append(watched.number)

    def begin_again(self):
        """In a child, for a further reader, who knows nothing yet."""
        for watched in self.watched:
            watched.told = False
        self.untold = list(self.watched)
        self.gone = []


def read(watched, thing):
    """None where it does not tell. Nothing that it throws leaves here."""
    if watched.read is lru_info:
        return lru_info(thing)
    if watched.slow >= MAX_SLOW:
        return None
    begun = perf_counter()
    try:
        info = checked(watched.read(thing))
    except Exception:
        info = None
        watched.slow += 1
    if perf_counter() - begun > SLOW:
        watched.slow += 1
    return info


def checked(info):
    """Counts, whatever kind of tuple they come in."""
    if not isinstance(info, tuple):
        return None
    hits, misses, maxsize, size = tuple.__getitem__(info, slice(0, 4))
    if not (is_count(hits) and is_count(misses) and is_count(size)):
        return None
    evictions = tuple.__getitem__(info, 4) if tuple.__len__(info) == 5 else None
    return (hits, misses, maxsize if is_count(maxsize) else None, size, evictions)


def is_count(value):
    return type(value) is int and 0 <= value <= MAX_COUNT


def info_of_type(kind):
    """The `cache_info` of a class, where it is a plain function: no property, nothing that has code for being got."""
    for each in type.__dict__['__mro__'].__get__(kind):
        found = type.__dict__['__dict__'].__get__(each).get('cache_info')
        if found is not None:
            return found if type(found) is FunctionType else None
    return None


def info_of(thing):
    """How to ask for its counters: a function from the thing. None where asking would run who knows what."""
    own = members_of(thing).get('cache_info')
    if own is not None:
        is_plain = type(own) in (FunctionType, BuiltinType) or (
            type(own) is partial and type(own.func) in (FunctionType, BuiltinType)
        )
        return asked_of_members if is_plain else None
    return info_of_type(type(thing))


def asked_of_members(thing):
    return members_of(thing)['cache_info']()


def asked_of_recorded(thing):
    return members_of(thing)['cache_info']()


def kind_of(thing):
    """`cachetools` and the like, as its users import it: the public part of the name."""
    if type(thing) is FunctionType:
        name = str(thing.__globals__.get('__name__', ''))
    else:
        name = '%s.%s' % (type(thing).__module__, type(thing).__name__)
    parts = name[:200].split('.')
    private = [place for place, part in enumerate(parts) if part.startswith('_')]
    return '.'.join(parts[:private[0]] if private else parts) or name[:200]


def is_copy(members):
    """`wraps` copies what the wrapped function has."""
    return members_of(members.get('__wrapped__')).get('cache_info') is members['cache_info']


def is_read_by_adapter(kind):
    return kind.__module__.partition('.')[0] == 'cachetools'


def cells_of(function):
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:
            pass  # Nothing is in it yet.
