"""Measures functools.lru_cache, written in C, on one workload and prints nanoseconds per operation, one a repeat."""

import json
import random
import sys
import time
from functools import lru_cache

workload, repeats = sys.argv[1], int(sys.argv[2])
random.seed(4)
ints = random.sample(range(-(2**31), 2**31), 100)
urls = [f"https://example.com/articles/{n % 2**32}?page={n & 7}" for n in ints]
count = 200_000
functions = [lru_cache(128)(lambda a, i=i: len(str(a)) + i) for i in range(24)]


def one(asked):
    cached = lru_cache(128)(lambda a: len(str(a)))

    def run():
        for key in asked:
            cached(key)

    return count, run


def two(asked):
    cached = lru_cache(128)(lambda a, b: a ^ b)

    def run():
        for key, other in asked:
            cached(key, other)

    return count, run


def stairs():
    @lru_cache(16)
    def steps_to(n):
        if n <= 2:
            return n
        if n == 3:
            return 4
        return steps_to(n - 3) + steps_to(n - 2) + steps_to(n - 1)

    def run():
        for _ in range(5000):
            steps_to.cache_clear()
            steps_to(30)

    return 5000, run


if workload.startswith("memo-int"):
    operations, run = one(random.choices(ints, k=count))
elif workload.startswith("memo-string"):
    operations, run = one(random.choices(urls, k=count))
elif workload.startswith("memo-two-ints"):
    operations, run = two([(key, ~key) for key in random.choices(ints, k=count)])
else:
    operations, run = stairs()

figures = []
for _ in range(repeats):
    start = time.perf_counter()
    run()
    figures.append((time.perf_counter() - start) * 1e9 / operations)
json.dump(figures, sys.stdout)
