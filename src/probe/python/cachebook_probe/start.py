"""The probe of one process: a thread that looks, and what it tells."""

import _signal
import _thread
import atexit
import functools
import gc
import os
import sys
from os import getcwd, getpid, getppid
from time import perf_counter

from .channel import Channel
from .forks import watch_forks
from .hook import hook
from .libraries import watch_libraries
from .recorder import CALLED, HIT, MISS, REFUSED, Recorder
from .registry import (
    ADOPT_BUDGET,
    LOOK_BUDGET,
    LRU,
    LRU_CACHE,
    MAX_BATCH,
    MAX_CACHES,
    Registry,
    Watched,
    lru_info,
    reference,
)

VERSION = 2

#: Seconds between two looks.
LOOK = 0.05
DRAIN = 0.02
#: So long nothing is said at most: who hears nothing for longer knows that the program lets nobody look.
BEAT = 0.25
#: For the last figures, at the end of the program.
LAST_LOOK = 5.0
#: For code of others, which is asked then on our thread.
LAST_QUESTION = 1.0
#: How often the ring is emptied in one turn.
MAX_ROUNDS = 3
MAX_TEXT = 2000
#: Of all arguments together: a program may have as many as it likes.
MAX_ARGV = 16_000

#: What a thread of the program would get instead of us, must reach it.
FAULTS = {'SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGABRT', 'SIGTRAP', 'SIGSYS'}


def start():
    path = os.environ.get('CACHEBOOK_WATCH')
    if not path or is_subinterpreter():
        return
    probe = Probe(path, os.environ.get('CACHEBOOK_TOKEN', ''), os.environ.get('CACHEBOOK_KEYS'))
    probe.say_hello()
    if not probe.channel.is_dead:
        probe.install()


def is_subinterpreter():
    """Only the main interpreter may say what a signal does; so it says what the signal does already."""
    try:
        handler = _signal.getsignal(_signal.SIGINT)
        if handler is not None:
            _signal.signal(_signal.SIGINT, handler)
    except ValueError:
        return True
    return False


class Probe:
    def __init__(self, path, token, keys):
        self.path = path
        self.token = token
        self.begun = perf_counter()
        self.channel = Channel(path)
        self.registry = Registry()
        is_free_threaded = not getattr(sys, '_is_gil_enabled', lambda: True)()
        self.recorder = None
        if keys and not is_free_threaded:
            self.recorder = Recorder(self.registry.next_number, keys == 'hashed')
            self.registry.recorder = self.recorder
        #: Held by whoever looks or tells.
        self.lock = _thread.allocate_lock()
        self.wake = None
        self.is_running = False
        #: Which thread may go on; an older one ends.
        self.turn = 0
        self.has_greeted = False
        self.is_child = False
        #: At the end of the program, what our thread releases when it has looked once more.
        self.asked = None
        self.is_last = False
        self.notes = []
        #: Calls that the counters have counted, that were sent, and that were told to be dropped.
        self.counted = 0
        self.sent = 0
        self.dropped = 0
        self.has_dropped = False
        #: Dropped, and yet to be told.
        self.owed = 0
        self.backlog = []
        self.quiet = None
        self.has_debugger = False

    # The beginning.

    def install(self):
        registry = self.registry
        if self.recorder is not None:
            self.recorder.install()
            self.notes.append(('note', 'recursion-limit', str(self.recorder.raise_limit())))
        hook(registry.see)
        for cache in caches_so_far():
            registry.pending.append(
                Watched(registry.next_number(), reference(cache), None, lru_info, *LRU_CACHE)
            )
        watch_libraries(registry, self.recorder)
        watch_forks(self)
        atexit.register(self.finish)
        self.start_thread()

    def say_hello(self):
        if not self.channel.open():
            return False
        if not self.has_greeted:
            self.has_greeted = self.channel.send(('hello', self.hello()))
            for watched in self.registry.watched:
                watched.last = None
        return self.has_greeted

    def hello(self):
        return {
            'version': VERSION,
            'token': self.token,
            'runtime': 'python',
            'runtimeVersion': '.'.join(map(str, sys.version_info[:3])),
            'pid': getpid(),
            'ppid': getppid(),
            'argv': argv(),
            'cwd': working_folder()[:MAX_TEXT],
            'records': self.recorder is not None,
        }

    # The thread.

    def start_thread(self):
        if self.is_running or self.channel.is_dead:
            return
        self.turn += 1
        self.wake = _thread.allocate_lock()
        self.wake.acquire()
        self.is_running = True
        try:
            _thread.start_new_thread(self.run, (self.turn, self.wake))
        except Exception:
            self.is_running = False

    def stop_thread(self):
        """It ends as soon as it gets to run."""
        self.turn += 1
        self.is_running = False
        self.wake.release()

    def run(self, turn, wake):
        try:
            if self.quiet is not None:
                self.quiet.restore()
            block_signals()
            pause = DRAIN if self.recorder is not None else LOOK
            while turn == self.turn and not self.channel.is_dead:
                wake.acquire(True, pause)
                if turn == self.turn:
                    asked = self.asked
                    with self.lock:
                        self.look(ADOPT_BUDGET, LOOK_BUDGET if asked is None else LAST_QUESTION)
                    if asked is not None:
                        asked.release()
                        return
                    self.hide_from_debugger()
        except BaseException:
            self.channel.is_dead = True  # Silent for ever.

    def hide_from_debugger(self):
        if not self.has_debugger and 'pydevd' in sys.modules and 'threading' in sys.modules:
            self.has_debugger = True
            thread = sys.modules['threading'].current_thread()
            thread.pydev_do_not_trace = True
            thread.is_pydev_daemon_thread = True

    # What is told.

    def look(self, adopt_budget, look_budget):
        registry = self.registry
        self.hook_again()
        registry.adopt(adopt_budget)
        if not self.has_greeted and not self.may_greet():
            return
        send = self.channel.send
        if not self.channel.has_room() or not registry.tell_new(send):
            return
        if registry.is_over:
            registry.is_over = False
            self.notes.append(('note', 'too-many-caches', str(MAX_CACHES)))
        while self.notes and send(self.notes[0]):
            self.notes.pop(0)
        news = []
        registry.look(look_budget, lambda watched, info: news.append((watched, info)), self.is_asked)
        if self.recorder is not None:
            self.count_calls(news)
            self.tell_calls(send)
        self.tell_counts(send, news)
        if registry.gone and send(('gone', registry.gone[:MAX_CACHES])):
            registry.gone = registry.gone[MAX_CACHES:]
        if self.channel.is_silent_for(BEAT):
            send(('beat',))

    def is_asked(self, watched):
        return watched.told and (watched.is_quick or not self.is_last)

    def may_greet(self):
        """A child connects when it has something to tell: a thousand short ones never do."""
        if self.is_child and not self.has_news():
            return False
        return self.say_hello()

    def has_news(self):
        news = []

        def changed(watched, info):
            if watched.last is not None or info[0] + info[1] > 0:
                news.append(watched)

        self.registry.look(1.0, changed, lambda watched: not self.is_last or watched.is_quick)
        return bool(news)

    def hook_again(self):
        """`importlib.reload(functools)` has made everything new."""
        hook(self.registry.see)
        if self.recorder is not None and functools._lru_cache_wrapper is self.recorder.original:
            self.recorder.install()

    def tell_counts(self, send, news):
        for begin in range(0, len(news), MAX_BATCH):
            batch = news[begin:begin + MAX_BATCH]
            if not send(('counts', self.time(), [counts_of(watched, info) for watched, info in batch])):
                return
            for watched, info in batch:
                watched.last = info

    def time(self):
        return (perf_counter() - self.begun) * 1000

    # Recorded calls.

    def count_calls(self, news):
        for watched, info in news:
            if watched.is_recorded:
                before = watched.counted
                watched.counted = info[0] + info[1]
                # Less than before: it was cleared.
                self.counted += watched.counted - before if watched.counted >= before else watched.counted

    def tell_calls(self, send):
        """What cannot be sent now waits, here and in the ring, which lets go of the oldest."""
        for _ in range(MAX_ROUNDS):
            if not self.backlog and not self.owed:
                self.backlog = self.drain()
            # Those that were dropped are told of before those that follow them.
            if self.owed and not send(('dropped', self.owed)):
                return
            self.owed = 0
            while self.backlog:
                if self.channel.is_late:
                    self.leave_out()
                    return
                count = self.channel.send_some('calls', self.time(), self.backlog[:4 * MAX_BATCH])
                if count == 0:
                    return
                self.sent += called_in(self.backlog[:count])
                del self.backlog[:count]

    def leave_out(self):
        """The program ends, and the reader is too slow for what there is to tell."""
        self.backlog = []
        self.recorder.ring.clear()
        self.owed = max(0, self.counted - self.sent - self.dropped)
        self.dropped += self.owed
        if self.owed and self.channel.send(('dropped', self.owed)):
            self.owed = 0

    def drain(self):
        ring = self.recorder.ring
        size = len(ring)
        self.has_dropped = self.has_dropped or size == ring.maxlen
        take = ring.popleft
        calls = [take() for _ in range(size)]
        if self.has_dropped:
            # The counters were read before: what they count was sent, is here, or was dropped.
            self.owed = max(0, self.counted - self.sent - self.dropped - called_in(calls))
            self.dropped += self.owed
        return calls

    # The end, and the beginning in a child.

    def finish(self):
        """The end of the program, which is never held up for long."""
        if self.channel.is_dead:
            return
        try:
            self.ask_others()
            if self.channel.may_block:
                waited = _thread.allocate_lock()
                waited.acquire()
                _thread.start_new_thread(self.last_look, (waited,))
                waited.acquire(True, LAST_QUESTION)
            else:
                self.last_look()
        except BaseException:
            self.channel.is_dead = True

    def last_look(self, waited=None):
        """The last figures."""
        self.is_last = True
        if not self.lock.acquire(True, LAST_QUESTION):
            return
        try:
            self.turn += 1
            self.is_running = False
            self.channel.be_patient()
            self.look(LAST_LOOK, LAST_LOOK)
            if self.has_greeted and self.channel.send(('bye',)):
                self.channel.wait()
            self.channel.close()
        finally:
            self.channel.is_dead = True
            self.lock.release()
            if waited is not None:
                waited.release()

    def ask_others(self):
        """Code of others is asked on our thread, which is waited for so long."""
        if not self.lock.acquire(True, LAST_QUESTION):
            return
        try:
            self.registry.adopt(LAST_LOOK)
        finally:
            self.lock.release()
        if self.is_running and not all(watched.is_quick for watched in self.registry.watched):
            self.asked = _thread.allocate_lock()
            self.asked.acquire()
            self.wake.release()
            self.asked.acquire(True, LAST_QUESTION)

    def begin_in_child(self):
        """Of the parent's there is only the list of caches to go on with."""
        try:
            was_dead = self.channel.is_dead
            self.channel.rest = b''
            self.channel.close()
            self.channel = Channel(self.path)
            self.channel.is_dead = was_dead
            self.lock = _thread.allocate_lock()
            self.is_running = False
            self.is_child = True
            self.has_greeted = False
            self.asked = None
            self.is_last = False
            if was_dead:
                return
            if self.recorder is not None:
                self.recorder.ring.clear()
                self.backlog = []
                self.counted = self.sent = self.dropped = self.owed = 0
                self.has_dropped = False
                for watched in self.registry.watched:
                    watched.counted = sum((watched.last or (0, 0))[:2])
            self.registry.begin_again()
            tell_last_words_of_worker(self)
            self.start_thread()
        except Exception:
            self.channel.is_dead = True


def counts_of(watched, info):
    hits, misses, maxsize, size = info[:4]
    return (watched.number, hits, misses, info[4] if len(info) == 5 else None, size, maxsize)


def called_in(calls):
    """How many of these the counters count."""
    count = [call[2] for call in calls].count
    return count(CALLED) - count(REFUSED) + count(HIT) + count(MISS)


def caches_so_far():
    """All wrappers that were made before us. The heap is looked through this once only."""
    if LRU is None:
        return []
    found = gc.get_referrers(LRU) if sys.version_info >= (3, 9) else gc.get_objects()
    return [each for each in found if type(each) is LRU]


def argv():
    words = list(getattr(sys, 'argv', None) or [''])
    original = getattr(sys, 'orig_argv', [])
    if words[0] == '-m' and '-m' in original:
        words = original[original.index('-m'):]
    told, room = [], MAX_ARGV
    for word in words:
        told.append(str(word)[:min(MAX_TEXT, room)])
        room -= len(told[-1]) + 1
        if room <= 0:
            break
    return told


def working_folder():
    try:
        return getcwd()
    except OSError:
        return ''


def block_signals():
    """A signal of the program is to interrupt the program, not us."""
    if hasattr(_signal, 'pthread_sigmask'):
        faults = {getattr(_signal, name, None) for name in FAULTS}
        _signal.pthread_sigmask(_signal.SIG_BLOCK, set(_signal.valid_signals()) - faults)


def tell_last_words_of_worker(probe):
    """A child of `multiprocessing` ends without `atexit`, but by a way of its own, and this is how one asks for it."""
    util = sys.modules.get('multiprocessing.util')
    if util is not None:
        util.register_after_fork(probe, lambda kept: util.Finalize(None, kept.finish, exitpriority=-1000))
