import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache, lruCache } from '../../../src/engine/index.ts';
import { grownLength } from '../../../src/engine/growth.ts';
import { MaxHeap } from '../../../src/engine/maxHeap.ts';
import { IntTable } from '../../../src/engine/intTable.ts';
import { counter } from './support.ts';

const int = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));

describe('the table of integers', () => {
  it('does as a Map does, through growth, removal and clearing', () => {
    const step = fc.tuple(fc.constantFrom('add', 'add', 'add', 'remove', 'clear'), int);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const table = new IntTable(1000);
        const model = new Map<number, number>();
        let next = 0;
        steps.forEach(([name, key], i) => {
          const slot = model.get(key);
          if (name === 'add' && slot === undefined) {
            table.add(key, ++next);
            model.set(key, next);
          } else if (name === 'remove') {
            assert.equal(table.remove(slot ?? next + 1), slot !== undefined);
            model.delete(key);
          } else if (name === 'clear' && i % 7 === 0) {
            table.clear();
            model.clear();
          }
          for (const [known, at] of model) assert.ok(table.find(known) === at && table.key(at) === known);
          assert.equal(table.find(key), model.get(key) ?? 0);
        });
        for (let slot = 1; slot <= next; slot++)
          assert.equal(table.has(slot), [...model.values()].includes(slot));
      }),
      { seed: 23, numRuns: 60 },
    );
  });

  it('finds a hundred thousand keys, and is empty again after clearing', () => {
    const table = new IntTable(Infinity);
    for (let round = 0; round < 2; round++) {
      for (let i = 1; i <= 100_000; i++) table.add(Math.imul(i, 0x5bd1e995), i);
      for (let i = 1; i <= 100_000; i++) assert.equal(table.find(Math.imul(i, 0x5bd1e995)), i);
      for (let i = 1; i <= 100_000; i += 2) assert.ok(table.remove(i));
      for (let i = 1; i <= 100_000; i++) assert.equal(table.find(Math.imul(i, 0x5bd1e995)), i % 2 ? 0 : i);
      table.clear();
      assert.equal(table.find(Math.imul(2, 0x5bd1e995)), 0);
    }
  });
});

describe('large caches', () => {
  for (const [kind, make] of [
    ['integers', (i: number) => i * 7],
    ['texts', (i: number) => `key ${i}`],
    ['mixed keys', (i: number) => (i % 2 ? i : `${i}`)],
  ] as const) {
    it(`hold twenty thousand ${kind}, evict them in order and start again`, () => {
      const cache = createCache<number | string, number>('lru', 20_000);
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 30_000; i++) cache.set(make(i), i);
        assert.equal(cache.size, 20_000);
        assert.deepEqual(cache.keys().slice(0, 3), [10_000, 10_001, 10_002].map(make));
        for (let i = 0; i < 30_000; i++) assert.equal(cache.peek(make(i)), i < 10_000 ? undefined : i);
        cache.clear();
        assert.deepEqual(cache.keys(), []);
      }
    });
  }

  it('memoize ten thousand calls of two and three arguments', () => {
    for (const tail of [[1], ['x'], [1, 2], ['x', 'y']]) {
      const cached = lruCache({ maxsize: 5000 })(counter());
      for (let round = 0; round < 2; round++) {
        const first = cached.wrapped();
        for (let i = 0; i < 10_000; i++) assert.equal(cached(i, ...tail), first + i + 1);
        for (let i = 5000; i < 10_000; i++) assert.equal(cached(i, ...tail), first + i + 1);
        assert.equal(cached.cacheInfo().hits, 5000);
        cached.cacheClear();
      }
    }
  });
});

describe('arrays that grow', () => {
  it('double, but not beyond what the limit can need, and always hold the slot', () => {
    assert.deepEqual(
      [grownLength(8, 8, Infinity), grownLength(8, 8, 10), grownLength(8, 20, Infinity)],
      [16, 11, 21],
    );
  });
});

describe('the heap', () => {
  it('gives the greatest first', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(50)), { maxLength: 200, size: 'max' }), (steps) => {
        const heap = new MaxHeap();
        const model: number[] = [];
        for (const rank of steps) {
          if (rank !== null) {
            heap.push(rank + 1000, rank);
            model.push(rank);
          } else if (model.length > 0) {
            const greatest = Math.max(...model);
            model.splice(model.indexOf(greatest), 1);
            assert.deepEqual(heap.pop(), { item: greatest + 1000, rank: greatest });
          }
        }
      }),
      { seed: 24, numRuns: 200 },
    );
  });
});
