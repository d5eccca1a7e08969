import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ProbeMessage } from '../../../src/watch/messages.ts';
import type { Cache, Start } from './programs.ts';
import { cachesOf, figures, runWatched } from './programs.ts';
import type { Python } from './pythons.ts';
import { withPython } from './pythons.ts';

/** How people make caches: the name to be told, the code, and in which of its lines the cache is; absent: elsewhere. */
const forms: readonly (readonly [name: string, code: string, line?: number])[] = [
  ['plain', '@lru_cache\ndef plain(n): return n', 0],
  ['sized', '@lru_cache(maxsize=4)\ndef sized(n): return n', 0],
  ['unbounded', '@functools.lru_cache(None)\ndef unbounded(n): return n', 0],
  ['none', '@functools.lru_cache(maxsize=0)\ndef none(n): return n', 0],
  ['typed', '@lru_cache(8, True)\ndef typed(n): return n', 0],
  ['decorated', '@lru_cache\n@noisy\n@noisy\ndef decorated(n): return n', 0],
  ['under', '@noisy\n@lru_cache\ndef under(n): return n', 0],
  ['async_one', '@lru_cache\nasync def async_one(n): return n', 0],
  ['generates', '@lru_cache\ndef generates(n): yield n', 0],
  ['Shape.area', 'class Shape:\n    @lru_cache\n    def area(self): return 1', 1],
  ['Static.area', 'class Static:\n    @staticmethod\n    @lru_cache\n    def area(n): return 1', 1],
  ['Class.area', 'class Class:\n    @classmethod\n    @lru_cache\n    def area(cls): return 1', 1],
  ['Property.area', 'class Property:\n    @property\n    @lru_cache\n    def area(self): return 1', 1],
  [
    'outer.<locals>.inner',
    'def outer():\n    @lru_cache\n    def inner(n): return n\n    return inner\nkept = outer()',
    1,
  ],
  ['<lambda>', 'squares = lru_cache(lambda n: n * n)', 0],
  ['later', 'def later(n): return n\ncached_later = lru_cache(later)', 0],
  [
    'Bound.area',
    'class Bound:\n    def __init__(self): self.area = lru_cache(self.area)\n    def area(self): return 1',
    2,
  ],
  ['len', 'bound = Bound()\nlengths = lru_cache(len)', 1],
  ['int', 'ints = lru_cache(int)', 0],
  ['list.append', 'appends = lru_cache([].append)', 0],
  ['loads', 'loaded = lru_cache(json.loads)', 0],
  ['<lambda>', 'exec("evaluated = lru_cache(lambda n: n)")'],
];

/** Of which the code is in another form's lines. */
const inner = 'partly = lru_cache(functools.partial(plain.__wrapped__, 1))\nagain = lru_cache(4)(plain)\n';

const HEAD = `import functools, json
from functools import lru_cache
def noisy(function):
    @functools.wraps(function)
    def around(*args): return function(*args)
    return around
`;

let folder = '';

before(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cachebook-caches-')));
});

after(() => {
  rmSync(folder, { recursive: true });
});

/** Runs this text as a program; gives what its first process told, and its output. */
async function watch(
  python: Python,
  text: string,
  start: Start = {},
): Promise<{ messages: ProbeMessage[]; caches: Cache[]; stdout: string }> {
  const file = path.join(folder, 'program.py');
  writeFileSync(file, text);
  const { processes, stdout, stderr, bad } = await runWatched(python, [file], { cwd: folder, ...start });
  assert.equal(stderr, '');
  assert.equal(bad, 0);
  const messages = processes[0] ?? [];
  assert.equal(messages[0]?.type, 'hello');
  assert.equal(messages.at(-1)?.type, 'bye');
  return { messages, caches: cachesOf(messages), stdout };
}

withPython('the caches of a Python program', (python) => {
  for (const keys of [undefined, '1'] as const) {
    it(`are found in all their forms${keys === undefined ? '' : ', keys recorded'}`, async () => {
      let line = HEAD.split('\n').length;
      const expected = forms.map(([name, code, place]) => {
        const told = place === undefined ? [name] : [name, 'program.py', line + place];
        line += code.split('\n').length;
        return told;
      });
      const first = HEAD.split('\n').length;
      expected.push(['plain', 'program.py', first], ['plain', 'program.py', first]);
      const text = `${HEAD}${forms.map(([, code]) => code).join('\n')}\n${inner}`;
      const { caches } = await watch(python, text, keys === undefined ? {} : { keys });
      assert.deepEqual(
        caches.map(({ name, file, line: at }) => [
          name,
          ...(file === undefined ? [] : [path.basename(file), at]),
        ]),
        expected,
      );
      for (const { kind, policy, file } of caches) {
        assert.deepEqual([kind, policy], ['functools.lru_cache', 'lru']);
        assert.equal(file ?? path.join(folder, 'program.py'), path.join(folder, 'program.py'));
      }
      assert.deepEqual(
        caches.slice(0, 4).map(({ module, maxsize }) => [module, maxsize]),
        [128, 4, null, 0].map((maxsize) => ['__main__', maxsize]),
      );
    });
  }

  it('count as the program counts', async () => {
    const { caches } = await watch(
      python,
      `
import functools
@functools.lru_cache(maxsize=16)
def steps_to(stair): return {1: 1, 2: 2, 3: 4}.get(stair) or sum(steps_to(stair - n) for n in (1, 2, 3))
@functools.lru_cache(maxsize=0)
def nothing(n): return n
@functools.lru_cache(maxsize=None)
def fails(n): raise KeyError(n)
@functools.lru_cache
def cleared(n): return n
steps_to(30)
nothing(1); nothing(1)
for n in (1, 1, []):
    try: fails(n)
    except Exception: pass
cleared(1); cleared(1); cleared.cache_clear(); cleared(2)
open('counts', 'w').write(repr(steps_to.cache_info()[:2]))
`,
    );
    assert.deepEqual(caches.map(figures), [
      ['steps_to', 52, 30, 16, 16],
      ['nothing', 0, 2, 0, 0],
      ['fails', 0, 2, 0, null],
      ['cleared', 0, 1, 1, 128],
    ]);
  });

  it('are found when all is frozen, the collector is off, and functools is loaded again', async () => {
    const { caches } = await watch(
      python,
      `
import functools, gc, importlib, time
gc.disable()
early = functools.lru_cache(lambda n: n)
early(1)
gc.freeze()
late = functools.lru_cache(lambda n: n)
late(1)
importlib.reload(functools)
time.sleep(0.2)
again = functools.lru_cache(lambda n: n)
again(1)
`,
    );
    assert.deepEqual(
      caches.map(({ misses }) => misses),
      [1, 1, 1],
    );
  });

  it('leave when the program lets them go', async () => {
    const { caches, messages } = await watch(
      python,
      `
import functools, time
def made(n):
    cache = functools.lru_cache(maxsize=n)(lambda n: n)
    cache(n)
    return cache
kept = [made(n) for n in range(1, 4)]
time.sleep(0.3)
kept.pop()
for n in range(2000): made(9)
time.sleep(0.3)
`,
    );
    assert.deepEqual(
      caches.filter(({ maxsize }) => maxsize !== 9).map(({ maxsize, isGone }) => [maxsize, isGone]),
      [
        [1, false],
        [2, false],
        [3, true],
      ],
    );
    assert.deepEqual(
      caches.filter(({ maxsize, isGone }) => maxsize === 9 && !isGone),
      [],
    );
    assert.equal(messages.filter(({ type }) => type === 'note').length, 0);
  });

  it('are told of up to 12,000, and that there are more', async () => {
    const { messages } = await watch(
      python,
      `
import functools
kept = [functools.lru_cache(lambda n: n) for _ in range(12_100)]
for cache in kept: cache(1)
`,
    );
    const caches = cachesOf(messages, { libraries: true });
    // One of Python's own may have left meanwhile.
    assert.ok(caches.length <= 12_000 && caches.length > 11_900, `${caches.length}`);
    assert.ok(caches.every(({ misses, isLibrary }) => isLibrary || misses === 1));
    assert.deepEqual(
      messages.filter(({ type }) => type === 'note'),
      [{ type: 'note', note: 'too-many-caches', text: '12000' }],
    );
  });

  it('of the library stand apart from its own', async () => {
    mkdirSync(path.join(folder, 'lib/site-packages'), { recursive: true });
    writeFileSync(
      path.join(folder, 'lib/site-packages/third_party.py'),
      'import functools\n@functools.lru_cache\ndef theirs(n): return n\n',
    );
    const { messages } = await watch(
      python,
      `
import sys, re, functools
sys.path.append('lib/site-packages')
import third_party
third_party.theirs(1)
@functools.lru_cache
def own(n): return n
own(1)
`,
      { keys: '1' },
    );
    const caches = cachesOf(messages, { libraries: true });
    assert.deepEqual(caches.filter(({ isLibrary }) => !isLibrary).map(figures), [['own', 0, 1, 1, 128]]);
    const theirs = caches.find(({ name }) => name === 'theirs');
    assert.deepEqual(theirs && figures(theirs), ['theirs', 0, 1, 1, 128]);
    // Calls within libraries are not recorded.
    const calls = messages.flatMap((message) => (message.type === 'calls' ? message.calls : []));
    assert.deepEqual(
      [...new Set(calls.map(([cache]) => cache))],
      [caches.find(({ name }) => name === 'own')?.number],
    );
  });

  it('of whatever has a cache_info of four numbers are read, once for all who wrap it', async () => {
    const { caches } = await watch(
      python,
      `
import functools
class Memo:
    def __init__(self, function):
        self.function = function
        functools.update_wrapper(self, function)
    def __call__(self, n): return self.function(n)
    def cache_info(self): return (3, 4, 5, 2)
@Memo
def by_class(n): return n
def memo(function):
    @functools.wraps(function)
    def wrapper(n): return function(n)
    wrapper.cache_info = lambda: (1, 2, None, 2)
    return wrapper
@memo
def by_function(n): return n
@functools.wraps(by_function)
def around(n): return by_function(n)
`,
    );
    assert.deepEqual(caches.map(figures).sort(), [
      ['by_class', 3, 4, 2, 5],
      ['by_function', 1, 2, 2, null],
    ]);
  });
});
