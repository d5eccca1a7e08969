import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLogAxis } from '../../../src/webview/charts/logAxis.ts';

const durations = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e4, noNaN: true })), {
  maxLength: 8,
});

function labels(...values: number[]): number[] {
  return createLogAxis(values).ticks.flatMap(({ value, labelled }) => (labelled ? [value] : []));
}

describe('the logarithmic axis', () => {
  it('runs over whole decades and labels a few of them', () => {
    assert.deepEqual(labels(2e-3), [1e-3, 1e-2]);
    assert.deepEqual(labels(5e-7, 3), [1e-7, 1e-5, 1e-3, 1e-1, 1e1]);
    assert.deepEqual(labels(1e-8, 1e3), [1e-9, 1e-6, 1e-3, 1, 1e3]);
    assert.deepEqual(labels(), [0.1, 1]);
    assert.deepEqual(labels(0), [0.1, 1]);
  });

  it('leaves the smallest value a bar that can be seen', () => {
    for (const smallest of [1e-8, 1.01e-8, 1.9e-8]) {
      assert.ok(createLogAxis([smallest, 1e3]).position(smallest) > 0.025);
    }
  });

  it('has a place for every value, in their order, and puts 0 at the low end', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const { position } = createLogAxis(values);
        const rising = [...values].sort((a, b) => a - b).map(position);
        assert.ok(rising.every((place, i) => place >= (rising[i - 1] ?? 0) && place <= 1));
        assert.ok(values.every((value) => (value === 0) === (position(value) === 0)));
      }),
    );
  });

  it('spreads its decades evenly from end to end', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const { ticks, position } = createLogAxis(values);
        ticks.forEach(({ value }, i) => {
          assert.ok(Math.abs(position(value) - i / (ticks.length - 1)) < 1e-9);
        });
        assert.ok(ticks.filter(({ labelled }) => labelled).length <= 5);
      }),
    );
  });
});
