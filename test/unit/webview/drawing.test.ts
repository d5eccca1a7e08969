import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import type { BuildOptions } from 'esbuild';
import { build } from 'esbuild';
import type { Draw, Drawings } from '../../../src/protocol/drawing.ts';
import type { RichValue } from '../../../src/protocol/values.ts';

const { builds } = createRequire(import.meta.url)('../../../esbuild.js') as { builds: BuildOptions[] };

const info = { hits: 52, misses: 30, maxsize: 2, currsize: 2 };
const entries = [
  { key: '<b>2</b> & "x"', value: 'two' },
  { key: '1', value: 'one', next: true },
];
const cache = { kind: 'cache', name: 'steps', policy: 'lru', info, entries } as const;

describe('what is drawn for a file', () => {
  let draw: Draw;

  /** As the host loads it: nothing of a page is there. */
  before(async () => {
    const options = builds.find(({ entryPoints }) => entryPoints && 'drawing' in entryPoints);
    assert.ok(options);
    const { outputFiles } = await build({ ...options, sourcemap: false, write: false, logLevel: 'silent' });
    const module = { exports: {} };
    vm.runInNewContext(outputFiles[0]!.text, { module, exports: module.exports, Intl, atob, performance });
    draw = (module.exports as Drawings).createDraw('en');
  });

  const read = (value: object): NonNullable<ReturnType<Draw>> =>
    structuredClone(draw(value as RichValue)) ?? { title: '', summary: '' };

  /** Pictures are files of XML that need nothing else and run nothing. */
  function assertAlone(svg: string | undefined): asserts svg is string {
    assert.match(svg ?? '', /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*<\/svg>\n$/);
    assert.doesNotMatch(svg!.replace(/ xmlns="[^"]*"/, ''), /https?:|<script|\son\w+=|@import|url\(/i);
    assert.match(svg!, /prefers-color-scheme: dark/);
    // What stands in for another that has a value is not asked for.
    const names = [...svg!.matchAll(/(?<=(?<!, )var\()--(?:cachebook|vscode)-[\w-]+(?=\))/g)].map(
      ([name]) => name,
    );
    for (const name of names) assert.ok(svg!.includes(`${name}:`), `${name} has no value`);
    const tags = [...svg!.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)];
    const open: string[] = [];
    for (const [, end, tag, alone] of tags) {
      if (end) assert.equal(open.pop(), tag);
      else if (!alone) open.push(tag!);
    }
    assert.deepEqual(open, []);
  }

  it('a cache: its counters and entries in words, and its inside as a picture', () => {
    const { title, summary, table, svg } = read(cache);
    assert.equal(title, 'Cache steps');
    assert.match(summary, /^lru, CacheInfo\(hits=52, misses=30, maxsize=2, currsize=2\)\. 2 entries\./);
    assert.deepEqual(table?.rows[1], ['2 (LRU)', '1', 'one', 'next']);
    assertAlone(svg);
    assert.match(svg, /<title>Cache steps<\/title><desc>lru, CacheInfo/);
    assert.match(svg, /&lt;b>2|&lt;b&gt;2/);
    assert.match(svg, /class="node next"/);
  });

  it('a cache without entries: its counters', () => {
    const large = { ...cache, entries: undefined };
    const { summary, svg, table } = read(large);
    assert.equal(summary, 'lru, CacheInfo(hits=52, misses=30, maxsize=2, currsize=2).');
    assert.deepEqual([svg, table], [undefined, undefined]);
  });

  it('timings and numbers: one drawing each, with their table', () => {
    const timing = { label: 'plain', number: 10, min: 0.5, times: [0.5, 0.6] };
    const timed = read({ kind: 'timings', timings: [timing, { ...timing, label: 'kept', min: 0.001 }] });
    assertAlone(timed.svg);
    for (const text of ['>plain<', '>500 ms<', '>500× faster<', '>slowest<'])
      assert.ok(timed.svg.includes(text), `${text} is not in ${timed.svg}`);
    assert.equal(timed.table?.rows.length, 2);
    const counted = read({ kind: 'numbers', values: [10, -1, 30], more: 0 });
    assertAlone(counted.svg);
    assert.deepEqual(counted.table?.rows[1], ['1', '-1']);
  });

  it('curves: each in a colour of its own, in both schemes', () => {
    const curve = {
      requests: 9,
      distinct: 3,
      enough: 3,
      knee: 2,
      points: [
        [0, 9],
        [3, 3],
      ],
      others: [],
    };
    const { svg, table } = read({
      kind: 'curves',
      curves: ['shop', 'robot', 'report'].map((name) => ({ ...curve, name })),
    });
    assertAlone(svg);
    const colours = [...svg.matchAll(/\.curve-\d \{[^}]*color: var\((--[\w-]+)\)/g)].map(([, name]) => name!);
    assert.equal(new Set(colours).size, 3, svg);
    for (const name of colours) assert.equal(svg.split(`${name}:`).length, 3, name);
    assert.ok(table?.numbers?.length);
  });

  it('a check: the rows that are wrong stand out, numbers at the right', () => {
    const rows = [
      ['put(1, 10)', '', 'yes'],
      ['get(1)', '10', 'no'],
    ];
    const value = { kind: 'check', columns: ['Operation', 'Should answer', 'Right'], rows, wrong: [1] };
    assert.deepEqual(read(value).table, { columns: value.columns, rows, numbers: [1], marked: [1] });
  });

  it('a table is a table, and a tree says as much in its text', () => {
    const table = { kind: 'table', columns: ['a'], rows: [['1']], more: 4 } as const;
    assert.deepEqual(read(table).table?.rows, [['1']]);
    assert.equal(read(table).title, 'The first 1 of 5 rows');
    assert.equal(draw({ kind: 'tree', root: { label: 'x' } }), undefined);
  });
});
