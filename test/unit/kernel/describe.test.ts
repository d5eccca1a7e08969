import assert from 'node:assert/strict';
import { missRatioCurve, simulate, timeit } from '../../../src/engine/index.ts';
import { createDescriber } from '../../../src/kernel/notebook/describe.ts';

const clock = { now: () => 0 };
const describeValue = createDescriber({ describe: () => undefined }, String);

describe('what is shown of a value', () => {
  it('of named measurements: their times, beside each other', () => {
    const warm = timeit(() => 1, { repeat: 2, clock });
    const value = { warm, cold: { times: [2, 1], min: 1 } };
    assert.deepEqual(describeValue(value).value, {
      kind: 'timings',
      timings: [
        { label: 'warm', times: [0, 0], min: 0, number: 10 },
        { label: 'cold', times: [2, 1], min: 1 },
      ],
    });
  });

  it('of anything else that holds measurements: a tree or a table', () => {
    const timing = { times: [1], min: 1 };
    for (const value of [timing, { timing, other: 1 }, { bad: { times: [-1], min: 0 } }]) {
      assert.equal(describeValue(value).value?.kind, 'tree');
    }
    assert.equal(describeValue([timing]).value?.kind, 'table');
  });

  it('of a curve, or of named ones: its points with its ends, its knee and each cliff where it stands', () => {
    const report = Array.from({ length: 3000 }, (_, index) => index % 900);
    const value = describeValue({
      report: missRatioCurve(report, { policies: ['opt'], sizes: [9, 99] }),
    }).value;
    assert.ok(value?.kind === 'curves');
    const [curve] = value.curves;
    assert.deepEqual([curve?.name, curve?.knee, curve?.enough, curve?.requests], ['report', 900, 900, 3000]);
    assert.ok(curve!.points.length < 500);
    for (const [size, misses] of curve!.points)
      assert.equal(misses, simulate('lru', size, report).misses, String(size));
    for (const size of [0, 899, 900]) assert.ok(curve!.points.some((point) => point[0] === size));
    const points = [9, 99].map((size) => [size, simulate('opt', size, report).misses]);
    assert.deepEqual(curve!.others, [{ policy: 'opt', points }]);
    const alone = describeValue(missRatioCurve([])).value;
    assert.ok(alone?.kind === 'curves' && alone.curves[0]?.name === '');
    assert.equal(describeValue({ report: missRatioCurve(report), other: 1 }).value?.kind, 'tree');
  });
});
