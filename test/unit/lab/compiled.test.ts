import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StackDistances } from '../../../src/engine/stackDistances.ts';
import { codeOf, compiledPolicies, createLoop, GrowingCurve, type Loop } from '../../../src/lab/index.ts';
import { CompiledDistances } from '../../../src/lab/compiled/distances.ts';
import { Regions } from '../../../src/lab/compiled/regions.ts';
import { dice } from '../recording/support.ts';
import { inParts, loadCode } from './support.ts';

/** A trace, as what makes it: how many requests, how often one is for a new key, and how much popular keys are wanted. */
interface Kind {
  readonly seed: number;
  readonly length: number;
  readonly fresh: number;
  readonly power: number;
}

/** Numbers of keys from 0, in the order in which they come first. */
function traceOf({ seed, length, fresh, power }: Kind): Int32Array {
  const roll = dice(seed);
  const ids = new Int32Array(length);
  let known = 0;
  for (let at = 0; at < length; at++)
    ids[at] =
      known === 0 || roll(1000) < fresh
        ? known++
        : known - 1 - Math.floor((roll(1_000_003) / 1_000_003) ** power * known);
  return ids;
}

/** Around what the rows of the curve are divided by, and the lengths to which arrays grow. */
const edges = fc
  .tuple(fc.constantFrom(64, 1024, 2048, 4096, 8192, 12_288), fc.integer({ min: -1, max: 1 }))
  .map(([edge, by]) => edge + by);

const kinds: fc.Arbitrary<Kind> = fc.record({
  seed: fc.nat(),
  length: fc.oneof(fc.nat(9000), edges),
  fresh: fc.constantFrom(0, 20, 300, 700, 1000),
  power: fc.constantFrom(1, 3, 8),
});

const parts = fc
  .array(fc.oneof(fc.nat(200), edges), { minLength: 1, maxLength: 4 })
  .map((all) => [...all, 77]);

/** Where two rows differ first, -1 where they do not: a listing of long rows takes longer than all tests. */
function differAt(row: ArrayLike<number>, other: ArrayLike<number>): number {
  for (let at = 0; at < Math.max(row.length, other.length); at++) if (row[at] !== other[at]) return at;
  return -1;
}

describe('the compiled loops', () => {
  let code: WebAssembly.Module;
  before(async () => (code = await loadCode()));

  function checkCurve(ids: Int32Array, lengths: readonly number[]): void {
    const [compiled, plain] = [new CompiledDistances(code), new StackDistances()];
    for (const some of inParts(ids, lengths)) compiled.push(some);
    plain.push(ids);
    assert.equal(compiled.requests, plain.requests);
    assert.equal(differAt(compiled.histogram(), plain.histogram()), -1);
  }

  it('count the distances that the engine counts, at every size, in parts of any length', () => {
    fc.assert(
      fc.property(kinds, parts, (kind, lengths) => checkCurve(traceOf(kind), lengths)),
      { seed: 51, numRuns: 300 },
    );
  });

  it('do so over many ranges, with more keys than one of them holds', () => {
    for (const [fresh, power] of [
      [500, 1],
      [60, 4],
      [1000, 1],
    ] as const)
      checkCurve(traceOf({ seed: 52, length: 900_000, fresh, power }), [900_000]);
  });

  it('give a curve at any moment, and go on', () => {
    const ids = traceOf({ seed: 53, length: 30_000, fresh: 200, power: 2 });
    const [compiled, plain] = [new GrowingCurve(code), new GrowingCurve()];
    assert.deepEqual(compiled.curve().data, plain.curve().data);
    for (const some of inParts(ids, [4096, 1, 9999])) {
      compiled.push({ ids: some });
      plain.push({ ids: some });
      assert.deepEqual(compiled.curve().data, plain.curve().data);
    }
  });

  /** The outcome of each request, and at the end the size and the keys. */
  const answers = (loop: Loop, ids: Int32Array, lengths: readonly number[]): readonly number[] => {
    const outcomes = new Uint8Array(ids.length);
    let [hits, at] = [0, 0];
    for (const some of inParts(ids, lengths)) {
      hits += loop.answer(some, outcomes.subarray(at, at + some.length));
      at += some.length;
    }
    return [...outcomes, hits, loop.size, ...loop.ids()];
  };

  for (const policy of compiledPolicies)
    it(`${policy}: where their memory grows they answer and keep what the engine's policy does`, () => {
      const limits = fc.oneof(fc.integer({ min: 1, max: 3000 }), edges, fc.constant(Infinity));
      fc.assert(
        fc.property(kinds, limits, parts, fc.boolean(), (kind, limit, lengths, isKnown) => {
          const ids = traceOf(kind);
          const options = isKnown ? { distinct: ids.reduce((most, id) => Math.max(most, id + 1), 0) } : {};
          const compiled = answers(createLoop(policy, limit, { ...options, code }), ids, lengths);
          const plain = answers(createLoop(policy, limit, options), ids, [ids.length]);
          assert.equal(differAt(compiled, plain), -1);
        }),
        { seed: 54, numRuns: 200 },
      );
    });

  it('keep what is in a region where others grow, and what is new is 0', () => {
    const lengths = fc.record({ a: fc.nat(200_000), b: fc.nat(200_000), c: fc.nat(70_000) });
    fc.assert(
      fc.property(fc.array(lengths, { maxLength: 5 }), (steps) => {
        const names = ['a', 'b', 'c'] as const;
        const regions = new Regions(code, names);
        const filled = { a: 0, b: 0, c: 0 };
        for (const step of steps) {
          regions.fit(step);
          for (const [place, name] of names.entries()) {
            const bytes = regions.bytes(name);
            assert.ok(bytes.length >= step[name]);
            const isKept = bytes.subarray(0, filled[name]).every((byte) => byte === place + 1);
            assert.ok(isKept && bytes.subarray(filled[name]).every((byte) => byte === 0), name);
            bytes.fill(place + 1);
            filled[name] = bytes.length;
          }
        }
      }),
      { seed: 55, numRuns: 40 },
    );
  });

  it('find the greatest key wherever it stands', () => {
    const { code: exports } = new Regions(code, []);
    const from = Math.ceil(exports.free.value / 16) * 16;
    for (let length = 0; length < 12; length++)
      for (let place = 0; place < length; place++) {
        const ids = new Int32Array(exports.memory.buffer, from, length).fill(3);
        ids[place] = 70 + place;
        assert.equal(exports.greatest(from, length), 70 + place);
      }
    assert.equal(exports.greatest(from, 0), -1);
  });

  it('are not there where a machine cannot run them', () => {
    assert.equal(codeOf(Uint8Array.of(0, 0x61, 0x73, 0x6d, 9, 0, 0, 0)), undefined);
  });
});
