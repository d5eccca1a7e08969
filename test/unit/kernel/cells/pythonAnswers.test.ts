import assert from 'node:assert/strict';
import { ownExercise } from '../../../../src/host/notebook/ownExercises.ts';
import { readTests } from '../../../../src/protocol/notebook/index.ts';
import { exercises, findExercise } from '../../../../src/lessons/exercises/index.ts';
import type { CheckReport } from '../../../../src/lessons/exercises/check/report.ts';
import type { NotebookProcess } from './notebookProcess.ts';
import { shareNotebook, shownLine, transcript } from './notebookProcess.ts';

/** exercise | what is spoilt in the solution | by what | what is said of it, in the words of the report */
const WRONG: readonly (readonly [id: string, what: string, by: string, told: RegExp])[] = [
  [
    'lru',
    '        self.append(node)\n        return',
    '        self.append(node) if False else self.append_back(node)\n        return',
    /fails with AttributeError/,
  ],
  ['lru', '>= self.capacity', '> self.capacity', /The capacity counts entries: as many as that and no more/],
  [
    'lru',
    'return -1',
    'return None',
    /get\(1\) should answer -1, as the key is not there; yours answers None.*A get of a missing key answers -1/,
  ],
  [
    'lru',
    'if node is None:\n            return -1',
    'if not node or not node[3]:\n            return -1',
    /0 is a value like any other/,
  ],
  ['lru', 'return node[3]', 'return str(node[3])', /should answer 10; yours would answer '10'/],
  ['lru', 'def get(', 'async def get(', /a coroutine instead of a value/],
  ['lfu', 'popitem(last=False)', 'popitem()', /A tie goes to the least recently used/],
  [
    'lfu',
    '            self.use(key, entry)\n            return',
    '            return',
    /A put of a key that is present is a use, too/,
  ],
  ['timed-cache', 'self.clock.now() < known[1]', 'True', /the cache should hold nothing; yours holds a/],
  ['timed-cache', 'timeout_ms=10_000', '', /fetches without a time limit/],
  ['timed-cache', 'page.status != 200', 'page.status >= 400', /Every status but 200 is an error/],
  ['timed-cache', 'self.seconds * 1000', 'self.seconds', /counts milliseconds: 10 s are 10,000 of them/],
  ['timed-cache', 'now() < known[1]', 'now() <= known[1]', /at that moment, not after it/],
  [
    'timed-cache',
    "{'hits': self.hits, 'misses': self.misses}",
    'self.hits, self.misses',
    /yours answers hits=missing, misses=missing\. info\(\) is a method that returns \{'hits'/,
  ],
  ['timed-cache', 'def info(', 'def tell(', /has no attribute 'info'\. info\(\) is a method/],
  ['timed-cache', 'return len(page.body)', 'len(page.body)', /read answers with a number/],
  [
    'timed-cache',
    '= len(page.body),',
    '= len(page.body.encode()),',
    /as len does: an emoji is one\. Bytes are more/,
  ],
  ['timed-cache', 'timeout_ms=', 'timeout=', /fails with TypeError: fetch\(\) got an unexpected keyword/],
  [
    'timed-cache',
    'self.entries[url] = self.entries.pop(url)',
    'pass',
    /A read of an article in the cache is a use/,
  ],
  [
    'timed-cache',
    'isfinite(seconds) and ',
    '',
    /^A lifetime without end is refused create_reader should refuse/,
  ],
  [
    'fast-function',
    '@lru_cache(maxsize=None)',
    '',
    /fewest_squares\(30\) calls fewest_squares 55778 times.*No result is found again/,
  ],
];

const CREATE = 'def create_reader(fetch, seconds, maxsize, clock):';

/** exercise | what people write in Python, whole | what is said of it */
const WRITTEN: readonly (readonly [id: string, what: string, code: string, told: RegExp])[] = [
  [
    'lru',
    'entries outside of the class',
    `SHARED = {}\n${findExercise('lru')!.python!.solution.replace('self.entries = {}', 'self.entries = SHARED')}`,
    /Every cache has a state of its own/,
  ],
  [
    'lru',
    'entries in a default',
    `class LRUCache:
    def __init__(self, capacity, entries={}):
        self.capacity, self.entries = capacity, entries
    def get(self, key):
        if key not in self.entries: return -1
        self.entries[key] = self.entries.pop(key)
        return self.entries[key]
    def put(self, key, value):
        self.entries.pop(key, None)
        self.entries[key] = value
        if len(self.entries) > self.capacity: del self.entries[next(iter(self.entries))]`,
    /Every cache has a state of its own/,
  ],
  [
    'lru',
    'popitem without last=False',
    `from collections import OrderedDict
class LRUCache(OrderedDict):
    def __init__(self, capacity):
        self.capacity = capacity
    def get(self, key):
        if key not in self: return -1
        self.move_to_end(key)
        return self[key]
    def put(self, key, value):
        self[key] = value
        self.move_to_end(key)
        if len(self) > self.capacity: self.popitem()`,
    /or it is the one that leaves: from the wrong end/,
  ],
  [
    'lfu',
    'a smallest number of uses that does not begin again',
    findExercise('lfu')!.python!.solution.replace(/\n *self\.fewest = 1(?=\n|$)(?![^]*self\.fewest = 1)/, ''),
    /with so few uses that there are none|Yours still looks among those with more/,
  ],
  [
    'timed-cache',
    'no reader',
    `${CREATE}\n    pass`,
    /create_reader returns the reader: an object with the methods/,
  ],
  [
    'timed-cache',
    'a dict for a reader',
    `${CREATE}\n    return {}`,
    /create_reader returns the reader: an object with/,
  ],
  [
    'timed-cache',
    'entries outside of the class',
    `SHARED = {}\n${findExercise('timed-cache')!.python!.solution.replace('= {}, 0, 0', '= SHARED, 0, 0')}`,
    /Every reader has a state of its own\. Keep entries, counters and the lifetime in self/,
  ],
  [
    'fast-function',
    'the largest square first',
    'def fewest_squares(n):\n    return 0 if n == 0 else 1 + fewest_squares(n - int(n ** 0.5) ** 2)',
    /fewest_squares\(12\) should answer 3; yours answers 4\. The largest square first/,
  ],
];

describe('answers in Python', function () {
  let notebook: NotebookProcess;
  shareNotebook((...shared) => ([notebook] = shared));

  async function check(code: string, exercise: string): Promise<CheckReport> {
    const { said, shown, report } = await notebook.check(code, exercise, 'python');
    assert.ok(report, [...transcript(said), ...shown.map(shownLine)].join('\n'));
    return report;
  }

  for (const { id, python } of exercises) {
    it(`${id}: the solution passes, the starter does not`, async () => {
      assert.deepEqual(told(await check(python!.solution, id)), []);
      assert.notDeepEqual(told(await check(python!.starter, id)), []);
    });
  }

  for (const [id, what, code, rule] of WRITTEN) {
    it(`${id}: ${what}`, async () => {
      assert.match(told(await check(code, id)).join('\n'), rule);
    });
  }

  for (const [id, what, by, rule] of WRONG) {
    it(`${id}: ${by.trim() || `without ${what}`}`, async () => {
      const { solution } = findExercise(id)!.python!;
      assert.ok(solution.includes(what));
      assert.match(told(await check(solution.replace(what, by), id)).join('\n'), rule);
    });
  }

  it('looks through no entries', async () => {
    const scanning = `class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.values, self.order = capacity, {}, []
    def get(self, key):
        if key not in self.values:
            return -1
        self.order.remove(key)
        self.order.append(key)
        return self.values[key]
    def put(self, key, value):
        if key in self.values:
            self.order.remove(key)
        elif len(self.values) >= self.capacity:
            del self.values[self.order.pop(0)]
        self.values[key] = value
        self.order.append(key)`;
    assert.match(told(await check(scanning, 'lru')).join('\n'), /something looks at all entries/);
  });

  it('names the function that is called, not what Python calls within it', async () => {
    const within = `from functools import cache
def slow(n):
    if n == 0: return 0
    return min(1 + slow(n - root * root) for root in range(1, int(n ** 0.5) + 1))
fewest_squares = cache(slow)`;
    assert.match(told(await check(within, 'fast-function')).join('\n'), /they go to slow itself/);
  });

  it('says when calls inside bypass the cache', async () => {
    const { starter } = findExercise('fast-function')!.python!;
    const around = `from functools import cache
${starter.replaceAll('fewest_squares', 'slow')}
fewest_squares = cache(slow)`;
    assert.match(
      told(await check(around, 'fast-function')).join('\n'),
      /bypass the cache: they go to slow itself/,
    );
  });

  it('sees a cache of the product', async () => {
    const handing = `class LRUCache:
    def __init__(self, capacity):
        self.cache = createCache('lru', capacity)
    def get(self, key):
        return self.cache.get(key, -1)
    def put(self, key, value):
        self.cache.set(key, value)`;
    assert.match(told(await check(handing, 'lru')).join('\n'), /hands the work to a cache of this notebook/);
  });

  it('answers the tests of a lesson of its own', async () => {
    const problems: never[] = [];
    const lines = [
      'new Pile(); push([1, "a"]); push({"k": null}); all() -> [[1, "a"], {"k": null}]; pop(2) -> error',
    ];
    const tests = readTests(
      lines.map((text) => ({ text, line: 1 })),
      problems,
    );
    const own = { id: 'pile', title: 'Pile', hints: [], solution: '' };
    const pile = `class Pile:
    def __init__(self):
        self.kept = []
    def push(self, value):
        self.kept.append(value)
    def all(self):
        return tuple(self.kept)`;
    const exercise = ownExercise(own, tests);
    assert.deepEqual(told((await notebook.check(pile, exercise, 'python')).report!), []);
    const wrong = pile.replace('tuple(self.kept)', 'self.kept[:1]');
    assert.match(
      told((await notebook.check(wrong, exercise, 'python')).report!).join('\n'),
      /all\(\) should answer \[\[1,"a"\],\{"k":null\}\]; yours answers \[\[1,"a"\]\]/,
    );
  });

  it('asks for the name that is missing, also where an earlier cell has defined it', async () => {
    const { solution } = findExercise('timed-cache')!.python!;
    await notebook.run(solution, 'python');
    assert.match(
      told(await check('x = 1', 'timed-cache')).join('\n'),
      /has to define create_reader as a function/,
    );
  });

  it('an endless loop is interrupted like any cell, and told with its sequence; variables are kept', async () => {
    const { solution } = findExercise('lru')!.python!;
    await notebook.run('kept = 1', 'python');
    const endless = solution.replace(
      '            oldest =',
      '            tell()\n            while True: pass\n            oldest =',
    );
    const tell = `from js import Function
tell = Function.new('(async () => { const { parentPort } = await import("node:worker_threads"); globalThis.$tell = () => parentPort.postMessage({ type: "progress", run: "", text: "endless" }) })()')
tell()`;
    await notebook.run(tell, 'python');
    notebook.execute(
      `from js import globalThis\ntell = lambda: getattr(globalThis, '$tell')()\n${endless}`,
      'python',
      'lru',
    );
    const { said, report } = await notebook.judge(
      'lru',
      (type) => {
        if (type === 'progress') notebook.send({ type: 'interrupt' });
        return type === 'idle';
      },
      'python',
    );
    assert.equal(report?.passed, false);
    assert.match(report.results[0]!.message, /The check was ended/);
    assert.match(transcript(said).at(-1) ?? '', /Interrupted/);
    assert.deepEqual(transcript(await notebook.run('kept', 'python')), ['= 1']);
  });
});

/** Of each check that failed what is said of it, in one line. */
function told({ results }: CheckReport): string[] {
  return results
    .filter(({ passed }) => !passed)
    .map(({ title, message, rule = '', steps }) =>
      [title, message, rule, ...steps.map(({ actual }) => actual)].join(' '),
    );
}
