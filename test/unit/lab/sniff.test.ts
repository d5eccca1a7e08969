import assert from 'node:assert/strict';
import type { Sniffed } from '../../../src/lab/reading/sniff.ts';
import { sniff } from '../../../src/lab/reading/sniff.ts';
import { findFormat } from '../../../src/lab/formats/index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const times = (count: number, of: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => of(at)).join('');
const utf16 = (text: string, withMark: boolean, little: boolean): Uint8Array => {
  const units = [
    ...(withMark ? [0xfeff] : []),
    ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
  ];
  return Uint8Array.from(
    units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
};
const records = (count: number): Uint8Array => {
  const file = new Uint8Array(24 * count);
  const view = new DataView(file.buffer);
  for (let at = 0; at < count; at++) {
    view.setUint32(24 * at, 1000 + at, true);
    view.setBigUint64(24 * at + 4, BigInt(at % 7), true);
    view.setUint32(24 * at + 12, 100, true);
    view.setBigInt64(24 * at + 16, -1n, true);
  }
  return file;
};
const words = (count: number, of: (at: number) => number): Uint8Array => {
  const file = new Uint8Array(4 * count);
  const view = new DataView(file.buffer);
  for (let at = 0; at < count; at++) view.setUint32(4 * at, of(at));
  return file;
};
const noise = (length: number): Uint8Array => {
  let state = 7;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
};

const LOG = '10.0.0.1 - - [10/Oct/2026:13:55:36 -0700] "GET /a HTTP/1.1" 200 12';
const MONITOR = '1795705143.811443 [0 127.0.0.1:1] "GET" "user:1"';

interface Expected {
  readonly format: string;
  readonly column?: number | string;
  readonly time?: number | string;
  readonly size?: number | string;
  readonly header?: boolean;
  readonly doubt?: string;
}

const FILES: Readonly<Record<string, readonly [Uint8Array, Expected | string]>> = {
  'no bytes': [bytes(''), 'empty'],
  'blank lines': [bytes('\n\r\n\n'), 'empty'],
  'one key': [bytes('user:1'), { format: 'keys' }],
  keys: [bytes('user:1\nuser:2\nuser:1\n'), { format: 'keys' }],
  paths: [bytes('/a b\n/c\n'), { format: 'keys' }],
  'keys with a mark': [bytes('\ufeffuser:1\nuser:2\n'), { format: 'keys' }],
  'UTF-16 with a mark': [utf16('user:1\nuser:2\n', true, true), { format: 'keys' }],
  'UTF-16, big-endian': [utf16('user:1\nuser:2\n', true, false), { format: 'keys' }],
  'UTF-16 without a mark': [utf16('user:1\nuser:2\n', false, true), { format: 'keys' }],
  numbers: [bytes(times(50, (at) => `${(at * 7) % 13}\n`)), { format: 'lirs' }],
  'numbers and stars': [bytes('1\n2\n*\n3\n1\n'), { format: 'lirs' }],
  'numbers with blanks around them': [bytes('  1 \n  2\n *\n 1 \n'), { format: 'lirs' }],
  'numbers that only rise': [bytes(times(50, (at) => `${at * 3}\n`)), { format: 'lirs', doubt: 'times' }],
  'CSV with names': [
    bytes('time,user_id,bytes\n1795705143,alice,10\n1795705144,bob,20\n'),
    { format: 'csv', column: 1, time: 0, size: 2, header: true, doubt: 'columns' },
  ],
  'CSV without names': [
    bytes('1795705143,alice,10\n1795705144,bob,20\n'),
    { format: 'csv', column: 1, time: 0, header: false, doubt: 'columns' },
  ],
  'CSV with dates': [
    bytes('2026-11-27T09:15:43Z;/a;1\n2026-11-27T09:15:44Z;/b;1\n'),
    { format: 'csv', column: 1, time: 0, header: false, doubt: 'columns' },
  ],
  'two columns': [bytes('a,1\nb,2\n'), { format: 'csv', column: 0, header: false, doubt: 'commas' }],
  TSV: [bytes('op\tkey\nget\ta\nset\tb\n'), { format: 'csv', column: 1, header: true, doubt: 'columns' }],
  'quoted commas': [
    bytes('key,x\n"a,b",1\n"c",2\n'),
    { format: 'csv', column: 0, header: true, doubt: 'columns' },
  ],
  'line breaks in quotes': [
    bytes('time,key\n1,"a\nb\nc"\n2,"d\n,e"\n'),
    { format: 'csv', column: 1, time: 0, header: true },
  ],
  'commas now and then': [bytes('a,b\nc\nd,e,f\n'), { format: 'keys' }],
  'JSON lines': [
    bytes('{"ts":1795705143,"key":"a","size":1}\n{"ts":1795705144,"key":"b","size":2}\n'),
    { format: 'jsonl', column: 'key', time: 'ts', size: 'size' },
  ],
  'JSON with objects in it': [
    bytes('{"req":{"url":"/a"},"level":"info"}\n{"req":{"url":"/b"},"level":"info"}\n'),
    { format: 'jsonl', column: 'req.url', doubt: 'columns' },
  ],
  'JSON of one field': [bytes('{"k":1}\n{"k":2}\n'), { format: 'jsonl', column: 'k' }],
  'a JSON array': [bytes('[\n {"key": 1},\n {"key": 2}\n]\n'), 'jsonArray'],
  'a JSON array on one line': [bytes('["a","b","c"]'), 'jsonArray'],
  'one JSON object over lines': [bytes('{\n  "key": 1\n}\n'), 'jsonArray'],
  'access log': [bytes(`${LOG}\n${LOG} "-" "curl"\n`), { format: 'access-log' }],
  MONITOR: [bytes(`OK\n${MONITOR}\n${MONITOR}\n`), { format: 'redis-monitor' }],
  'old lines': [bytes('a\rb\ra\r'), { format: 'keys' }],
  oracleGeneral: [records(100), { format: 'oracleGeneral' }],
  u32: [words(100, (at) => at % 9), { format: 'u32', doubt: 'byteOrder' }],
  noise: [noise(24_000), { format: 'u32', doubt: 'noise' }],
  rubbish: [Uint8Array.from([0, 1, 2, 3, 4, 5, 6]), 'binary'],
};

describe('what a file is', () => {
  for (const [name, [file, expected]] of Object.entries(FILES)) {
    it(name, () => {
      const found = sniff(file, true, file.length);
      if (typeof expected === 'string' || typeof found === 'string') {
        assert.equal(found, expected);
        return;
      }
      const { column, time, size, header } = found.guess.settings;
      const known = { format: found.format.id, column, time, size, header, doubt: found.guess.doubt };
      const named = Object.entries(expected).map(([each]) => each);
      assert.deepEqual(
        Object.fromEntries(named.map((each) => [each, known[each as keyof typeof known]])),
        expected,
      );
      assert.equal(found.guess.doubt, expected.doubt);
    });
  }

  it('a line that is cut at the end of the sample is not looked at', () => {
    const found = sniff(bytes('{"key":1}\n{"key":2}\n{"ke'), false) as Sniffed;
    assert.equal(found.format.id, 'jsonl');
  });

  it('a format has several names', () => {
    for (const [name, id] of [
      ['oracleGeneral', 'oracleGeneral'],
      ['oracle-general', 'oracleGeneral'],
      ['Redis MONITOR', 'redis-monitor'],
      ['TSV', 'csv'],
      ['ndjson', 'jsonl'],
      ['cache2k', 'u32'],
      ['LIRS', 'lirs'],
      ['combined', 'access-log'],
    ] as const)
      assert.equal(findFormat(name)?.id, id);
    assert.equal(findFormat('parquet'), undefined);
  });
});
