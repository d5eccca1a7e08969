import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fingerprint } from '../../../src/engine/fingerprint.ts';
import { Intake } from '../../../src/lab/reading/intake.ts';
import { KeyTable } from '../../../src/lab/reading/keyTable.ts';
import { timeOf } from '../../../src/lab/reading/bytes.ts';
import { sniff } from '../../../src/lab/reading/sniff.ts';
import { TraceReader, wayOf } from '../../../src/lab/reading/traceReader.ts';
import { cut, numbered, readAll, readPieces, way } from './reading.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('reading a trace', () => {
  it('what could not be read is counted, and the first ten are kept with their lines', () => {
    const text = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? `{"key":${at}}` : `x${at}`)).join(
      '\n',
    );
    const read = readPieces([bytes(text)], way('jsonl', { column: 'key' }));
    assert.equal(read.requests, 15);
    assert.equal(read.malformed, 15);
    assert.deepEqual(
      read.examples.map(({ line, text: start }) => `${line} ${start}`),
      ['2 x1', '4 x3', '6 x5', '8 x7', '10 x9', '12 x11', '14 x13', '16 x15', '18 x17', '20 x19'],
    );
  });

  it('a quote that nobody closes harms its own line only, and lines in quotes count', () => {
    const text = 'k,v\n"a\nb",1\nc,"open\nd,2\n';
    const read = readPieces([bytes(text)], way('csv', { column: 'k', header: true }));
    assert.deepEqual(read.names, ['a\nb', 'd']);
    assert.deepEqual(read.examples, [{ line: 4, text: 'c,"open' }]);
    assert.equal(read.lines, 5);
  });

  it('a line of more than a megabyte is counted and not held, however it comes', () => {
    const file = bytes(`a\n${'x'.repeat(3 << 20)}\nb\n${'y'.repeat((1 << 20) + 1)}`);
    for (const format of ['keys', 'csv', 'jsonl', 'access-log'] as const) {
      const settings = { column: format === 'csv' ? 0 : 'key' };
      const reads = [1000, 65_536, file.length].map((length) =>
        readPieces(cut(file, [length]), way(format, settings)),
      );
      assert.deepEqual(reads[1], reads[0]);
      assert.deepEqual(reads[2], reads[0]);
      assert.equal(reads[0]!.malformed, format === 'keys' || format === 'csv' ? 2 : 4);
      assert.equal(reads[0]!.lines, 4);
    }
  });

  it('a line that does not end is gone through in little memory', () => {
    const piece = new Uint8Array(1 << 18).fill(120);
    for (const [format, start] of [
      ['keys', ''],
      ['csv', '"'],
      ['jsonl', '{"key":"'],
    ] as const) {
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      const intake = new Intake({ seed: 1, onRequests: () => undefined });
      const reader = new TraceReader(intake, way(format, { column: format === 'csv' ? 0 : 'key' }));
      reader.push(bytes(start));
      for (let read = 0; read < 2 ** 28; read += piece.length) {
        reader.push(piece);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
      reader.end();
      assert.deepEqual(
        [intake.requests, intake.malformed, intake.tooLong, intake.lines],
        [0, 1, 1, 1],
        format,
      );
      assert.ok(most < 32 << 20, `${format}: ${most}`);
    }
  });

  it('lines may end as on an old Mac, and texts may be UTF-16', () => {
    const files: Uint8Array[] = [
      bytes('a\rb\ra'),
      bytes('\ufeffa\r\nb\r\na\r\n'),
      Uint8Array.from([255, 254, ...[...bytes('a\nb\na')].flatMap((byte) => [byte, 0])]),
      Uint8Array.from([254, 255, ...[...bytes('a\nb\na')].flatMap((byte) => [0, byte])]),
    ];
    for (const file of files) {
      const sniffed = sniff(file, true, file.length);
      assert.ok(typeof sniffed !== 'string');
      const read = readPieces(cut(file, [1]), wayOf(sniffed));
      assert.deepEqual(
        [read.ids, read.names],
        [
          [0, 1, 0],
          ['a', 'b'],
        ],
      );
    }
  });

  it('times and sizes are read where there are some; time does not go back', () => {
    const text = '2026-11-27T00:00:01Z,a,10\n2026-11-27T01:00:00.5+01:00,b,x\n2026-11-27 00:00:02,a,12\n';
    const read = readPieces([bytes(text)], way('csv', { column: 1, time: 0, size: 2 }));
    const start = Date.UTC(2026, 10, 27);
    assert.deepEqual(read.times, [start + 1000, start + 1000, start + 2000]);
    assert.deepEqual(read.sizes, [10, 0, 12]);
    const log = '1 - - [29/Feb/2024:23:59:59 +0130] "GET /a HTTP/1.1" 200 7\n';
    const logged = readPieces([bytes(log)], way('access-log'));
    assert.deepEqual([logged.times, logged.sizes], [[Date.UTC(2024, 1, 29, 22, 29, 59)], [7]]);
  });

  it('a size is a whole number, and a time one that there can be; what is none is not known', () => {
    const text = [
      '1795705143,5;a;10.0',
      '1795705144.25;b;-3',
      '1e999;c;NaN',
      `${'9'.repeat(400)};d;1,024`,
      '1795705000;e;99999999999999999999',
    ].join('\n');
    const settings = { column: 1, time: 0, size: 2, separator: 59 };
    const read = readPieces([bytes(text)], way('csv', settings));
    const [first, second] = [1795705143500, 1795705144250];
    assert.deepEqual(read.times, [first, second, second, second, second]);
    assert.deepEqual(read.sizes, [10, 0, 0, 0, 2 ** 32 - 1]);
  });

  it('whatever stands for a time or a size, each request counts, and it is told how many have none', () => {
    const odd = fc.constantFrom(
      '',
      '-',
      'NaN',
      'Infinity',
      '1e999',
      '-0',
      '0x10',
      '1,5',
      '9'.repeat(400),
      ' 7',
    );
    const value = fc.oneof(
      odd,
      fc.integer().map(String),
      fc.double().map(String),
      fc.bigInt().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string({ maxLength: 8 }),
    );
    const text = (rows: readonly (readonly [string, string])[], format: string): string =>
      rows
        .map(([time, size]) =>
          format === 'jsonl'
            ? JSON.stringify({ key: 'k', time, size })
            : `k,"${time.replaceAll('"', '""')}","${size.replaceAll('"', '""')}"`,
        )
        .join('\n');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('csv', 'jsonl'),
        (rows, format) => {
          const settings =
            format === 'csv'
              ? { column: 0, time: 1, size: 2 }
              : { column: 'key', time: 'time', size: 'size' };
          const { read, intake } = readAll(bytes(text(rows, format)), way(format, settings));
          assert.deepEqual([intake.requests, intake.malformed], [rows.length, 0]);
          const { times, back, sizes } = intake.unclear;
          const seen = rows.map(([time]) => bytes(time)).map((time) => timeOf(time, 0, time.length));
          const known = seen.filter((time) => !Number.isNaN(time));
          assert.equal(times, known.length === 0 ? 0 : rows.length - known.length);
          assert.equal(read.times.length, known.length === 0 ? 0 : rows.length);
          // What has no time counts as made when the one before was, and before the first that has one, with it.
          let newest = known[0] ?? 0;
          const expected = seen.map((time) => (newest = time > newest ? time : newest));
          if (known.length > 0) assert.deepEqual(read.times, expected);
          assert.equal(back, seen.filter((time, at) => time < expected[at]!).length);
          assert.ok(read.times.every((time) => Math.abs(time) <= 8.64e15));
          assert.ok(read.sizes.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 32));
          assert.ok(sizes < rows.length);
        },
      ),
    );
  });

  it('every date is the one that JavaScript knows', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
        const text = bytes(date.toISOString());
        assert.equal(timeOf(text, 0, text.length), date.getTime());
      }),
    );
  });

  it('keys have the fingerprints that the engine gives them', () => {
    const words = ['a', 'é', 'x'.repeat(100), '12'];
    assert.deepEqual(readPieces([bytes(words.join('\n'))], way('keys')).prints, words.map(fingerprint));
    const numbers = readPieces([Uint8Array.from([0, 0, 0, 7, 255, 255, 255, 255])], way('u32'));
    assert.deepEqual(numbers.prints, [7, 2 ** 32 - 1]);
  });

  it('names are kept as far as there is room', () => {
    const intake = new Intake({ seed: 3, nameBytes: 40, onRequests: () => undefined });
    const reader = new TraceReader(intake, way('keys'));
    reader.push(bytes(Array.from({ length: 50 }, (_, at) => `key${at}`).join('\n')));
    reader.end();
    assert.equal(intake.names.of(0), 'key0');
    assert.equal(intake.names.of(49), undefined);
    assert.equal(intake.keys, 50);
  });
});

describe('a table of keys that is full', () => {
  it('knows every key as long as there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.nat(3))), fc.integer(), (keys, seed) => {
        const table = new KeyTable({ seed });
        const ids = keys.map(([low, high]) => table.number(low, high));
        assert.deepEqual(ids, numbered(keys.map(String)).ids);
        assert.equal(table.rate, 1);
      }),
    );
  });

  const rates = fc.constantFrom(1, 0.7);

  it('goes over to a sample: a key is in it from its first request to its last, or its requests are dropped', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 40, max: 4000 }), rates, (seed, most, rate) => {
        // What was told so far, by the numbers that keys have now.
        let told: { readonly id: number; readonly key: number }[] = [];
        const onNarrow = (numbers: Int32Array): void => {
          assert.deepEqual(
            [...numbers].filter((number) => number >= 0),
            Array.from({ length: numbers.filter((number) => number >= 0).length }, (_, at) => at),
          );
          told = told.map(({ id, key }) => ({ id: numbers[id]!, key })).filter(({ id }) => id >= 0);
        };
        const table = new KeyTable({ seed, most, sampled: most / 2, rate, onNarrow });
        const keys = Array.from({ length: 40_000 }, (_, at) => (at % 3 === 0 ? at % 500 : at));
        for (const key of keys) {
          const id = table.number(key, key * 3);
          if (id >= 0) told.push({ id, key });
        }
        const chosen = new Set(told.map(({ key }) => key));
        assert.deepEqual(
          told.map(({ key }) => key),
          keys.filter((key) => chosen.has(key)),
        );
        // Numbered without gaps, in the order in which keys came.
        assert.deepEqual(
          told.map(({ id }) => id),
          numbered(told.map(({ key }) => String(key))).ids,
        );
        assert.equal(table.count, chosen.size);
        assert.ok(table.count <= most / 2 && table.rate < rate, `${table.count} keys of ${most}`);
        const expected = new Set(keys).size * table.rate;
        assert.ok(Math.abs(table.count - expected) < 6 * Math.sqrt(expected) + 6, `${table.count}`);
        for (const { id } of told) assert.ok(rate * 2 ** -table.levelOf(id) <= table.rate);
      }),
      { numRuns: 20 },
    );
  });

  it('tells prints, names and the exact part of a file with more keys than it may hold', () => {
    let read: { readonly id: number; readonly print: number }[] = [];
    let prints: number[] = [];
    const intake = new Intake({
      seed: 7,
      mostKeys: 1000,
      nameBytes: 1 << 16,
      onRequests: (part) => {
        prints.push(...part.prints);
        for (const id of part.ids) read.push({ id, print: prints[id]! });
      },
      onNarrow: (numbers) => {
        prints = prints.filter((_, id) => numbers[id]! >= 0);
        read = read.map(({ id, print }) => ({ id: numbers[id]!, print })).filter(({ id }) => id >= 0);
      },
    });
    const reader = new TraceReader(intake, way('keys'));
    const keys = Array.from({ length: 9000 }, (_, at) => `key ${at % 2 === 0 ? at : at % 400}`);
    reader.push(bytes(keys.join('\n')));
    reader.end();
    assert.equal(intake.requests, 9000);
    assert.ok(intake.level >= 3 && intake.keys <= 500);
    assert.equal(intake.exact, 1600, 'the first 1000 keys');
    const names = Array.from({ length: intake.keys }, (_, id) => intake.names.of(id)!);
    assert.deepEqual(prints, names.map(fingerprint));
    for (const { id, print } of read) assert.equal(print, prints[id]);
    assert.deepEqual(
      read.map(({ id }) => names[id]),
      keys.filter((key) => names.includes(key)),
    );
  });
});
