import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ProbeCall, ProbeMessage } from '../../../src/watch/messages.ts';
import { operations } from '../../../src/watch/messages.ts';
import type { Start, Watched } from './programs.ts';
import { cachesOf, callsOf, runPlain, runWatched, STAIRS } from './programs.ts';
import type { Python } from './pythons.ts';
import { PROBE, isAtLeast, withPython } from './pythons.ts';

let folder = '';

before(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cachebook-calls-')));
});

after(() => {
  rmSync(folder, { recursive: true });
});

function written(text: string): string {
  const file = path.join(folder, 'program.py');
  writeFileSync(file, text);
  return file;
}

async function record(
  python: Python,
  text: string,
  start: Start = {},
): Promise<Watched & { messages: ProbeMessage[]; calls: ProbeCall[] }> {
  const ended = await runWatched(python, [written(text)], { cwd: folder, keys: '1', ...start });
  assert.equal(ended.stderr, '');
  assert.equal(ended.status, 0);
  assert.equal(ended.bad, 0);
  const messages = ended.processes[0] ?? [];
  return { ...ended, messages, calls: callsOf(messages) };
}

/** Hits and misses of each cache, by what was told of its calls; each miss belongs to the last open call of its thread. */
function play(calls: readonly ProbeCall[]): Map<number, { hits: number; misses: number; missed: unknown[] }> {
  const played = new Map<number, { hits: number; misses: number; missed: unknown[] }>();
  const open = new Map<string, unknown[]>();
  for (const [cache, thread, operation, key] of calls) {
    const figures = played.get(cache) ?? { hits: 0, misses: 0, missed: [] };
    played.set(cache, figures);
    const place = `${cache} ${thread}`;
    if (operation === operations.called) {
      figures.hits++;
      open.set(place, [...(open.get(place) ?? []), key]);
    }
    if (operation === operations.missed) {
      figures.hits--;
      figures.misses++;
      figures.missed.push(open.get(place)?.pop());
    }
    if (operation === operations.refused) figures.hits--;
  }
  return played;
}

/** The calls of the only cache, without what differs from run to run. */
const told = (calls: readonly ProbeCall[]): unknown[] =>
  calls.map(([, , operation, key]) => {
    const name = Object.entries(operations).find(([, value]) => value === operation)?.[0];
    return key === null ? name : [name, key];
  });

withPython('the recorded calls of a Python program', (python) => {
  it('are all calls, in their order, with what became of each', async () => {
    const { calls, messages, processes } = await record(
      python,
      `
from functools import lru_cache
@lru_cache(maxsize=2)
def f(n):
    if n == 2: raise KeyError(n)
    return f(1) if n == 3 else n
f(1); f(1); f(3)
for n in (2, []):
    try: f(n)
    except (KeyError, TypeError): pass
f.cache_clear()
`,
    );
    assert.deepEqual(told(calls), [
      ['called', 1],
      'missed',
      'returned',
      ['called', 1],
      ['called', 3],
      'missed',
      ['called', 1],
      'returned',
      ['called', 2],
      'missed',
      'threw',
      [
        'called',
        told(calls)
          .flat()
          .find((key) => String(key).startsWith('<list')),
      ],
      'refused',
      'cleared',
    ]);
    assert.ok(processes[0]?.[0]?.type === 'hello' && processes[0][0].hello.records);
    assert.ok(messages.some((message) => message.type === 'note' && message.note === 'recursion-limit'));
    // A cache is told of before its calls are.
    const types = messages.map(({ type }) => type);
    assert.ok(types.indexOf('cache') < types.indexOf('calls'));
  });

  it('give the hits and misses that the caches count: recursion, methods, four threads', async () => {
    const { calls, messages } = await record(
      python,
      `${STAIRS}
import sys, threading
steps_to(30)
class Tree:
    def __init__(self, size): self.size = size
    @lru_cache
    def depth(self, n, *, step=1): return n if n <= 0 else self.depth(n - step, step=step) + self.size
trees = [Tree(n) for n in range(3)]
for tree in trees: tree.depth(5); tree.depth(5); tree.depth(6, step=2)
sys.setswitchinterval(0.00001)
@lru_cache(maxsize=50)
def shared(n): return n if n < 2 else shared(n // 2)
all_here = threading.Barrier(4)
def work(seed):
    all_here.wait()
    for n in range(1000): shared((n * seed) % 80)
threads = [threading.Thread(target=work, args=(seed,)) for seed in (7, 11, 13, 17)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`,
    );
    assert.deepEqual(
      messages.filter(({ type }) => type === 'dropped'),
      [],
    );
    const played = play(calls);
    const caches = cachesOf(messages);
    assert.deepEqual(
      caches.map(({ name }) => name),
      ['steps_to', 'Tree.depth', 'shared'],
    );
    for (const { number, name, hits, misses } of caches) {
      const { hits: playedHits, misses: playedMisses, missed } = played.get(number)!;
      assert.deepEqual([name, playedHits, playedMisses], [name, hits, misses]);
      assert.ok(!missed.includes(undefined), 'Each miss has its call.');
    }
    assert.ok(new Set(calls.map(([, thread]) => thread)).size >= 4);
  });

  it('keep nothing of the person alive', async () => {
    const { stdout } = await record(
      python,
      `
import gc, weakref
from functools import lru_cache
class Big:
    @lru_cache
    def area(self, other): return other
big = Big()
kept = weakref.ref(big)
big.area(Big())
Big.area.cache_clear()
big = None
print(kept())
`,
    );
    assert.equal(stdout.trim(), 'None');
  });

  it('are told whatever their keys take', async () => {
    const text = `
from functools import lru_cache
@lru_cache
def f(*args): return 1
for n in range(3000): f(*[chr(0x1f3b2) * 60] * 4)
`;
    const { calls, messages } = await record(python, text);
    assert.ok(messages.every(({ type }) => type !== 'dropped'));
    assert.equal(calls.filter(([, , operation]) => operation === operations.called).length, 3000);
    assert.equal(Buffer.byteLength(String(calls[0]?.[3])), 974);
  });

  it('leave room for recursion: 400 stairs', async () => {
    const { stdout } = await record(python, `${STAIRS}\nprint(len(str(steps_to(400))))\n`);
    assert.equal(stdout.trim(), '106');
  });

  it('leave no trace in what a cache looks like', async () => {
    const text = `
import copy, functools, inspect, pickle, traceback
@functools.lru_cache(maxsize=8, typed=True)
def square(n: int) -> int:
    "Of a number."
    return 1 / n
@functools.wraps(square)
def around(n): return square(n)
class Shape:
    @functools.lru_cache
    def area(self): return 1
print(isinstance(square, functools._lru_cache_wrapper), isinstance(around, functools._lru_cache_wrapper))
print(inspect.signature(square), square.__doc__, square.__name__, square.__wrapped__(4), hasattr(around, 'cache_info'))
print(pickle.loads(pickle.dumps(square)) is square, copy.copy(square) is square, copy.deepcopy(square) is square)
print(square(2), square(2.0), around(2), square.cache_info(), Shape().area(), Shape.area.cache_info())
${isAtLeast(python, [3, 9]) ? 'print(square.cache_parameters())' : ''}
for n in (0, []) if ${isAtLeast(python, [3, 11]) ? 'True' : 'False'} else ():
    try: around(n)
    except Exception: traceback.print_exc()
`;
    const plain = await runPlain(python, [written(text)], { cwd: folder });
    const recorded = await runWatched(python, [written(text)], { cwd: folder, keys: '1' });
    assert.deepEqual([recorded.stdout, recorded.stderr], [plain.stdout, plain.stderr]);
  });

  it('are dropped where nobody reads, are counted then, and the counters stay true', async () => {
    const text = `
from functools import lru_cache
@lru_cache(maxsize=100)
def f(n): return n
for n in range(200_000): f(n % 150 if n % 3 else 0)
print('done', flush=True)
input()
for n in range(100): f(n)
`;
    const { calls, messages, stdout } = await record(python, text, { isDeafAtFirst: true, stdin: '\n' });
    assert.equal(stdout.trim(), 'done');
    const [cache] = cachesOf(messages);
    const dropped = messages.reduce(
      (sum, message) => sum + (message.type === 'dropped' ? message.count : 0),
      0,
    );
    const called = calls.filter(([, , operation]) => operation === operations.called).length;
    assert.ok(cache !== undefined && dropped > 0);
    assert.equal(cache.hits + cache.misses, 200_100);
    assert.equal(called + dropped, 200_100);
  });
});

/** Compares descriptions with the keys of `functools` itself, and prints what differs. */
const KEYS = `
import functools, itertools, json, random, sys
sys.path.insert(0, sys.argv[1])
from cachebook_probe.keys import describer
class Own:
    def __repr__(self): raise SystemExit('asked')
    __str__ = __hash__ = __eq__ = __len__ = __repr__
own = [Own(), Own()]
class Text(str): pass
class Whole(int): pass
seed = random.Random(7)
atoms = [0, 1, -1, -2, 2, True, False, 0.0, -0.0, 1.0, 2.0, 1.5, 1e300, int(1e300), None, '', 'a', "'", "a', 'b", '"', '1', "'a'",
    chr(92) + 'n', chr(10), 'x' * 64, 'x' * 65, 'x' * 64 + 'y' * 9, b'', b'a', b'x' * 70, 2**53, 2**53 - 1, -2**53, 2**64, 2**64 + 1,
    10**5000, 10**5000 + 1, float('inf'), chr(0xd800), chr(0x1f3b2), '(1, 2)', 'tuple()', '()', 'a=1', '1, 2']
def thing(depth=0):
    if depth < 2 and seed.random() < 0.3: return tuple(thing(depth + 1) for _ in range(seed.randrange(4)))
    return seed.choice(atoms)
def arguments():
    names = seed.sample(['a', 'b'], seed.choice([0, 0, 0, 1, 2]))
    return tuple(thing() for _ in range(seed.choice([0, 1, 1, 1, 2, 2, 3]))), {name: thing() for name in names}
def key_of(args, kwargs, typed): return functools._make_key(args, kwargs, typed)
wrong = []
texts = []
for typed in (False, True):
    for is_hashed in (False, True):
        describe = describer(typed, is_hashed)
        by_key, by_text = {}, {}
        calls = [arguments() for _ in range(3000)] + [((each,), {}) for each in atoms] + [(pair, {}) for pair in itertools.product(atoms, repeat=2)]
        for args, kwargs in calls:
            key, text = key_of(args, kwargs, typed), describe(args, kwargs)
            if type(text) is str: texts.append(text)
            if by_key.setdefault(key, text) != text or by_text.setdefault(text, key) != key:
                wrong.append([typed, is_hashed, text, by_key[key], describer(True, False)(args, kwargs)])
describe = describer(False, False)
assert describe((own[0],), {}) == describe((own[0],), {}) != describe((own[1],), {})
assert describe((Text('a'),), {}).startswith('<Text ') and describe((Whole(1),), {}).startswith('<Whole ')
print(json.dumps([wrong[:10], max(map(len, texts)), [describe((1,), {}), describe(('a b',), {}), describe((1, 'a'), {'b': None}), describe((True,), {}), describe(((1, (2,)),), {})]]))
`;

withPython('what is told of a key', (python) => {
  it('is equal where functools takes keys for equal, and only there; no code of the person runs', () => {
    const { stdout, stderr } = spawnSync(python.path, ['-c', KEYS, PROBE], { encoding: 'utf8' });
    assert.equal(stderr, '');
    const [wrong, longest, examples] = JSON.parse(stdout) as [unknown[], number, unknown[]];
    assert.deepEqual(wrong, []);
    assert.ok(longest < 1000);
    assert.deepEqual(examples, [1, "'a b'", "1, 'a', b=None", 'True', '(1, (2,))']);
  });

  it('can be a hash, in which nobody finds the key', async () => {
    const { calls } = await record(
      python,
      `
from functools import lru_cache
@lru_cache
def f(*args): pass
f('secret'); f('secret'); f(17); f('secret', 17)
`,
      { keys: 'hashed' },
    );
    const keys = calls.flatMap(([, , , key]) => (key === null ? [] : [key]));
    assert.equal(keys.length, 4);
    assert.equal(new Set(keys).size, 3);
    for (const key of keys) assert.match(String(key), /^#[0-9a-f]{16}$/);
  });
});
