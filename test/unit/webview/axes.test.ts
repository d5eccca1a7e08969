import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLinearAxis } from '../../../src/webview/charts/linearAxis.ts';
import { createLogAxis } from '../../../src/webview/charts/logAxis.ts';

const MAX = Number.MAX_VALUE;

describe('axes', () => {
  for (const [title, create] of [
    ['linear', createLinearAxis],
    ['logarithmic', createLogAxis],
  ] as const) {
    it(`a ${title} one has a place for every number, also for the greatest`, () => {
      const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
        minLength: 1,
        maxLength: 5,
      });
      const check = (values: readonly number[]): void => {
        const axis = create(values);
        for (const value of [...values, ...axis.ticks.map((tick) => tick.value)]) {
          const position = axis.position(value);
          assert.ok(
            Number.isFinite(value) && position >= -1e-9 && position <= 1 + 1e-9,
            `${value}: ${position}`,
          );
        }
      };
      for (const values of [
        [MAX, MAX],
        [MAX, -MAX],
        [-MAX, 0],
        [MAX, MAX / 2],
        [5e-324, MAX],
      ])
        check(values);
      fc.assert(fc.property(numbers, check));
    });
  }
});
