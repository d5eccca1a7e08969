import assert from 'node:assert/strict';
import { makeWorkload } from '../../../src/engine/index.ts';
import type * as gathered from '../../../src/kernel/node/lab/gathered.ts';
import type * as spool from '../../../src/kernel/node/lab/spool.ts';
import { bundled } from './bundledLab.ts';
import { sampleOf } from '../../support/lab/sample.ts';
import { traceOf } from './support.ts';

type Files = typeof gathered & typeof spool;

describe('the curve of a sample', () => {
  let curveOfPart: Files['curveOfPart'];
  let curveOfSample: Files['curveOfSample'];
  let Spool: Files['Spool'];

  before(async () => {
    ({ curveOfPart, curveOfSample, Spool } = (await bundled('gathered.ts', 'spool.ts')) as Files);
  });

  it('of a part is that of the requests in it, as if there were nothing before', () => {
    const trace = traceOf([...makeWorkload('zipf', { requests: 100_000, keys: 20_000 })]);
    const { ids, keys } = sampleOf(trace.ids, { rate: 1 / 2 });
    const columns = { ids: new Spool() };
    columns.ids.append(ids);
    const sample = { columns, kept: ids.length, keys, prints: new Spool(), rate: 1 / 2 };
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
