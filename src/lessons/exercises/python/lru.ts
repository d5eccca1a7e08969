import * as l10n from '@vscode/l10n';
import type { PythonTask } from '../exercise.ts';

/** The LRU cache, in Python. */
export const lruPython: PythonTask = {
  entry: 'LRUCache',
  hints: () => [
    l10n.t(
      'Two questions have to be answered at once: where is the entry of this key, and which entry is oldest?',
    ),
    l10n.t(
      'A dict answers the first. For the second, keep the entries in the order of their last use, oldest first.',
    ),
    l10n.t(
      'Give every entry an older and a newer neighbour. A get takes its entry out of the chain and appends it at the end; a put on a full cache takes out the first. An OrderedDict can play both parts: move_to_end, and popitem(last=False).',
    ),
  ],
  starter: `class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity

    def get(self, key):
        """The value of the key, or -1. A use of the entry."""
        return -1

    def put(self, key, value):
        """Stores a value. When the cache is full, the least recently used entry leaves first."""`,
  solution: `class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = {}
        self.ring = ring = [None, None, -1, -1]  # older, newer, key, value: the end and the beginning of the chain
        ring[0] = ring[1] = ring

    def get(self, key):
        node = self.entries.get(key)
        if node is None:
            return -1
        self.unlink(node)
        self.append(node)
        return node[3]

    def put(self, key, value):
        node = self.entries.get(key)
        if node is not None:
            self.unlink(node)
        elif len(self.entries) >= self.capacity:
            oldest = self.ring[1]
            self.unlink(oldest)
            del self.entries[oldest[2]]
        if node is None:
            node = self.entries[key] = [None, None, key, value]
        node[3] = value
        self.append(node)

    def unlink(self, node):
        older, newer = node[0], node[1]
        older[1], newer[0] = newer, older

    def append(self, node):
        newest = self.ring[0]
        node[0], node[1] = newest, self.ring
        newest[1] = self.ring[0] = node`,
};
