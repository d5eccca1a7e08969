import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLinearAxis } from '../../../src/webview/charts/linearAxis.ts';

function ticks(...values: number[]): number[] {
  return createLinearAxis(values).ticks.map(({ value }) => value);
}

describe('the linear axis', () => {
  it('has a few round steps, from zero unless all values are far from it', () => {
    assert.deepEqual(ticks(3, 97), [0, 50, 100]);
    assert.deepEqual(ticks(0.48, 0.61), [0.45, 0.5, 0.55, 0.6, 0.65]);
    assert.deepEqual(ticks(-30, 80), [-50, 0, 50, 100]);
    assert.deepEqual(ticks(-3, -1), [-3, -2, -1, 0]);
    assert.deepEqual(ticks(5, 5), [0, 2, 4, 6]);
    assert.deepEqual(ticks(0), [0, 1]);
    assert.deepEqual(ticks(), [0, 0.5, 1]);
  });

  it('has a place for every value, in their order', () => {
    const numbers = fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(numbers, (values) => {
        const { ticks, position } = createLinearAxis(values);
        const places = [...values].sort((a, b) => a - b).map(position);
        assert.ok(
          places.every((place, i) => place >= (places[i - 1] ?? 0) && place <= 1 + 1e-9),
          places.join(),
        );
        assert.ok(ticks.length >= 2 && ticks.length <= 8, String(ticks.length));
      }),
    );
  });
});
