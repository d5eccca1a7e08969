"""Runs programs on functools.lru_cache and prints what they do, one JSON list of words a program."""

import functools
import json
import sys


class Planned(Exception):
    """An error that a program asked for."""


def run(program):
    words = []
    runs = 0
    depth = 0

    @functools.lru_cache(maxsize=program["maxsize"])
    def cached(*args, **kwargs):
        nonlocal runs, depth
        body = program["bodies"][runs % len(program["bodies"])]
        runs += 1
        number = runs
        if depth < 4:
            depth += 1
            try:
                perform(body["steps"])
            finally:
                depth -= 1
        if body["end"] == "throw":
            raise Planned(number)
        falsy = {"none": None, "zero": 0, "empty": "", "false": False}
        return falsy[body["end"]] if body["end"] in falsy else number

    def perform(steps):
        for step in steps:
            if step["do"] == "clear":
                cached.cache_clear()
            elif step["do"] == "call":
                args = [decode(arg) for arg in step["args"]]
                kwargs = {name: decode(value) for name, value in step["named"]}
                try:
                    words.append("value " + json.dumps(cached(*args, **kwargs)))
                except Planned as error:
                    words.append(f"error {error.args[0]}")
            info = cached.cache_info()
            words.append(f"{info.hits} {info.misses} {info.maxsize} {info.currsize}")

    perform(program["steps"])
    return words


def decode(value):
    kind, text = value
    return {"int": int, "float": float, "text": str, "none": lambda _: None}[kind](text)


json.dump([run(program) for program in json.load(sys.stdin)], sys.stdout)
