import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Settings } from '../../../src/lab/formats/format.ts';
import { formats } from '../../../src/lab/formats/index.ts';
import type { Read } from './reading.ts';
import { cut, numbered, readPieces, way } from './reading.ts';

/** A line of a file, and the keys that it asks for; none where it is no request. */
interface Line {
  readonly bytes: Uint8Array;
  readonly keys: readonly string[];
  readonly isMalformed?: boolean;
}

interface Case {
  readonly format: string;
  readonly settings?: Settings;
  readonly lines: fc.Arbitrary<readonly Line[]>;
}

const encoder = new TextEncoder();
const line = (text: string, ...keys: string[]): Line => ({ bytes: encoder.encode(text), keys });
const broken = (text: string): Line => ({ bytes: encoder.encode(text), keys: [], isMalformed: true });

/** Few keys, so that they come again; some of them awkward. */
const key = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 20 }).map((number) => `user:${number}`) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
  fc.constantFrom(
    '__proto__',
    'constructor',
    ' ',
    '"',
    '""',
    'a"b',
    'a,b',
    'a;b',
    '\\',
    'é',
    '日本',
    '😀',
    '0',
    '00',
  ),
);
const end = fc.constantFrom('\n', '\r\n');
const plainKey = key.map((text) => text.replaceAll(/[\r\n]/g, '_')).filter((text) => text !== '');

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const inCsv = (text: string, separator: string): string =>
  /["\r\n]/.test(text) || text.includes(separator) || text === '' ? quoted(text) : text;
/** A text that may be written as it is, or in quotes. */
const field = (value: fc.Arbitrary<string>, separator: string): fc.Arbitrary<readonly [string, string]> =>
  fc
    .tuple(value, fc.boolean())
    .map(([text, always]) => [text, always ? quoted(text) : inCsv(text, separator)]);

function csvLines(separator: string): fc.Arbitrary<readonly Line[]> {
  const request = fc
    .tuple(
      fc.nat(99),
      field(key, separator),
      field(fc.string({ unit: 'binary', maxLength: 9 }), separator),
      end,
    )
    .map(([time, [text, written], [, other], lineEnd]) =>
      line(`${time}${separator}${written}${separator}${other}${lineEnd}`, text),
    );
  const wrong = fc.constantFrom('17\n', `17${separator}"a"b${separator}c\n`, '"x"y\n').map(broken);
  return fc.array(fc.oneof({ weight: 9, arbitrary: request }, wrong), { maxLength: 40 });
}

const jsonText = (text: string, escapes: boolean): string =>
  escapes ? `"${escaped(text)}"` : JSON.stringify(text);
const escaped = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
const anyValue = fc.json({ maxDepth: 2 });

/** A text without half of a pair: files cannot hold one. */
const whole = key.map((text) => new TextDecoder().decode(new TextEncoder().encode(text)));

const jsonRequest = fc
  .tuple(fc.option(anyValue), whole, fc.boolean(), fc.option(anyValue), fc.constantFrom('', ' '), end)
  .map(([before, text, escapes, after, blank, lineEnd]) => {
    const parts = [
      ...(before === null ? [] : [`"id":${blank}{"key":${before}}`]),
      `"key"${blank}:${blank}${jsonText(text, escapes)}`,
      ...(after === null ? [] : [`"keys":[{"key":1},${after}]`]),
    ];
    return line(`${blank}{${parts.join(`${blank},`)}}${blank}${lineEnd}`, text);
  });
const jsonNumber = fc.integer().map((number) => line(`{"key":${number}}\n`, String(number)));
const jsonWrong = fc
  .constantFrom(
    '{}',
    '[]',
    '{"key":}',
    '{"key":01}',
    '{"key":"a}',
    '{"key":"a"',
    '{"id":1}',
    '{"key":"\\x"}',
    'key',
    '{"key":1}}',
  )
  .map((text) => broken(`${text}\n`));

const monitorKey = (text: string): string =>
  [...encoder.encode(text)]
    .map((byte) => {
      if (byte === 34 || byte === 92) return `\\${String.fromCharCode(byte)}`;
      const short = new Map([
        [10, '\\n'],
        [13, '\\r'],
        [9, '\\t'],
        [7, '\\a'],
        [8, '\\b'],
      ]).get(byte);
      return (
        short ??
        (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)
      );
    })
    .join('');
const monitorLine = fc
  .tuple(
    fc.nat(1e6),
    fc.constantFrom('0 127.0.0.1:6379', '0 lua', '0 unix:/tmp/a]b/s', '0 [::1]:4'),
    whole,
    whole,
    fc.nat(5),
  )
  .map(([micros, client, one, two, kind]) => {
    const start = `1795705143.${String(micros).padStart(6, '0')} [${client}] `;
    const [a, b] = [`"${monitorKey(one)}"`, `"${monitorKey(two)}"`];
    if (kind === 0) return line(`${start}"MGET" ${a} ${b}\n`, one, two);
    if (kind === 1) return line(`${start}"mset" ${a} "1" ${b} ""\n`, one, two);
    if (kind === 2) return line(`${start}"PING"\n`);
    if (kind === 3) return line(`${start.replace('[0', '[7')}"get" ${a}\r\n`, `db7:${one}`);
    return line(`${start}"${kind === 4 ? 'SET' : 'GET'}" ${a} ${b}\n`, one);
  });
const monitorWrong = fc
  .constantFrom(
    '1795705143.1 [0 x] "GET" "a',
    '1795705143.1 [0 x] GET a',
    'now [0 x] "GET" "a"',
    '1.5 [0 x] "GET" "a"b',
    '1.5 [0 x "GET" "a"',
  )
  .map((text) => broken(`${text}\n`));

const path = fc
  .tuple(fc.nat(20), fc.constantFrom('', '?q=1', '/é', '\\"x\\"'))
  .map(([n, rest]) => `/page/${n}${rest}`);
const logLine = fc
  .tuple(path, fc.nat(59), fc.constantFrom('-', '512'), fc.boolean(), end)
  .map(([url, second, size, isCombined, lineEnd]) =>
    line(
      `10.0.0.1 - bob [10/Oct/2026:13:55:${String(second).padStart(2, '0')} -0700] "GET ${url} HTTP/1.1" 200 ${size}` +
        `${isCombined ? ' "http://x/?a=\\"" "Mozilla [x] \\"y"' : ''}${lineEnd}`,
      url,
    ),
  );
const logWrong = fc
  .constantFrom(
    '10.0.0.1 - - [10/Oct/2026:13:55:36 -0700] "-" 408 0',
    '10.0.0.1 - - [10/Oct/2026 "GET /a HTTP/1.1" 200 1',
    'x',
    '10.0.0.1 - - [10/Oct/2026:13:55:36 -0700] "GET /a HTTP/1.1',
  )
  .map((text) => broken(`${text}\n`));

const some = (right: fc.Arbitrary<Line>, wrong: fc.Arbitrary<Line>): fc.Arbitrary<readonly Line[]> =>
  fc.array(fc.oneof({ weight: 9, arbitrary: right }, wrong), { maxLength: 60 });

const blanks = fc.constantFrom('', '', ' ', '\t ');
const number = fc.oneof(fc.nat(20), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
const words = (bigEndian: boolean): fc.Arbitrary<readonly Line[]> =>
  fc.array(
    number.map((value) => {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setInt32(0, value, !bigEndian);
      return { bytes, keys: [String(value >>> 0)] };
    }),
    { maxLength: 100 },
  );
const oracle = fc.array(
  fc
    .tuple(
      fc.nat(1e6),
      fc.oneof(fc.bigInt({ min: 0n, max: 20n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
      fc.nat(1e6),
    )
    .map(([time, id, size]) => {
      const bytes = new Uint8Array(24);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, time, true);
      view.setBigUint64(4, id, true);
      view.setUint32(12, size, true);
      view.setBigInt64(16, -1n, true);
      return { bytes, keys: [String(id)] };
    }),
  { maxLength: 60 },
);

const CASES: readonly Case[] = [
  {
    format: 'keys',
    lines: fc.array(
      fc.tuple(plainKey, end).map(([text, lineEnd]) => line(text + lineEnd, text)),
      { maxLength: 80 },
    ),
  },
  { format: 'csv', settings: { column: 1, separator: 44 }, lines: csvLines(',') },
  { format: 'csv', settings: { column: 1, separator: 9 }, lines: csvLines('\t') },
  { format: 'jsonl', settings: { column: 'key' }, lines: some(fc.oneof(jsonRequest, jsonNumber), jsonWrong) },
  { format: 'redis-monitor', lines: some(monitorLine, monitorWrong) },
  { format: 'access-log', lines: some(logLine, logWrong) },
  {
    format: 'lirs',
    lines: some(
      fc
        .tuple(blanks, number, blanks, end)
        .map(([before, value, after, lineEnd]) =>
          line(before + String(value) + after + lineEnd, String(value)),
        ),
      fc.constantFrom(
        broken('1x\n'),
        broken('1 2\n'),
        broken('-\n'),
        line('*\n'),
        line(' * \n'),
        line(' \n'),
      ),
    ),
  },
  { format: 'u32', settings: { littleEndian: false }, lines: words(true) },
  { format: 'u32', settings: { littleEndian: true }, lines: words(false) },
  { format: 'oracleGeneral', lines: oracle },
];

/** How many files are generated for each case; a thousand in all. */
const FILES = 1000 / CASES.length;

function joined(lines: readonly Line[]): Uint8Array {
  const file = new Uint8Array(lines.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of lines) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

function checkRead(read: Read, lines: readonly Line[]): void {
  const { ids, names } = numbered(lines.flatMap(({ keys }) => keys));
  assert.deepEqual(read.ids, ids);
  assert.deepEqual(read.names, names);
  assert.equal(read.requests, ids.length);
  assert.equal(read.malformed, lines.filter(({ isMalformed }) => isMalformed).length);
}

describe('formats of traces', () => {
  for (const { format, settings = {}, lines } of CASES) {
    it(`${format} ${JSON.stringify(settings)}: keys are numbered as by a Map of texts, however the file is cut`, () => {
      const lengths = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 8 });
      fc.assert(
        fc.property(lines, lengths, fc.integer(), (all, pieces, seed) => {
          checkRead(readPieces(cut(joined(all), pieces), way(format, settings), seed), all);
        }),
        { numRuns: FILES },
      );
    });

    it(`${format} ${JSON.stringify(settings)}: a file cut at any byte is read as a whole`, () => {
      const [all] = fc.sample(lines, { numRuns: 20, seed: 5 }).sort((a, b) => b.length - a.length);
      const file = joined(all!);
      const expected = readPieces([file], way(format, settings));
      for (let at = 1; at < file.length; at++)
        assert.deepEqual(readPieces([file.slice(0, at), file.slice(at)], way(format, settings)), expected);
    });

    it(`${format} ${JSON.stringify(settings)}: no bytes whatever are read differently for being cut`, () => {
      const mixed = fc.tuple(lines, fc.uint8Array({ maxLength: 40 }), fc.nat()).map(([all, junk, place]) => {
        const file = joined(all);
        file.set(
          junk.subarray(0, Math.max(0, file.length)),
          Math.max(0, (place % (file.length + 1)) - junk.length),
        );
        return file;
      });
      fc.assert(
        fc.property(mixed, fc.integer({ min: 1, max: 9 }), (file, length) => {
          assert.deepEqual(
            readPieces(cut(file, [length]), way(format, settings)),
            readPieces([file], way(format, settings)),
          );
        }),
        { numRuns: 100 },
      );
    });
  }

  it('every format is tried here', () => {
    assert.deepEqual(
      formats.map(({ id }) => id).sort(),
      [...new Set(CASES.map(({ format }) => format))].sort(),
    );
  });
});
