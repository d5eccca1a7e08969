import assert from 'node:assert/strict';
import { MOST_ORIGINS } from '../../../../src/recording/index.ts';
import { RecordedNotebook } from './recordedNotebook.ts';

describe('the line of an event in Python', () => {
  const notebook = new RecordedNotebook('python');
  const { eventsOf: python } = notebook;

  it('is where the function is called, and where its cache was made', async () => {
    const code = '@lruCache\ndef f(n):\n  return n\n\nf(1)\nf(1)\n\nf.cache_clear()';
    assert.deepEqual(await python(code), [
      'made 1:1',
      'miss 1 1:5',
      'stored 1 1:5',
      'hit 1 1:6',
      'cleared 1:8',
    ]);
  });

  it('is that of a change of a cache with keys, also where it is used as a dict', async () => {
    const code = [
      "c = createCache('lru', 1)",
      "c['a'] = 1",
      "c.set('b', 2)",
      "del c['b']",
      "c.get('b')",
      'try:',
      "  c['b']",
      'except KeyError:',
      '  c.clear()',
    ].join('\n');
    assert.deepEqual(await python(code), [
      'made 1:1',
      "stored 'a' 1:2",
      "removed 'a' 1:3",
      "stored 'b' 1:3",
      "removed 'b' 1:4",
      "miss 'b' 1:5",
      "miss 'b' 1:7",
      'cleared 1:9',
    ]);
  });

  it('is the innermost one of a recursion, however deep, and the caller has its own again', async () => {
    const code = [
      '@lruCache(None)',
      'def deep(n):',
      '  if n == 0: return 0',
      '  return deep(n - 1)',
      'deep(2)',
      'deep(200)',
    ].join('\n');
    const events = await python(code);
    assert.deepEqual(events.slice(0, 9), [
      'made 1:1',
      'miss 2 1:5',
      'miss 1 1:4',
      'miss 0 1:4',
      'stored 0 1:4',
      'stored 1 1:4',
      'stored 2 1:5',
      'miss 200 1:6',
      'miss 199 1:4',
    ]);
    assert.equal(events.at(-1), 'stored 200 1:6');
  });

  it('is found through callbacks, methods, generators, a library and code that is made from a text', async () => {
    const code = [
      'from functools import partial, reduce; import statistics; g = lruCache(lambda n: n); k = createCache("lru", 9)',
      'list(map(k.get, [1, 2]))',
      'reduce(lambda _, n:',
      '  g(n), [0, 3])',
      'class Reader:',
      '  @memoize(policy="w-tinylfu")',
      '  def read(self, n): return n',
      '  def __repr__(self): return "reader"',
      'Reader().read(4)',
      'def all():',
      '  yield g(5)',
      '[*all()]',
      'exec("g(6)")',
      'class Number(int):',
      '  def __lt__(self, other): return g(7) == 0',
      'statistics.median([Number(1), Number(2)])',
    ].join('\n');
    const misses = (await python(code)).filter((event) => event.startsWith('miss'));
    assert.deepEqual(misses, [
      'miss 1 1:2',
      'miss 2 1:2',
      'miss 3 1:4',
      'miss reader, 4 1:9',
      'miss 5 1:11',
      'miss 6 1:13',
      'miss 7 1:15',
    ]);
  });

  it('is found behind an await and in what is called later, and in a function of another cell', async () => {
    const helper = [
      'import asyncio',
      '@lruCache',
      'async def load(n):',
      '  return n',
      'async def twice(n):',
      '  await load(n)',
      '  return await load(n)',
    ].join('\n');
    const user = [
      'await twice(1)',
      'loaded = asyncio.Event()',
      'def later():',
      '  load(2).close()',
      '  loaded.set()',
      'asyncio.get_event_loop().call_later(0, later)',
      'await loaded.wait()',
    ].join('\n');
    assert.deepEqual(await python(helper, user), [
      'made 1:2',
      'miss 1 1:6',
      'stored 1 1:6',
      'hit 1 1:7',
      'miss 2 2:4',
      'stored 2 2:4',
    ]);
  });

  it('runs nothing of a cell, and is no more than the line where it has replaced something', async () => {
    const code = [
      'import sys, gc, operator',
      'def asked(*_): raise AssertionError("asked")',
      'frame, getter, sys._getframe, operator.attrgetter = sys._getframe, operator.attrgetter, asked, asked',
      'seen = []',
      'sys.setprofile(lambda frame, event, arg: seen.append(frame.f_code.co_filename))',
      's = createCache("lru", 2)',
      's.get(1)',
      'sys.setprofile(None)',
      'sys._getframe, operator.attrgetter = frame, getter',
    ].join('\n');
    assert.deepEqual(await python(code), ['made 1:6', 'miss 1 1:7']);
  });

  it('is none where a person empties the cache, and none of a cell in another language', async () => {
    assert.deepEqual((await python('e = createCache("lru", 1)\ne.set(1, 1)')).length, 2);
    const made = [...notebook.recording.caches()].at(-1)!;
    notebook.process.send({ type: 'clear', cache: made.cache });
    assert.deepEqual(
      await notebook.eventsIn('typescript', 'const other = createCache("lru", 1)\nother.get(2)'),
      ['cleared -', 'made 1:1', 'miss 2 1:2'],
    );
  });

  it(`is known of the first ${MOST_ORIGINS} events`, async () => {
    const { recording } = notebook;
    const known = recording.last;
    await python(`many = lruCache(lambda n: n)\nfor n in range(${MOST_ORIGINS}): many(1)`);
    assert.ok(known < MOST_ORIGINS && recording.last > MOST_ORIGINS);
    assert.deepEqual(recording.originOf(MOST_ORIGINS), { file: `cell-${notebook.count}`, line: 2 });
    assert.equal(recording.originOf(MOST_ORIGINS + 1), undefined);
  });
});
