import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cache, lruCache } from '../../../src/engine/index.ts';
import {
  CallCounter,
  callsToReach,
  createStepsTo,
  exactArithmetic,
  exactPlainStepsTo,
} from '../../../src/lessons/stairs.ts';

/** The naive model: the sums from the bottom up. */
function waysTo(stair: number): bigint {
  const ways = [1n, 2n, 4n];
  for (let at = 3; at < stair; at++) ways.push(ways[at - 3]! + ways[at - 2]! + ways[at - 1]!);
  return ways[stair - 1]!;
}

describe('the stairs', () => {
  it('are 1 2 4 7 13 24 44 at first, and 53798080 for 30', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 30].map(exactPlainStepsTo(30)),
      [1, 2, 4, 7, 13, 24, 44, 53798080],
    );
  });

  it('are exact behind a cache for every stair, as number or bigint', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 3, max: 20 }), (stair, maxsize) => {
        const value = createStepsTo(exactArithmetic(stair), lruCache(maxsize))(stair);
        assert.equal(String(value), String(waysTo(stair)));
        assert.equal(typeof value, stair <= 61 ? 'number' : 'bigint');
      }),
    );
  });

  it('are exact at the last stair that numbers hold, and lose nothing beyond it', () => {
    for (const stair of [60, 61, 62, 63]) {
      assert.equal(BigInt(createStepsTo(exactArithmetic(stair), cache)(stair)), waysTo(stair));
    }
    assert.ok(waysTo(61) <= BigInt(Number.MAX_SAFE_INTEGER) && waysTo(62) > BigInt(Number.MAX_SAFE_INTEGER));
  });

  it('by plain recursion too, with bigints where they are needed', () => {
    assert.equal(exactPlainStepsTo(62)(20), waysTo(20));
  });

  it('take exactly the calls that are foretold', () => {
    for (let stair = 1; stair <= 20; stair++) {
      const counter = new CallCounter(() => undefined);
      createStepsTo(exactArithmetic(stair), counter.decorate)(stair);
      assert.equal(BigInt(counter.calls), callsToReach(stair), `stair ${stair}`);
    }
    assert.equal(callsToReach(30), 30_905_041n);
  });

  it('report now and then while they are counted', () => {
    const reports: number[] = [];
    createStepsTo(exactArithmetic(26), new CallCounter((calls) => reports.push(calls)).decorate)(26);
    assert.deepEqual(reports, [2 ** 20, 2 ** 21]);
  });
});
