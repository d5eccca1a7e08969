import assert from 'node:assert/strict';
import { renderToString } from 'preact-render-to-string';
import type { Recorded } from '../../../src/protocol/recorded.ts';
import { recordReplay } from '../../../src/host/notebook/checkRecording.ts';
import type { RichValue } from '../../../src/protocol/values.ts';
import { entries } from '../../../src/webview/charts/entries.tsx';
import { numbers } from '../../../src/webview/charts/numbers.tsx';
import { askNow, connect, tellNow } from '../../../src/webview/renderer/toHost.ts';
import { ShownValue } from '../../../src/webview/renderer/shownValue.tsx';

const info = { hits: 52, misses: 30, maxsize: 2, currsize: 2 };
const small = {
  kind: 'cache',
  cache: 'c1',
  name: 'stepsTo',
  policy: 'lru',
  info,
  evictions: 14,
  entries: [
    { key: '2', value: 'two' },
    { key: '1', value: 'one', next: true },
  ],
} as const;

function html(data: unknown): string {
  return renderToString(<ShownValue data={data} />);
}

/** What a person reads, tags apart. */
function text(data: unknown): string {
  return html(data).replaceAll(/<[^>]*>/g, '|').replaceAll(/\|[|\s]*/g, '|'); // oxfmt-ignore
}

function assertReads(data: RichValue, ...parts: string[]): void {
  const read = text(data);
  for (const part of parts) assert.ok(read.includes(`|${part}|`), `"${part}" is not in ${read}`);
}

function pictures(data: RichValue): string[] {
  return [...html(data).matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, name]) => name!);
}

describe('values of cells', () => {
  it('a cache: its line, its counters, its fill, its entries and who leaves next', () => {
    assertReads(
      structuredClone(small) as unknown as RichValue,
      'stepsTo|lru',
      'CacheInfo(hits=52, misses=30, maxsize=2, currsize=2)',
      'Hits|52',
      'Evictions|14',
      'Fill|2 of 2',
      'Hash map',
      'Recency list',
      '2|two|MRU|most recently used',
      '1|one|evicted next|LRU|least recently used',
    );
    assert.deepEqual(pictures(small as unknown as RichValue), [
      'Entries of stepsTo. 2 entries. Most recently used: 2. Least recently used: 1. Evicted next: 1.',
    ]);
    assert.deepEqual(entries.table(small).rows, [
      ['1 (MRU)', '2', 'two', ''],
      ['2 (LRU)', '1', 'one', 'next'],
    ]);
  });

  it('a cache that is not full: who would leave once it is', () => {
    const roomy = { ...small, info: { ...info, maxsize: 3 } };
    assert.match(text(roomy), /\|1\|one\|next, when full\|/);
    assert.match(entries.summary(roomy), /Evicted next, when the cache is full: 1\.$/);
  });

  it('a cache of a policy that decides by more than one order: that nobody can say who leaves', () => {
    const undecided = { ...small, policy: 'arc', entries: [{ key: '1', value: 'one' }] };
    const sentence = 'Who leaves next depends on more than the order of use.';
    assertReads(undecided, sentence);
    assert.ok(entries.summary(undecided).endsWith(sentence));
    assert.ok(!text(small).includes(sentence));
  });

  it('a timed cache: how long after its last call it expires, or each entry', () => {
    assertReads(
      { ...small, expiresIn: 5000 } as unknown as RichValue,
      'The whole cache expires 5.00 s after its last call.',
    );
    const each = {
      ...small,
      entries: small.entries.map((entry, at) => ({ ...entry, expiresIn: 3200 - 4000 * at })),
    };
    assertReads(each, '2|two|3.20 s|MRU', '1|one|0 s|evicted next');
    assert.deepEqual(
      entries.table(each).rows.map((row) => row.at(-1)),
      ['3.20 s', '0 s'],
    );
    const large = {
      kind: 'cache',
      name: 'timed',
      policy: 'timed-lru',
      info,
      cache: '1',
      expiresIn: 5000,
    } as const;
    assert.match(text(large), /The whole cache expires 5.00 s after its last call\./);
  });

  it('a picture whose signs are not there has no legend', () => {
    assert.doesNotMatch(html(small), /legend/);
  });

  it('a cache without a picture: of Python, without an end, of no entries', () => {
    const python = { kind: 'cache', name: 'steps_to', policy: 'lru', info } as const;
    assert.deepEqual(pictures(python), []);
    assert.doesNotMatch(text(python), /Evictions/);
    assert.match(text({ ...python, cache: '1' }), /It may hold more than 128 entries/);
    assert.match(text(python), /Only its counters are known/);
    assert.deepEqual(pictures({ ...python, info: { ...info, maxsize: 0 }, entries: [] }), []);
    assert.deepEqual(pictures({ ...python, entries: [] }), ['Entries of steps_to. No entries yet.']);
  });

  it('a table: a region that can be scrolled, its head, its rows and how many more there are', () => {
    const table: RichValue = {
      kind: 'table',
      columns: ['policy', 'hits', 'hits'],
      rows: [
        ['fifo', '3', 'a'],
        ['lru', '12', 'b'],
      ],
      more: 1234,
    };
    assertReads(table, 'The first 2 of 1,236 rows', 'policy|hits|hits|fifo|3|a|lru|12|b');
    assert.match(html(table), /tabindex="0" role="region" aria-label="The first 2 of 1,236 rows"/);
    assert.match(html(table), /<td class="number">12<\/td>/);
    assertReads({ ...table, more: 0 }, '2 rows');
  });

  it('a check marks the rows that are wrong, and can be stepped through where there is a model', () => {
    const value: RichValue = {
      kind: 'check',
      columns: ['Operation', 'Right'],
      rows: [
        ['put(1, 10)', 'yes'],
        ['get(1)', 'no'],
      ],
      wrong: [1],
    };
    const plain = html(value);
    assert.match(plain, /<table class="with-marks">/);
    assert.match(plain, /<tr class="marked"><th scope="row"[^>]*>get\(1\)/);
    assert.equal(plain.match(/class="marked"/g)?.length, 1);
    assert.doesNotMatch(plain, /Beside the Model/);
    const recorded = recordReplay({ policy: 'lru', maxsize: 1, steps: [[{ type: 'get', key: 1 }]] }, 'm')!;
    assert.match(
      html({ ...value, model: recorded }),
      /aria-expanded="false"[^>]*>Step Through, Beside the Model/,
    );
  });

  it('numbers: a picture with its extremes in words, logarithmic over more than three decades', () => {
    const few: RichValue = { kind: 'numbers', values: [0.5, 0.48, 0.61], more: 0 };
    assert.deepEqual(pictures(few), ['Numbers. 3 numbers between 0.48 and 0.61. In order: 0.5, 0.48, 0.61.']);
    const wide: RichValue = { kind: 'numbers', values: [2e-7, 30905041], more: 3 };
    assertReads(
      wide,
      '2 numbers between 2E-7 and 30,905,041. In order: 2E-7, 30,905,041. The axis is logarithmic. 3 more are not shown.',
    );
    for (const values of [
      [-1, 0, 1e6],
      [1, 1000],
      [0, 5],
    ]) {
      assert.doesNotMatch(numbers.summary({ values, more: 0 }), /logarithmic/);
    }
    assert.doesNotMatch(html(wide) + html(few) + html({ ...few, values: [7] }), /NaN|Infinity/);
  });

  it('timings: beside each other on a logarithmic axis, as in the dashboard', () => {
    const timing = (label: string, min: number) => ({ label, times: [min], min });
    const value: RichValue = { kind: 'timings', timings: [timing('cold', 0.5), timing('warm', 8e-8)] };
    assertReads(value, 'cold|500 ms', 'slowest', 'warm|80.0 ns', '6,250,000× faster');
    assert.deepEqual(pictures(value), [
      'Timings. 2 measured, on a logarithmic axis. Slowest: cold, 500 ms. Fastest: warm, 80.0 ns.',
    ]);
  });

  it('a tree: its root is open, and one row is in the tab order', () => {
    const inner = { label: 'Set(1)', children: [{ key: '0', value: { label: "'x'" } }] };
    const tree: RichValue = {
      kind: 'tree',
      root: { label: 'Map(1)', children: [{ key: "'a'", value: inner }], more: 2 },
    };
    assertReads(tree, 'Map(1)', '&#39;a&#39;|Set(1)'.replaceAll('&#39;', "'"), '…|2 more');
    assert.doesNotMatch(text(tree), /'x'/);
    assert.match(html(tree), /role="tree" aria-label="Value Map\(1\)"/);
    assert.equal(html(tree).match(/tabindex="0"/g)?.length, 1);
    assert.equal(html(tree).match(/aria-expanded="false"/g)?.length, 1);
  });

  it('never take text for HTML', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const all: RichValue[] = [
      { ...small, name: evil, policy: evil, entries: [{ key: evil, value: evil }] },
      { kind: 'table', columns: [evil], rows: [[evil, evil]], more: 0 },
      { kind: 'timings', timings: [{ label: evil, times: [1], min: 1 }] },
      { kind: 'tree', root: { label: evil, children: [{ key: evil, value: { label: evil } }] } },
    ];
    for (const value of all) assert.doesNotMatch(html(value), /<img/, value.kind);
  });

  it('say calmly when they cannot be drawn', () => {
    let deep: object = { label: 'end' };
    for (let depth = 0; depth < 20_000; depth++)
      deep = { label: 'on', children: [{ key: 'k', value: deep }] };
    const broken = [undefined, null, 7, {}, { kind: 'nonsense' }, { kind: 'numbers', values: 'x', more: 0 }];
    for (const data of [...broken, { kind: 'tree', root: deep }]) {
      assert.match(text(data), /^\|This output cannot be drawn\. Its text is there: .*\|$/);
    }
  });

  it('a cache with its events: every step, and now', () => {
    const recorded = recordedAs('s', 7);
    assertReads({ ...structuredClone(small), recorded } as unknown as RichValue, 'Step Through', 'Now');
    assert.doesNotMatch(text(small), /Now|Step Through|At This Cell/);
  });

  it('the events of a cache up to now go to who has asked for them', () => {
    const [sent, told]: unknown[][] = [[], []];
    connect((message) => sent!.push(message));
    askNow(recordedAs('s', 7), (events) => told!.push(events));
    assert.deepEqual(sent, [{ type: 'now', session: 's', cache: 7 }]);
    for (const other of [recordedAs('s', 8), recordedAs('t', 7)]) tellNow(other);
    assert.deepEqual(told, []);
    tellNow(recordedAs('s', 7));
    tellNow(recordedAs('s', 7)); // Nobody waits any more.
    assert.deepEqual(told, [recordedAs('s', 7)]);
    connect(undefined);
  });
});

function recordedAs(session: string, cache: number): Recorded {
  return {
    session,
    step: 0,
    events: '',
    facts: { cache, name: 'stepsTo', kind: 'lru', policy: 'lru', maxsize: 2, seed: 1, isRetired: false },
    keys: { numbers: [], prints: [], texts: [] },
  };
}
