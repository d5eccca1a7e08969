import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Ghosts } from '../../../src/engine/ghosts.ts';
import { keep } from '../../../src/recording/keep.ts';
import { pack, packHalves, packNumbers } from '../../../src/recording/packed.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
/** Numbers of which some need one byte, three, four, or all eight. */
const number = fc.oneof(
  fc.nat(15),
  fc.nat(255),
  fc.nat(2 ** 24),
  word,
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }).map((double) => double + 0),
);
const runs = { seed: 51, numRuns: 300 };

describe('packed numbers', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(number), fc.array(fc.nat(255)), fc.array(fc.nat(2 ** 24 - 1)), fc.array(word)),
        (numbers) => {
          assert.deepEqual([...packNumbers(numbers).unpacked()], numbers);
          assert.deepEqual([...pack(Float64Array.from(numbers)).unpacked()], numbers);
          assert.deepEqual([...pack(Int32Array.from(numbers)).unpacked()], [...Int32Array.from(numbers)]);
          assert.deepEqual([...pack(Uint8Array.from(numbers)).unpacked()], [...Uint8Array.from(numbers)]);
        },
      ),
      runs,
    );
  });

  it('take as few bytes as they need', () => {
    const bytes = (...numbers: number[]): number => packNumbers(numbers).bytes / numbers.length;
    assert.deepEqual(
      [bytes(255, 0), bytes(256, 0), bytes(2 ** 24 - 1, 0), bytes(2 ** 24, 0), bytes(-1, 0), bytes(0.5, 0)],
      [1, 3, 3, 4, 4, 8],
    );
    assert.equal(bytes(2 ** 32, 1), 8);
  });

  it('are small counters, two words in one, where every byte is below 16', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(15), { maxLength: 40 }), (counters) => {
        const column = new Uint8Array(4 * Math.ceil(counters.length / 4));
        column.set(counters);
        const words = new Int32Array(column.buffer);
        const packed = packHalves(words)!;
        assert.deepEqual([...packed.unpacked()], [...words]);
        assert.equal(packed.bytes, 4 * Math.ceil(words.length / 2));
      }),
      runs,
    );
    for (let place = 0; place < 4; place++)
      assert.equal(
        packHalves(new Int32Array(new Uint8Array(4).fill(16, place, place + 1).buffer)),
        undefined,
      );
  });

  it('do not change what was kept when others are packed', () => {
    const [one, other] = [packNumbers([1000, 2, 3]), packNumbers([4000, 5])];
    assert.deepEqual([...one.unpacked()], [1000, 2, 3]);
    assert.deepEqual([...other.unpacked()], [4000, 5]);
    assert.deepEqual([...one.unpacked()], [1000, 2, 3]);
  });
});

describe('ghosts that are kept', () => {
  it('are put back in their order, into whatever has gone on, and go on as they would', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), fc.array(fc.maxSafeInteger()), (first, second) => {
        const ghosts = new Ghosts();
        for (const print of first) ghosts.push(print, 20);
        const before = [...ghosts];
        const kept = keep(ghosts);
        for (const print of second) ghosts.push(print, 30);
        for (const print of first.slice(0, 5)) ghosts.delete(print);
        for (const back of [kept.putInto(ghosts), kept.putInto()]) {
          assert.deepEqual([...back], before);
          for (const print of second) back.push(print, 20);
          const model = new Set(before);
          for (const print of second) if (model.add(print).size > 20) model.delete([...model][0]!);
          assert.deepEqual([...back], [...model]);
          for (const print of before) assert.equal(back.delete(print), model.delete(print));
        }
      }),
      runs,
    );
  });
});
