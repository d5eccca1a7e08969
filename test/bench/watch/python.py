"""What watching costs a program: each case prints seconds of this process, all threads, for one operation."""

import sys
from functools import lru_cache
from time import process_time

ROUNDS = 9


def least(work, operations):
    """Of several rounds the least: other work on the machine only adds."""
    times = []
    for _ in range(ROUNDS):
        begun = process_time()
        work()
        times.append(process_time() - begun)
    return min(times) / operations


@lru_cache(maxsize=None)
def held(n):
    return n


def hits(count=300_000):
    held(1)

    def work():
        for _ in range(count):
            held(1)

    return least(work, count)


def objects():
    global kept
    kept = [[n] for n in range(5_000_000)]
    return hits()


def caches():
    global kept
    kept = [lru_cache(lambda n: n) for _ in range(10_000)]
    return hits()


def misses(count=30_000):
    @lru_cache(maxsize=16)
    def missed(n):
        return n

    numbers = iter(range(10**9))

    def work():
        for _ in range(count):
            missed(next(numbers))

    return least(work, count)


def decorations(count=3_000):
    def work():
        for _ in range(count):
            lru_cache(len)

    return least(work, count)


def start():
    return process_time()


print({each.__name__: each for each in (hits, objects, caches, misses, decorations, start)}[sys.argv[1]]())
