import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StackDistances } from '../../../src/engine/stackDistances.ts';
import { Curve, GrowingCurve, PolicyRun, sizesToDraw } from '../../../src/lab/index.ts';
import { dice } from '../recording/support.ts';
import { inParts, lengths, requests, traceOf } from './support.ts';

/** The misses of an LRU cache, by moving keys in a list. */
function naiveMisses(keys: readonly number[], size: number): number {
  const order: number[] = [];
  let misses = 0;
  for (const key of keys) {
    const place = order.indexOf(key);
    if (place >= 0) order.splice(place, 1);
    else misses++;
    order.push(key);
    if (order.length > size) order.shift();
  }
  return misses;
}

describe('the exact curve of LRU', () => {
  it('is a brute-force simulation at every size, for 1,000 traces, in parts of any length', () => {
    fc.assert(
      fc.property(requests, lengths, (keys, parts) => {
        const { ids, distinct } = traceOf(keys);
        const growing = new GrowingCurve();
        for (const some of inParts(ids, parts)) growing.push({ ids: some });
        const curve = growing.curve();
        assert.deepEqual(
          [curve.requests, curve.distinct, curve.repeats],
          [keys.length, distinct, keys.length - distinct],
        );
        for (let size = 0; size <= distinct + 1; size++) {
          const misses = naiveMisses(keys, size);
          if (curve.misses(size) !== misses) assert.equal(curve.misses(size), misses, `size ${size}`);
        }
        assert.equal(curve.misses(curve.enough), distinct);
        if (curve.enough > 0) assert.ok(curve.misses(curve.enough - 1) > distinct);
      }),
      { seed: 41, numRuns: 1000 },
    );
  });

  it('stays exact where its memory grows and is tidied many times', () => {
    const roll = dice(42);
    const keys: number[] = [];
    let fresh = 0;
    while (keys.length < 300_000)
      keys.push(roll(3) === 0 ? fresh++ : Math.floor((roll(1000) / 1000) ** 3 * fresh));
    const { ids, distinct } = traceOf(keys);
    const growing = new GrowingCurve();
    growing.push({ ids });
    const curve = growing.curve();
    for (const size of [1, 31, 32, 33, 1000, 4095, 20_000, 65_536, distinct]) {
      const run = new PolicyRun({ policy: 'lru', size });
      run.push({ ids });
      assert.equal(curve.misses(size), run.counts().misses);
    }
  });

  it('one by one says what all at once says, and forgets keys that have left', () => {
    const step = fc.oneof(
      { weight: 80, arbitrary: fc.tuple(fc.constant('request' as const), fc.nat(60)) },
      { weight: 20, arbitrary: fc.tuple(fc.constant('forget' as const), fc.nat(70)) },
      { weight: 10, arbitrary: fc.tuple(fc.constant('push' as const), fc.nat(900)) },
      { weight: 1, arbitrary: fc.tuple(fc.constant('clear' as const), fc.constant(0)) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const distances = new StackDistances();
        const order: number[] = [];
        const found: (number | undefined)[] = [];
        const request = (key: number): number => {
          const place = order.indexOf(key);
          const distance = place < 0 ? Infinity : order.length - place;
          if (place >= 0) order.splice(place, 1);
          order.push(key);
          const column = distance === Infinity ? 0 : distance;
          found[column] = (found[column] ?? 0) + 1;
          return distance;
        };
        for (const [what, value] of steps) {
          if (what === 'request') assert.equal(distances.request(value), request(value));
          else if (what === 'forget') {
            distances.forget(value);
            if (order.includes(value)) order.splice(order.indexOf(value), 1);
          } else if (what === 'clear') {
            distances.clear();
            order.length = 0;
          } else {
            const keys = Int32Array.from({ length: value }, (_, at) => (at * at) % 53);
            distances.push(keys);
            for (const key of keys) request(key);
          }
          assert.equal(distances.known, order.length);
        }
        assert.deepEqual(
          [...distances.histogram()],
          Array.from(found, (count) => count ?? 0),
        );
      }),
      { seed: 43, numRuns: 200 },
    );
  });

  it('is drawn at sizes that include where it ends', () => {
    const roll = dice(44);
    for (const [keys, length] of [
      [1, 1],
      [5, 300],
      [199, 4000],
      [5000, 60_000],
    ] as const) {
      const growing = new GrowingCurve();
      growing.push(traceOf(Array.from({ length }, () => roll(keys))));
      const curve = growing.curve();
      const sizes = sizesToDraw(curve);
      assert.ok(
        sizes.length <= 200 &&
          sizes[0] === 0 &&
          sizes.includes(curve.enough) &&
          sizes.at(-1) === curve.distinct,
      );
      assert.deepEqual(
        sizes,
        [...new Set(sizes)].sort((a, b) => a - b),
      );
    }
    assert.deepEqual(sizesToDraw(new GrowingCurve().curve()), [0]);
  });

  it('of an estimate is read between its sizes', () => {
    const curve = new Curve({
      requests: 100,
      distinct: 20,
      hits: Float64Array.of(0, 40, 80),
      sizes: Float64Array.of(0, 10, 20),
    });
    assert.deepEqual(
      [-1, 0, 5, 10, 15, 20, 99].map((size) => curve.hits(size)),
      [0, 0, 20, 40, 60, 80, 80],
    );
    assert.deepEqual([curve.isExact, curve.enough, curve.leastWith(41)], [false, 20, 20]);
  });
});
