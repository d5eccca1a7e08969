import assert from 'node:assert/strict';
import { MOST_ORIGINS } from '../../../../src/recording/index.ts';
import { RecordedNotebook } from './recordedNotebook.ts';

describe('the line of an event', () => {
  const notebook = new RecordedNotebook();
  const { eventsOf } = notebook;

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
    const { recording } = notebook;
    const known = recording.last;
    await eventsOf(`const many = lruCache((n) => n)\nfor (let n = 0; n < ${MOST_ORIGINS}; n++) many(1)`);
    assert.ok(known < MOST_ORIGINS && recording.last > MOST_ORIGINS);
    assert.deepEqual(recording.originOf(MOST_ORIGINS), { file: `cell-${notebook.count}`, line: 2 });
    assert.equal(recording.originOf(MOST_ORIGINS + 1), undefined);
  });
});

describe('the line of an event at the end of the stack', () => {
  const notebook = new RecordedNotebook();
  const { eventsOf } = notebook;

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
