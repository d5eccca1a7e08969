import type { PythonTask } from '../exercise.ts';

/** The LFU cache, in Python. */
export const lfuPython: PythonTask = {
  entry: 'LFUCache',
  starter: `class LFUCache:
    def __init__(self, capacity):
        self.capacity = capacity

    def get(self, key):
        """The value of the key, or -1. A use of the entry."""
        return -1

    def put(self, key, value):
        """
        Stores a value: the first use of a new entry, one more of a present one. When the cache is full, the entry
        with the fewest uses leaves first; among several, the least recently used of them.
        """`,
  solution: `from collections import OrderedDict, defaultdict

class LFUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}  # key: [value, uses]
        self.by_uses = defaultdict(OrderedDict)  # keys with that many uses, least recently used first
        self.fewest = 1

    def get(self, key):
        entry = self.entries.get(key)
        if entry is None:
            return -1
        self.use(key, entry)
        return entry[0]

    def put(self, key, value):
        entry = self.entries.get(key)
        if entry is not None:
            entry[0] = value
            self.use(key, entry)
            return
        if len(self.entries) >= self.capacity:
            victim, _ = self.by_uses[self.fewest].popitem(last=False)
            del self.entries[victim]
        self.entries[key] = [value, 1]
        self.by_uses[1][key] = None
        self.fewest = 1

    def use(self, key, entry):
        uses = entry[1]
        group = self.by_uses[uses]
        del group[key]
        if not group:
            del self.by_uses[uses]
            if self.fewest == uses:
                self.fewest += 1  # the key itself goes there
        entry[1] += 1
        self.by_uses[uses + 1][key] = None`,
};
