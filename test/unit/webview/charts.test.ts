import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { spread } from '../../../src/webview/charts/history.tsx';
import { alignedData } from '../../../src/webview/charts/historyPlot.ts';
import * as charts from '../../../src/webview/charts/index.ts';
import type { TimedRun } from '../../../src/webview/charts/timings.tsx';
import { cache } from './support.ts';

const folder = new URL('../../../src/webview/charts/', import.meta.url);

function run(label: string, min: number): TimedRun {
  return { title: 'Stairs', label, min, times: [min], number: 10 };
}

function points(count: number): { time: number; hits: number; misses: number }[] {
  return Array.from({ length: count }, (_, i) => ({ time: i, hits: i, misses: 0 }));
}

describe('charts', () => {
  it('are all in the index: one file with a picture each', () => {
    const pictures = readdirSync(folder).filter((file) =>
      /\bPicture: (\(|sized\()/.test(readFileSync(new URL(file, folder), 'utf8')),
    );
    assert.deepEqual(pictures.sort(), Object.keys(charts).map((name) => `${name}.tsx`).sort()); // oxfmt-ignore
  });

  it('tell the timings in words and as a table', () => {
    const runs = [run('plain', 4), run('cold', 2e-5), run('warm', 8e-8)];
    assert.equal(
      charts.timings.summary(runs),
      '3 measured, on a logarithmic axis. Slowest: plain (Stairs), 4.00 s. Fastest: warm (Stairs), 80.0 ns.',
    );
    assert.deepEqual(charts.timings.table(runs).rows, [
      ['plain (Stairs)', '4.00 s', '4.00 s', '4.00 s', '10', '1', '1×'],
      ['cold (Stairs)', '20.0 µs', '20.0 µs', '20.0 µs', '10', '1', '200,000×'],
      ['warm (Stairs)', '80.0 ns', '80.0 ns', '80.0 ns', '10', '1', '50,000,000×'],
    ]);
  });

  it('tell a single timing, and one too short to measure', () => {
    assert.equal(charts.timings.summary([run('only', 0)]), '1 measured, on a logarithmic axis.');
    const [, short] = charts.timings.table([run('a', 1), run('b', 0)]).rows;
    assert.deepEqual(short, ['b (Stairs)', '0 s', '0 s', '0 s', '10', '1', '–']);
    const repeats = { ...run('c', 1), times: [1, 5, 2] };
    assert.deepEqual(charts.timings.table([repeats]).rows[0]?.slice(1, 6), [
      '1.00 s',
      '2.00 s',
      '5.00 s',
      '10',
      '3',
    ]);
  });

  it('tell a curve in words and as a table, with its knee and other policies', () => {
    const curve = {
      name: 'report',
      requests: 20,
      distinct: 4,
      enough: 4,
      knee: 4,
      points: [[0, 20], [3, 20], [4, 4]] as [number, number][], // oxfmt-ignore
      others: [{ policy: 'mru', points: [[3, 9]] as [number, number][] }],
    };
    assert.equal(
      charts.curves.summary([curve]),
      'report: the knee is at 4 entries, with 4 misses in 20 requests. From 4 entries on only the first request of each of the 4 keys misses.',
    );
    assert.doesNotMatch(charts.curves.summary([{ ...curve, name: '' }]), /report|^:/);
    assert.deepEqual(charts.curves.table([curve]).rows, [
      ['report', 'lru', '0', '20', '100%'],
      ['report', 'lru', '3', '20', '100%'],
      ['report', 'lru', '4 (knee)', '4', '20%'],
      ['report', 'mru', '3', '9', '45%'],
    ]);
  });

  it("tell a cache's history in words and as a table", () => {
    assert.equal(charts.history.summary(cache()), 'stepsTo after 500 µs: 52 hits and 30 misses.');
    assert.deepEqual(charts.history.table(cache()), {
      columns: ['Requests', 'Hits', 'Misses'],
      rows: [['82', '52', '30']],
    });
  });

  it('show few rows of a long history, the newest among them', () => {
    for (const count of [0, 1, 19, 20, 21, 600]) {
      const few = spread(points(count), 20);
      assert.ok(few.length <= 20);
      assert.deepEqual(few.at(-1), points(count).at(-1));
    }
    assert.equal(spread(points(20), 20).length, 20);
  });

  it('draw every history from zero, by its requests', () => {
    const data = alignedData([
      { time: 0, requests: 1, hits: 0, misses: 1 },
      { time: 500, requests: 5, hits: 2, misses: 3 },
    ]);
    assert.deepEqual(data, [[0, 1, 5], [0, 0, 2], [0, 1, 3]]); // oxfmt-ignore
  });

  it('draw a history by its requests, which go on where the counters begin anew', () => {
    const data = alignedData([
      { time: 1, requests: 2, hits: 1, misses: 1 },
      { time: 2, requests: 4, hits: 3, misses: 1 },
      { time: 3, requests: 5, hits: 0, misses: 1 },
    ]);
    assert.deepEqual(data[0], [0, 2, 4, 5]);
  });
});
