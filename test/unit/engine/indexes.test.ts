import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache, lruCache } from '../../../src/engine/index.ts';
import { Codes, noCode } from '../../../src/engine/codes.ts';
import { grownLength } from '../../../src/engine/growth.ts';
import { MaxHeap } from '../../../src/engine/maxHeap.ts';
import { IntTable } from '../../../src/engine/intTable.ts';
import { TupleIndex } from '../../../src/engine/tupleIndex.ts';
import { counter } from './support.ts';

const int = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));

/** Different numbers for different numbers, in no order that a hash function might keep apart by itself. */
function scattered(n: number): number {
  const mixed = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return again ^ (again >>> 16);
}

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
    const key = scattered;
    for (let round = 0; round < 2; round++) {
      for (let i = 1; i <= 100_000; i++) table.add(key(i), i);
      for (let i = 1; i <= 100_000; i++) assert.equal(table.find(key(i)), i);
      for (let i = 1; i <= 100_000; i += 2) assert.ok(table.remove(i));
      for (let i = 1; i <= 100_000; i++) assert.equal(table.find(key(i)), i % 2 ? 0 : i);
      table.clear();
      assert.equal(table.find(key(2)), 0);
    }
  });
});

const values = [0, 1, -1, 2 ** 30 - 1, 2 ** 30, -(2 ** 30), -(2 ** 31), 0.5, NaN, 'a', 'b', '', null, undefined, true, 7n, { an: 'object' }]; // oxfmt-ignore

describe('codes', () => {
  const isSmall = (value: unknown): boolean =>
    Number.isInteger(value) && Math.abs(value as number) < 2 ** 30 && typeof value === 'number';

  it('are doubled small integers; all else has one as long as somebody holds it, and codes are used again', () => {
    const step = fc.tuple(fc.constantFrom('hold', 'hold', 'release', 'clear'), fc.nat(values.length - 1));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
        const codes = new Codes();
        const held = new Map<unknown, { code: number; holders: number }>();
        let most = 0;
        steps.forEach(([name, at], i) => {
          const value = values[at];
          const known = held.get(value);
          if (name === 'hold') {
            const code = codes.hold(value);
            if (isSmall(value)) assert.equal(code, (value as number) * 2);
            else if (known) assert.equal(code, known.code);
            else assert.ok(code & 1 && ![...held.values()].some((other) => other.code === code));
            held.set(value, { code, holders: (known?.holders ?? 0) + 1 });
          } else if (name === 'release' && known) {
            codes.release(known.code);
            if (known.holders > 1) held.set(value, { code: known.code, holders: known.holders - 1 });
            else held.delete(value);
          } else if (name === 'clear' && i % 9 === 0) {
            codes.clear();
            held.clear();
            most = 0;
          }
          const odd = [...held].filter(([each]) => !isSmall(each));
          most = Math.max(most, odd.length);
          for (const [, { code }] of odd) assert.ok(code >> 1 < most, 'a free code is used before a new one');
          for (const each of values)
            assert.equal(
              codes.find(each),
              isSmall(each) ? (each as number) * 2 : (held.get(each)?.code ?? noCode),
            );
        });
      }),
      { seed: 25, numRuns: 200 },
    );
  });
});

describe('the index of lists', () => {
  it('does as a Map of lists does, and holds on to nothing that was removed', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 0, 1, 0.5), { minLength: 2, maxLength: 4 });
    const step = fc.tuple(fc.constantFrom('add', 'add', 'remove', 'clear'), list);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
        const index = new TupleIndex();
        const model = new Map<string, number>();
        steps.forEach(([name, parts], i) => {
          const text = JSON.stringify(parts);
          const slot = model.get(text);
          if (name === 'add' && slot === undefined) {
            index.add(parts, i + 1);
            model.set(text, i + 1);
          } else if (name === 'remove') {
            assert.equal(index.remove(slot ?? i + 1), slot !== undefined);
            model.delete(text);
          } else if (name === 'clear' && i % 9 === 0) {
            index.clear();
            model.clear();
          }
          for (const [key, at] of model) assert.equal(index.find(JSON.parse(key) as unknown[]), at);
          assert.equal(index.find(parts), model.get(text) ?? 0);
          if (parts.length === 2) assert.equal(index.findTwo(parts[0], parts[1]), model.get(text) ?? 0);
        });
        for (const slot of model.values()) index.remove(slot);
        const { slotAt, free, codes } = index as unknown as {
          slotAt: number[];
          free: number[];
          codes: { codes: Map<unknown, number> };
        };
        assert.equal(codes.codes.size, 0, 'no value is held any more');
        assert.equal(free.length, slotAt.length - 1, 'every node but the root is free again');
      }),
      { seed: 26, numRuns: 200 },
    );
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

describe('a store', () => {
  /** What a cache holds on to inside. */
  const insideOf = (cache: unknown): { values: unknown[]; top: number; free: number[] } =>
    (cache as { store: { values: unknown[]; top: number; free: number[] } }).store;

  it('uses the slots of deleted entries again, and holds on to no value that left', () => {
    const cache = createCache<number | string, string>('lru', null);
    for (let round = 0; round < 1000; round++) {
      for (const key of [round, `key ${round}`]) cache.set(key, 'value');
      for (const key of [round, `key ${round}`]) assert.ok(cache.delete(key));
    }
    const inside = insideOf(cache);
    assert.equal(inside.top, 2);
    assert.deepEqual([...inside.free].sort(), [1, 2]);
    assert.ok(inside.values.length < 20);
    assert.ok(inside.values.every((value) => value === undefined));
  });

  for (const size of [1, 2, 50, 10_000]) {
    it(`starts from nothing when it was cleared with ${size} entries`, () => {
      const cache = createCache<number | string, string>('lru', null);
      for (let i = 0; i < size; i++) cache.set(i % 2 ? i : `key ${i}`, 'value');
      cache.set('gone', 'value');
      cache.delete('gone');
      cache.clear();
      const inside = insideOf(cache);
      assert.deepEqual([inside.top, inside.free], [0, []]);
      assert.ok(inside.values.every((value) => value === undefined));
      const { restKeys } = (cache as unknown as { index: { restKeys: unknown[] } }).index;
      assert.deepEqual(restKeys, []);
      cache.set(1, 'one');
      assert.deepEqual([cache.keys(), cache.peek(1), inside.top], [[1], 'one', 1]);
    });
  }
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
  it('gives the greatest first, also when ranks change and items leave', () => {
    const step = fc.tuple(fc.constantFrom('set', 'set', 'set', 'pop', 'delete'), fc.nat(40), fc.nat(50));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const heap = new MaxHeap();
        const model = new Map<number, number>();
        for (const [what, item, rank] of steps) {
          const greatest = Math.max(...model.values());
          if (what === 'set') {
            heap.set(item, rank);
            model.set(item, rank);
          } else if (what === 'delete') {
            heap.delete(item);
            model.delete(item);
          } else if (model.size > 0) {
            assert.equal(model.get(heap.top), greatest);
            const popped = heap.pop();
            assert.equal(model.get(popped), greatest);
            model.delete(popped);
          }
          assert.equal(heap.size, model.size);
        }
      }),
      { seed: 24, numRuns: 200 },
    );
  });
});
