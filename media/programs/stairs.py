"""How many ways lead up a staircase, when each step takes one, two or three stairs?"""

from functools import lru_cache

FIRST = {1: 1, 2: 2, 3: 4}


@lru_cache(maxsize=16)
def steps_to(stair):
    if stair in FIRST:
        return FIRST[stair]
    return steps_to(stair - 3) + steps_to(stair - 2) + steps_to(stair - 1)


if __name__ == "__main__":
    print(steps_to(30))
    print(steps_to.cache_info())
