import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { operations } from '../../../src/watch/messages.ts';
import { cachesOf, callsOf, runWatched } from './programs.ts';
import { packagesFor } from './pythonPackages.ts';
import { withPython } from './pythons.ts';

const LIBRARIES = ['cachetools==7.2.0', 'async_lru==2.3.0'];

const PROGRAM = `
import asyncio, cachetools, cachetools.func
from async_lru import alru_cache
from cachetools import LRUCache, TTLCache, cached, cachedmethod
box = LRUCache(maxsize=2)
for key in 'abc': box[key] = 1
box.get('a'), box.get('b'), 'c' in box
try: box['d']
except KeyError: pass
box.pop('b')
def called(function): return [function(n) for n in (1, 2, 1, 3, 4, 1, 5)]
@cached(cache=LRUCache(maxsize=3))
def alone(n): return n
@cached(cache=TTLCache(3, 100), info=True)
def informed(n): return n
@cachetools.func.lfu_cache(maxsize=2)
def least(n): return n
@cachetools.func.lru_cache(maxsize=None)
def unlimited(n): return n
for function in (alone, informed, least, unlimited): called(function)
class Own(LRUCache):
    def __init__(self): super().__init__(2)
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]
own = Own()
own[1], own[1], own[2], own[3]
class Store:
    def __init__(self):
        self.cache = LRUCache(maxsize=4)
    @cachedmethod(lambda self: self.cache)
    def get(self, n, flag=False): return n
store = Store()
store.get(1); store.get(1); store.get(1, flag=True)
@alru_cache(maxsize=2)
async def later(n): return n
async def main():
    for n in (1, 2, 1, 3, 4): await later(n)
asyncio.run(main())
print(informed.cache_info()[:2], least.cache_info()[:2], unlimited.cache_info()[:2], later.cache_info()[:2])
print(cachetools.__spec__.loader.__class__.__name__, 'exec_module' in vars(cachetools.__spec__.loader))
`;

const lineOf = (text: string): number => PROGRAM.split('\n').findIndex((line) => line.includes(text)) + 1;

withPython('the caches of cachetools and async_lru', (python) => {
  let copies: string | undefined;
  let folder = '';

  before(() => {
    copies = packagesFor(python, LIBRARIES);
    folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-libraries-'));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('are counted, by name, line and policy; with keys where those are recorded (needs pip)', async function () {
    if (copies === undefined) this.skip();
    const file = path.join(folder, 'program.py');
    writeFileSync(file, PROGRAM);
    const { processes, stderr, stdout } = await runWatched(python, [file], {
      cwd: folder,
      keys: '1',
      env: { PYTHONPATH: copies },
    });
    assert.equal(stderr, '');
    assert.deepEqual(stdout.trim().split(/\r?\n/), [
      '(2, 5) (2, 5) (3, 4) (1, 4)'.replace('(3, 4)', '(2, 5)'),
      'SourceFileLoader False',
    ]);
    const caches = cachesOf(processes[0] ?? []).sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    const place = (start: string): string => `${path.basename(file)}:${lineOf(start)}`;
    assert.deepEqual(
      caches.map(({ name, line, kind, policy, hits, misses, evictions, size, limit }) =>
        [name, line, kind, policy, hits, misses, evictions, size, limit].map(String).join(' '),
      ),
      [
        `LRUCache (${place('box =')}) ${lineOf('box =')} cachetools.LRUCache lru 1 2 1 1 2`,
        `alone ${lineOf('LRUCache(maxsize=3)')} cachetools.LRUCache lru 2 5 2 3 3`,
        `informed ${lineOf('TTLCache(3')} cachetools.TTLCache ttl 2 5 2 3 3`,
        `least ${lineOf('lfu_cache')} cachetools.LFUCache lfu 2 5 3 2 2`,
        `unlimited ${lineOf('lru_cache(maxsize=None)')} cachetools cachetools 2 5 null 5 null`,
        `Own (${place('own =')}) ${lineOf('own =')} cachetools.LRUCache lru 1 3 1 2 2`,
        `LRUCache (${place('self.cache =')}) ${lineOf('self.cache =')} cachetools.LRUCache lru 1 2 0 2 4`,
        `later ${lineOf('@alru_cache')} async_lru.alru_cache lru 1 4 null 2 2`,
      ],
    );
    const names = Object.fromEntries(Object.entries(operations).map(([name, value]) => [value, name]));
    const told = (line: number): string[] => {
      const cache = caches.find((each) => each.line === line)?.number;
      const calls = callsOf(processes[0] ?? []).filter(([each]) => each === cache);
      return calls.map(([, , operation, key]) => `${names[operation]} ${key}`);
    };
    const box = "stored 'a', stored 'b', evicted 'a', stored 'c', miss 'a', hit 'b', miss 'd', deleted 'b'";
    assert.equal(told(lineOf('box =')).join(', '), box);
    assert.deepEqual(told(lineOf('self.cache =')), [
      'miss 1',
      'stored 1',
      'hit 1',
      'miss 1, flag=True',
      'stored 1, flag=True',
    ]);
  });
});
