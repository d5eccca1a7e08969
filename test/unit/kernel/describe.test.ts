import assert from 'node:assert/strict';
import { timeit } from '../../../src/engine/index.ts';
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
        { label: 'warm', times: [0, 0], min: 0 },
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
});
