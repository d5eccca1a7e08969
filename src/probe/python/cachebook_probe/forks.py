"""Keeps `os.fork` as it is without us.

From 3.12 on Python warns when a process forks that has more than one thread. Ours is not to be the second one: it ends
before a fork and begins again after it.
"""

import os
import sys
from time import sleep

REGISTRY = '__warningregistry__'
STEP = 0.000_02
#: Our thread is gone after one step or two, except on a machine that has no time for it.
MAX_STEPS = 5000


def thread_count():
    """None where the system does not say."""
    try:
        with open('/proc/self/stat', 'rb') as file:
            return int(file.read().rpartition(b')')[2].split()[17])
    except Exception:
        return None


def program_has_threads():
    threading = sys.modules.get('threading')
    return threading is not None and len(getattr(threading, '_active', ())) > 1


class OurThreadOnly:
    """Matches the one warning. It stands among the filters while the parent goes on from `os.fork`."""

    def match(self, text):
        return 'is multi-threaded' in text


class Quiet:
    """Takes the warning away for one fork; who has threads of their own keeps it."""

    def __init__(self, probe):
        self.probe = probe
        self.filter = ('ignore', OurThreadOnly(), DeprecationWarning, None, 0)
        self.filters = None
        self.is_alone = False
        #: Of the code that forks, when it had no registry of warnings.
        self.names = None

    def before(self):
        self.is_alone = False
        if program_has_threads() or not self.probe.is_running or (thread_count() or 0) > 2:
            return
        self.probe.stop_thread()
        for _ in range(MAX_STEPS):
            threads = thread_count()
            self.is_alone = threads in (None, 1)
            if self.is_alone or program_has_threads():
                break
            sleep(STEP)
        # Only now: the thread that has ended may have had to restore after the fork before.
        names = sys._getframe(1).f_globals
        self.names = None if REGISTRY in names else names

    def after_in_parent(self):
        if self.is_alone:
            # Directly: nobody else is to notice that the filters have changed.
            self.filters = warning_filters()
            self.filters.insert(0, self.filter)
        self.probe.start_thread()

    def restore(self):
        """The first act of the new thread, which cannot run before the warning: for that it needs the lock of Python."""
        filters, self.filters = self.filters, None
        if filters is not None and self.filter in filters:
            filters.remove(self.filter)
        names, self.names = self.names, None
        if names is not None and set(names.get(REGISTRY, ())) == {'version'}:
            del names[REGISTRY]  # The warning that was ignored has left it there, empty.


def warning_filters():
    warnings = sys.modules.get('warnings')
    if warnings is None:
        import _warnings as warnings
    return warnings.filters


def watch_forks(probe):
    if not hasattr(os, 'register_at_fork'):
        return
    if sys.version_info >= (3, 12):
        quiet = probe.quiet = Quiet(probe)
        os.register_at_fork(
            before=quiet.before, after_in_parent=quiet.after_in_parent, after_in_child=probe.begin_in_child
        )
    else:
        os.register_at_fork(after_in_child=probe.begin_in_child)
