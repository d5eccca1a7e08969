import assert from 'node:assert/strict';
import { makeWorkload } from '../../../src/engine/index.ts';
import type * as gathered from '../../../src/kernel/node/lab/gathered.ts';
import type * as spool from '../../../src/kernel/node/lab/spool.ts';
import { GrowingCurve, miniature } from '../../../src/lab/index.ts';
import { bundled } from './bundledLab.ts';
import { traceOf } from './support.ts';

type Files = typeof gathered & typeof spool;

describe('the curve of a sample', () => {
  let curveOfPart: Files['curveOfPart'];
  let curveOfSample: Files['curveOfSample'];
  let Spool: Files['Spool'];

  before(async () => {
    ({ curveOfPart, curveOfSample, Spool } = (await bundled('gathered.ts', 'spool.ts')) as Files);
  });

  it('is off by less than it says, at 19 of 20 sizes, whichever keys were chosen, and tells no size that is too small', () => {
    const trace = traceOf([...makeWorkload('zipf', { requests: 400_000, keys: 60_000 })]);
    const growing = new GrowingCurve();
    growing.push(trace);
    const truth = growing.curve();
    const rate = 1 / 8;
    let [told, within] = [0, 0];
    for (let seed = 1; seed <= 20; seed++) {
      const { ids, distinct } = miniature(trace, rate, seed).trace;
      const columns = { ids: new Spool() };
      columns.ids.append(ids);
      const sample = { columns, kept: ids.length, keys: distinct, prints: new Spool(), rate };
      const estimate = curveOfSample(sample, trace.ids.length);
      columns.ids.close();
      sample.prints.close();
      const { sizes, error, hits } = estimate.data;
      assert.deepEqual([sizes![0], hits[0], error![0]], [0, 0, 0]);
      assert.ok(sizes![1]! >= 100 / rate);
      sizes!.forEach((size, place) => {
        if (place === 0 || size > truth.distinct) return;
        const off = Math.abs(estimate.hits(size) - truth.hits(size)) / truth.requests;
        assert.ok(off < 0.05, `seed ${seed}, size ${size}: ${off}`);
        told++;
        if (off <= error![place]!) within++;
      });
    }
    assert.ok(within >= 0.9 * told, `${within} of ${told}`);
  });

  it('of a part is that of the requests in it, as if there were nothing before', () => {
    const trace = traceOf([...makeWorkload('zipf', { requests: 100_000, keys: 20_000 })]);
    const { ids, distinct } = miniature(trace, 1 / 2, 3).trace;
    const columns = { ids: new Spool() };
    columns.ids.append(ids);
    const sample = { columns, kept: ids.length, keys: distinct, prints: new Spool(), rate: 1 / 2 };
    for (const [from, to] of [
      [0, ids.length],
      [30_000, 40_000],
      [40_000, 40_050],
      [40_000, 40_000],
    ] as const) {
      const some = { ...sample, columns: { ids: new Spool() }, kept: to - from, rate: 1 };
      some.columns.ids.append(traceOf([...ids.subarray(from, to)]).ids);
      const [part, alone] = [curveOfPart(sample, from, to), curveOfPart(some)];
      assert.deepEqual(part.data, alone.data);
      // Even of so few that no size is told, what is asked for again is.
      const estimate = curveOfSample(sample, 2 * (to - from), from, to);
      assert.deepEqual([estimate.requests, estimate.distinct], [2 * (to - from), 2 * alone.distinct]);
      assert.equal(estimate.repeats, 2 * alone.repeats);
      some.columns.ids.close();
    }
    columns.ids.close();
    sample.prints.close();
  });
});
