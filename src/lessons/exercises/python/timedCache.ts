import * as l10n from '@vscode/l10n';
import type { PythonTask } from '../exercise.ts';

/** The timed cache, in Python. */
export const timedCachePython: PythonTask = {
  entry: 'create_reader',
  hints: () => [
    l10n.t(
      'Ask of every line: what if an hour passes here, what if the server fails here, what if the date is changed?',
    ),
    l10n.t(
      'One deadline for all entries is what makes fresh articles vanish. Store the time of expiry beside each length, taken from clock.now().',
    ),
    l10n.t(
      'Keep a pair of length and expiry in the dict. In read: a living entry is popped and stored again, so that the dict stays in order of use; otherwise fetch with a time limit, raise unless the status is 200, and only then make room and store. Refuse wrong seconds in __init__.',
    ),
  ],
  starter: `# fetch(url, timeout_ms=None, reject_unauthorized=True) gives a page with page.status and page.body.
# clock.now(): ms that never run backwards. clock.wall_time(): the date of the machine in ms, which a person can change.

def create_reader(fetch, seconds, maxsize, clock):
    return Reader(fetch, seconds, maxsize, clock)

class Reader:
    def __init__(self, fetch, seconds, maxsize, clock):
        self.fetch, self.seconds, self.maxsize, self.clock = fetch, seconds, maxsize, clock
        self.lengths = {}
        self.expiration = clock.wall_time() + seconds * 1000

    def read(self, url):
        """The length of an article. Raises when the server answers with an error."""
        if self.clock.wall_time() >= self.expiration:
            self.lengths.clear()
            self.expiration = self.clock.wall_time() + self.seconds * 1000
        if url in self.lengths:
            return self.lengths[url]
        if len(self.lengths) >= self.maxsize:
            del self.lengths[next(iter(self.lengths))]
        page = self.fetch(url, reject_unauthorized=False)
        self.lengths[url] = len(page.body)
        return self.lengths[url]

    # To come: info() with {'hits': ..., 'misses': ...}, where a failed fetch is a miss; clear(), which empties and zeroes both.`,
  solution: `from math import isfinite

def create_reader(fetch, seconds, maxsize, clock):
    return Reader(fetch, seconds, maxsize, clock)

class Reader:
    def __init__(self, fetch, seconds, maxsize, clock):
        if not (isfinite(seconds) and seconds > 0):
            raise ValueError('seconds has to be a finite number above 0')
        self.fetch, self.seconds, self.maxsize, self.clock = fetch, seconds, maxsize, clock
        self.clear()

    def read(self, url):
        known = self.entries.get(url)
        if known and self.clock.now() < known[1]:
            self.hits += 1
            self.entries[url] = self.entries.pop(url)
            return known[0]
        self.misses += 1
        page = self.fetch(url, timeout_ms=10_000)
        if page.status != 200:
            raise OSError('the server answered ' + str(page.status))
        self.entries.pop(url, None)
        if len(self.entries) >= self.maxsize:
            del self.entries[next(iter(self.entries))]
        self.entries[url] = len(page.body), self.clock.now() + self.seconds * 1000
        return len(page.body)

    def info(self):
        return {'hits': self.hits, 'misses': self.misses}

    def clear(self):
        self.entries, self.hits, self.misses = {}, 0, 0`,
};
