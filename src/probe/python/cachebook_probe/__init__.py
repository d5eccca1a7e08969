"""The probe: finds the caches of a program, reads their counters, and tells of them to Cachebook.

It is a guest. It imports the standard library only, and of that only what costs next to nothing; `threading` is never
imported on its thread, because up to Python 3.12 whoever imports it first is taken for the main thread.
"""

from .start import start

__all__ = ['start']
