import assert from 'node:assert/strict';
import { makeWorkload } from '../../../src/engine/index.ts';
import { curveOfSample } from '../../../src/kernel/node/lab/gathered.ts';
import { Spool } from '../../../src/kernel/node/lab/spool.ts';
import { GrowingCurve, miniature } from '../../../src/lab/index.ts';
import { traceOf } from './support.ts';

describe('the curve of a sample', () => {
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
});
