import assert from 'node:assert/strict';
import { Recording, MOST_ORIGINS } from '../../../../src/recording/index.ts';
import type { NotebookProcess, Said } from './notebookProcess.ts';
import { shareNotebook, transcript } from './notebookProcess.ts';

let notebook: NotebookProcess;
/** What its cells have done so far, and how many there were. */
let recording: Recording;
let count: number;

function open(): void {
  shareNotebook((shared) => {
    notebook = shared;
    recording = new Recording();
    count = 0;
  });
}

function record(said: Said): void {
  for (const message of said) if (message.type === 'tick') recording.append(message.tick);
}

/** Runs cells. Returns what their caches did, each with the line that has caused it: `1:` is the first of the cells. */
const eventsOf = (...cells: readonly string[]): Promise<string[]> => eventsIn('typescript', ...cells);

async function eventsIn(language: string, ...cells: readonly string[]): Promise<string[]> {
  const before = recording.last;
  const files: string[] = [];
  const texts: string[] = [];
  for (const code of cells) {
    const said = await notebook.run(code, language);
    record(said);
    texts.push(...transcript(said).filter((line) => line.startsWith('! ')));
    files.push(`cell-${++count}`);
  }
  const events = [...recording.events(before + 1)].map(({ type, key, origin }) => {
    const cell = origin ? files.indexOf(origin.file) + 1 : 0;
    return `${type}${key && ` ${key}`} ${origin ? `${cell}:${origin.line}` : '-'}`;
  });
  return [...events, ...texts];
}

describe('the line of an event', () => {
  open();

  it('is where the function is called, and where its cache was made', async () => {
    const code = 'const f = lruCache((n) => n)\n\nf(1)\nf(1)\n\n;f.cacheClear()';
    assert.deepEqual(await eventsOf(code), [
      'made 1:1',
      'miss 1 1:3',
      'stored 1 1:3',
      'hit 1 1:4',
      'cleared 1:6',
    ]);
  });

  it('is that of a direct change of a cache with keys', async () => {
    const code =
      "const c = createCache('lru', 1)\nc.set('a', 1)\nc.set('b', 2)\nc.delete('b')\nc.get('b')\nc.clear()";
    assert.deepEqual(await eventsOf(code), [
      'made 1:1',
      "stored 'a' 1:2",
      "removed 'a' 1:3",
      "stored 'b' 1:3",
      "removed 'b' 1:4",
      "miss 'b' 1:5",
      'cleared 1:6',
    ]);
  });

  it('is the innermost one of a recursion, however deep', async () => {
    const code =
      'const deep = lruCache(null)((n) =>\n  n === 0\n    ? 0\n    : deep(n - 1))\ndeep(2)\ndeep(1500)';
    const events = await eventsOf(code);
    assert.deepEqual(events.slice(0, 9), [
      'made 1:1',
      'miss 2 1:5',
      'miss 1 1:4',
      'miss 0 1:4',
      'stored 0 1:4',
      'stored 1 1:4',
      'stored 2 1:5',
      'miss 1500 1:6',
      'miss 1499 1:4',
    ]);
    assert.equal(events.at(-1), 'stored 1500 1:6');
  });

  it('is found through callbacks, methods, generators and code that is made from a text', async () => {
    const code = [
      'const k = createCache("lru", 9), g = lruCache((n) => n)',
      '[1, 2].map(k.get, k)',
      '[3].forEach((n) => {',
      '  g(n) })',
      'class Reader { read(n) {',
      '  return g(n) } }',
      'new Reader().read(4)',
      'function* all() {',
      '  yield g(5) }',
      '[...all()]',
      "eval('\\n\\n\\ng(6)')",
      '[8].sort(() => 0); JSON.stringify({ toJSON: () =>',
      '  g(7) })',
    ]
      .map((line) => `;${line}`)
      .join('\n')
      .replaceAll(';  ', '  ');
    const events = await eventsOf(code);
    const misses = events.filter((event) => event.startsWith('miss'));
    assert.deepEqual(misses, [
      'miss 1 1:2',
      'miss 2 1:2',
      'miss 3 1:4',
      'miss 4 1:6',
      'miss 5 1:9',
      'miss 6 1:11',
      'miss 7 1:13',
    ]);
  });

  it('is found behind an await and in a timer, and what rejects later has none', async () => {
    const code = [
      'const load = lruCache(async (n) => {',
      '  if (n < 0) throw new Error()',
      '  return n',
      '})',
      'await load(1)',
      'await load(2)',
      'await new Promise((resolve) => setTimeout(() => {',
      '  load(3)',
      '  resolve()',
      '}))',
      'await load(-1).catch(() => 0)',
    ].join('\n');
    const events = await eventsOf(code);
    assert.deepEqual(events.slice(1), [
      'miss 1 1:5',
      'stored 1 1:5',
      'miss 2 1:6',
      'stored 2 1:6',
      'miss 3 1:8',
      'stored 3 1:8',
      'miss -1 1:11',
      'stored -1 1:11',
      'removed -1 -',
    ]);
  });

  it('is where a cache is asked, also where a function of another cell does that', async () => {
    const helper = 'const h = lruCache((n) => n)\nfunction twice(n) {\n  h(n)\n  return h(n)\n}';
    const user = '\ntwice(1)\nh(2)';
    assert.deepEqual(await eventsOf(helper, user), [
      'made 1:1',
      'miss 1 1:3',
      'stored 1 1:3',
      'hit 1 1:4',
      'miss 2 2:3',
      'stored 2 2:3',
    ]);
  });

  it('is that of the cell in every kind of decorator, with an observer of its own', async () => {
    const code = [
      'class Shop {',
      '  @lruCache({ maxsize: 2, objects: "identity" })',
      '  price(n) { return n } }',
      'new Shop().price(1)',
      'const seen = lruCache((n) => n, { observer: () => 0 })',
      'seen(1)',
      'const t = timedLruCache(10)((a, b, c) => a)',
      't(1, 2, 3)',
      'const m = memoize((n) => n, { policy: "w-tinylfu", key: (n) => n })',
      'm(1)',
    ].join('\n');
    const misses = (await eventsOf(code)).filter((event) => event.startsWith('miss'));
    assert.deepEqual(
      misses.map((event) => event.split(' ').at(-1)),
      ['1:4', '1:6', '1:8', '1:10'],
    );
  });

  it('leaves the settings of Error as a cell has them, whatever they are, and runs nothing of it', async () => {
    const settings = [
      'Error.stackTraceLimit = 0',
      "Error.stackTraceLimit = 'all'",
      'delete Error.stackTraceLimit',
      'delete Error.prepareStackTrace',
      "Error.prepareStackTrace = () => { throw new Error('asked') }",
      'Error.captureStackTrace = () => { throw new Error("asked") }',
    ];
    for (const setting of settings) {
      const code = [
        'const limit = Error.stackTraceLimit, prepare = Error.prepareStackTrace, capture = Error.captureStackTrace',
        setting,
        'const [now, own] = [Error.stackTraceLimit, Error.prepareStackTrace]',
        'const s = lruCache((n) => n)',
        's(1)',
        'if (Error.stackTraceLimit !== now || Error.prepareStackTrace !== own) throw "changed"',
        'Error.stackTraceLimit = limit; Error.prepareStackTrace = prepare; Error.captureStackTrace = capture',
      ].join('\n');
      assert.deepEqual(await eventsOf(`{${code}}`), ['made 1:4', 'miss 1 1:5', 'stored 1 1:5'], setting);
    }
  });

  it('is not known where a cell has made Error something else, and nothing of it runs', async () => {
    const replacements = [
      'Error = class extends Error { static prepareStackTrace() { throw "asked" } }',
      'Object.defineProperty(globalThis, "Error", { get() { throw "asked" }, configurable: true })',
      'Object.defineProperty(Error, "stackTraceLimit", { get() { throw "asked" }, configurable: true })',
      'Object.defineProperty(Error, "prepareStackTrace", { set() { throw "asked" }, configurable: true })',
    ];
    for (const replace of replacements) {
      const code = [
        'const error = Error',
        `;${replace}`,
        'try { const r = lruCache((n) => n); r(1) }',
        'finally {',
        '  Object.defineProperty(globalThis, "Error", { value: error, writable: true, configurable: true })',
        '  Object.defineProperty(error, "stackTraceLimit", { value: 10, writable: true, configurable: true })',
        '  Object.defineProperty(error, "prepareStackTrace", { value: undefined, writable: true, configurable: true })',
        '}',
      ].join('\n');
      assert.deepEqual(await eventsOf(`{${code}}`), ['made -', 'miss 1 -', 'stored 1 -'], replace);
    }
    const code = 'const w = lruCache((n) => n)\nw(1)';
    assert.deepEqual(await eventsOf(`{${code}}`), ['made 1:1', 'miss 1 1:2', 'stored 1 1:2']);
  });

  it('does not need what a cell has replaced of the language', async () => {
    const code = [
      'const { startsWith } = String.prototype, { exec } = RegExp.prototype, { apply } = Reflect',
      'String.prototype.startsWith = RegExp.prototype.exec = Reflect.apply = () => { throw "asked" }',
      'const o = createCache("lru", 2)',
      'o.clear()',
      'String.prototype.startsWith = startsWith; RegExp.prototype.exec = exec; Reflect.apply = apply',
    ].join('\n');
    assert.deepEqual(await eventsOf(`{${code}}`), ['made 1:3', 'cleared 1:4']);
  });

  it(`is known of the first ${MOST_ORIGINS} events`, async () => {
    const known = recording.last;
    await eventsOf(`const many = lruCache((n) => n)\nfor (let n = 0; n < ${MOST_ORIGINS}; n++) many(1)`);
    assert.ok(known < MOST_ORIGINS && recording.last > MOST_ORIGINS);
    assert.deepEqual(recording.originOf(MOST_ORIGINS), { file: `cell-${count}`, line: 2 });
    assert.equal(recording.originOf(MOST_ORIGINS + 1), undefined);
  });
});

describe('the line of an event in Python', () => {
  open();

  const python = (...cells: string[]): Promise<string[]> => eventsIn('python', ...cells);

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
    const made = [...recording.caches()].at(-1)!;
    notebook.send({ type: 'clear', cache: made.cache });
    assert.deepEqual(await eventsOf('const other = createCache("lru", 1)\nother.get(2)'), [
      'cleared -',
      'made 1:1',
      'miss 2 1:2',
    ]);
  });

  it(`is known of the first ${MOST_ORIGINS} events`, async () => {
    const known = recording.last;
    await python(`many = lruCache(lambda n: n)\nfor n in range(${MOST_ORIGINS}): many(1)`);
    assert.ok(known < MOST_ORIGINS && recording.last > MOST_ORIGINS);
    assert.deepEqual(recording.originOf(MOST_ORIGINS), { file: `cell-${count}`, line: 2 });
    assert.equal(recording.originOf(MOST_ORIGINS + 1), undefined);
  });
});

describe('the line of an event at the end of the stack', () => {
  open();

  it('does not change how deep code can call itself', async () => {
    const code = [
      'const endless = lruCache(4)((n) =>',
      '  endless(n + 1))',
      'try { endless(1) } catch (error) {',
      '  if (!(error instanceof RangeError)) throw error',
      '}',
      'const after = lruCache((n) => n)',
      'after(0)',
    ].join('\n');
    const events = await eventsOf(code);
    assert.deepEqual(events.slice(0, 3), ['made 1:1', 'miss 1 1:3', 'miss 2 1:2']);
    assert.match(events.at(-1)!, /^stored 0 /);
  });
});
