"""Calls a cached function for so many seconds, as fast as it can."""

import sys
from functools import lru_cache
from time import perf_counter


@lru_cache(maxsize=100_000)
def square(n):
    return n


end = perf_counter() + float(sys.argv[1])
n = 0
while perf_counter() < end:
    for _ in range(1000):
        n += 1
        square('key %d' % (n * 7919 % 300_000) if n % 2 else n % 100)
