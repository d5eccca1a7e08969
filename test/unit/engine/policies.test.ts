import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { memoize, policies } from '../../../src/engine/index.ts';
import { compare } from './compare.ts';
import { models } from './models/index.ts';
import { NaiveCache, type Operation } from './models/naive-cache.ts';

/** Every word of this length over an alphabet of operations, the keys named in order of appearance. */
function* words(letters: readonly string[], length: number, keys = 0): Generator<Operation[]> {
  if (length === 0) yield [];
  else
    for (const letter of letters)
      for (let key = 1; key <= Math.min(3, keys + 1); key++)
        for (const rest of words(letters, length - 1, Math.max(keys, key)))
          yield [`${letter}${key}` as Operation, ...rest];
}

/** Compares them all. What a word has in common with the one before was compared there. */
function compareWords(id: string, size: number, letters: readonly string[], length: number): void {
  let before: readonly Operation[] = [];
  for (const word of words(letters, length)) {
    compare(
      id,
      size,
      word,
      word.findIndex((operation, at) => operation !== before[at]),
    );
    before = word;
  }
}

const operation = (keys: number): fc.Arbitrary<Operation> =>
  fc
    .tuple(fc.constantFrom('r', 'r', 'r', 'r', 'g', 's', 's', 'd', 'h', 'p', 'c'), fc.nat(keys))
    .map(([letter, key]) => (letter === 'c' ? letter : (`${letter}${key}` as const)));

describe('policies', function () {
  it('are registered, every file', () => {
    const files = readdirSync('src/engine/policies').filter(
      (name) => name !== 'index.ts' && name !== 'opt.ts',
    );
    assert.deepEqual(policies.map(({ id }) => `${id}.ts`).sort(), files.sort());
    assert.deepEqual(Object.keys(models).sort(), policies.map(({ id }) => id).sort());
  });

  for (const { id, title, lesson, source } of policies) {
    describe(id, () => {
      it('says what it is', () => {
        assert.ok(title.length > 1 && source.length > 20);
        assert.match(lesson, /^[A-Z].*[a-z]\.$/);
      });

      // With three keys only the middle sizes have to choose who leaves.
      for (const [size, length] of [
        [0, 3],
        [1, 5],
        [2, 5],
        [3, 4],
      ] as const) {
        it(`does as its model does in every sequence of operations, size ${size}`, () => {
          compareWords(id, size, ['r'], 7);
          compareWords(id, size, ['g', 's', 'd'], length);
        });
      }

      it('does as its model does in random programs', () => {
        const size = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(20, 31, null));
        const program = fc
          .nat(40)
          .chain((keys) => fc.array(operation(keys), { maxLength: 300, size: 'max' }));
        fc.assert(
          fc.property(size, program, (maxsize, operations) => compare(id, maxsize, operations)),
          { seed: 11, numRuns: 60 },
        );
      });

      it('memoizes with the same victims', () => {
        fc.assert(
          fc.property(fc.nat(6), fc.array(fc.nat(9), { maxLength: 200, size: 'max' }), (maxsize, calls) => {
            const cached = memoize((n: number) => n + 1, { policy: id, maxsize });
            const naive = new NaiveCache(id, maxsize);
            for (const n of calls) {
              assert.ok(cached(n) === n + 1);
              if (naive.get(n) === undefined) naive.set(n, n + 1);
              const { hits, misses, currsize } = cached.cacheInfo();
              const isSame = hits === naive.hits && misses === naive.misses && currsize === naive.values.size;
              assert.ok(isSame, `${hits} hits instead of ${naive.hits}`);
            }
          }),
          { seed: 12, numRuns: 100 },
        );
      });
    });
  }
});
