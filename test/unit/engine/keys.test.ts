import assert from 'node:assert/strict';
import vm from 'node:vm';
import fc from 'fast-check';
import { cache, lruCache, memoize, type MemoOptions } from '../../../src/engine/index.ts';
import { counter, counts } from './support.ts';

type Call = readonly unknown[];

/** Which earlier call each call shares its entry with: `0 1 0` is new, new, the first again. */
function sharing(calls: readonly Call[], options: MemoOptions<(...args: unknown[]) => number> = {}): string {
  const cached = lruCache(counter(), { maxsize: null, ...options });
  const first = new Map<number, number>();
  return calls
    .map((call, i) => {
      const value = cached(...call);
      if (!first.has(value)) first.set(value, i);
      return first.get(value);
    })
    .join(' ');
}

const fresh = (calls: readonly Call[]): string => calls.map((_, i) => i).join(' ');

/** An ordinary class: its instances are keys by identity. */
class Shape {
  sides = 0;
}

const scalars = [
  0, 1, -1, 2 ** 30 - 1, 2 ** 30, -(2 ** 30), -(2 ** 30) - 1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 1.5, -1.5,
  2 ** 53, Infinity, -Infinity, NaN, '', '0', '1', 'a', 'b', 'a,b', '\0', '\0a', '__proto__', 'constructor',
  'undefined', 'null', 'NaN', 'true', '[]', 0n, 1n, 2n ** 64n, true, false, null, undefined,
  Symbol('s'), Symbol('s'), Symbol.for('s'), () => 0, () => 0, Shape, new Shape(), new Shape(),
  /a/, new Error('x'), Promise.resolve(1), new Number(1),
]; // oxfmt-ignore

describe('keys', () => {
  it('are the arguments in order and their number', () => {
    assert.equal(sharing([[], [undefined], [null], [1], [1, undefined]]), '0 1 2 3 4');
    assert.equal(
      sharing([[1, 2], [2, 1], [1], [1, 2], [1, 2, 3], [1, 2, 3], [], [1, 2, undefined], []]),
      '0 1 2 0 4 4 6 7 6',
    );
  });

  it('never merge different values, alone or in a list, bounded or not', () => {
    const calls: Call[] = [
      ...scalars.map((a) => [a]),
      ...scalars.flatMap((a) => scalars.map((b) => [a, b])),
      ...scalars.map((a) => [a, 'x', a]),
      ...scalars.map((a) => ['y', a, a]),
      ...scalars.map((a) => [a, a, 1, a]),
    ];
    for (const options of [{}, { maxsize: 10000 }, { objects: 'structural' as const }]) {
      assert.equal(sharing(calls, options), fresh(calls));
      assert.equal(sharing([...calls, ...calls], options), `${fresh(calls)} ${fresh(calls)}`);
    }
  });

  it('are compared by SameValueZero', () => {
    assert.equal(
      sharing([[NaN], [NaN], [0], [-0], [NaN, NaN], [NaN, NaN], [0, 1], [-0, 1], [0, 0, 0], [0, -0, 0]]),
      '0 0 2 2 4 4 6 6 8 8',
    );
    assert.equal(sharing([[3], ['3'], [3n], [true], [1], [1n], [3n]]), '0 1 2 3 4 5 2');
    assert.equal(sharing([['a', 'b'], ['a,b'], ['a', 'b']]), '0 1 0');
    assert.equal(sharing([['x'.repeat(3)], ['xxx'], ['xx'.concat('x'), 1], ['xxx', 1]]), '0 0 2 2');
  });

  it('are refused where identity would silently never hit, by position, and nothing is counted', () => {
    const realm = vm.runInNewContext(
      '({ list: [], plain: {}, map: new Map(), set: new Set(), date: new Date(0), bytes: new Uint8Array(2) })',
    ) as Record<string, unknown>;
    const refused: [unknown, string][] = [
      [[], 'an array'], [{}, 'a plain object'], [Object.create(null), 'a plain object'], [new Map(), 'a Map'], [new Set(), 'a Set'],
      [new Date(), 'a Date'], [new Float64Array(1), 'a Float64Array'], [new DataView(new ArrayBuffer(1)), 'a DataView'],
      [new (class extends Array {})(), 'an array'], [new (class extends Map {})(), 'a Map'],
      [realm['list'], 'an array'], [realm['plain'], 'a plain object'], [realm['map'], 'a Map'], [realm['set'], 'a Set'],
      [realm['date'], 'a Date'], [realm['bytes'], 'a Uint8Array'],
    ]; // oxfmt-ignore
    const fn = counter();
    const cached = lruCache(fn);
    for (const [value, kind] of refused) {
      const ways = "Pass objects: 'structural' or 'identity', or a key function.";
      const error = (n: number) => ({
        name: 'TypeError',
        message: `Argument ${n} is ${kind}, which cannot be a cache key. ${ways}`,
      });
      assert.throws(() => cached(value), error(1));
      assert.throws(() => cached(1, value), error(2));
      assert.throws(() => cached(value, 1), error(1));
      assert.throws(() => cached(1, 2, value, []), error(3));
    }
    assert.equal(fn.calls, 0);
    assert.equal(counts(cached), '0 hits, 0 misses, 0 held');
  });

  it('by identity: every object is itself', () => {
    const [list, plain] = [[1], { a: 1 }];
    assert.equal(
      sharing([[list], [[1]], [list], [plain, 1], [{ a: 1 }, 1], [plain, 1]], { objects: 'identity' }),
      '0 1 0 3 4 3',
    );
    const calls = [
      [1, 2, plain],
      [1, 2, { a: 1 }],
      [1, 2, plain],
      [1, 2, list],
      [1, 2, [1]],
      [1, 2, list],
    ];
    assert.equal(sharing(calls, { objects: 'identity' }), '0 1 0 3 4 3');
  });

  it('an object made from an object is an instance, not a plain one', () => {
    const instance: unknown = Object.create({ a: 1 });
    assert.equal(sharing([[instance], [instance], [Object.create(Object.create(null) as object)]]), '0 0 2');
  });

  it('from a key function: once per call, before anything is counted', () => {
    let made = 0;
    const cached = lruCache({ maxsize: 2, key: (user: { id: number }) => (made++, user.id) })(
      (user: { id: number }) => user,
    );
    const ada = { id: 1 };
    assert.equal(cached(ada), ada);
    assert.equal(cached({ id: 1 }), ada);
    assert.equal(made, 2);
    assert.equal(counts(cached), '1 hits, 1 misses, 1 held');
    const failing = lruCache(counter(), {
      key: () => {
        throw new RangeError('no key');
      },
    });
    assert.throws(() => failing(1), { name: 'RangeError', message: 'no key' });
    assert.equal(counts(failing), '0 hits, 0 misses, 0 held');
  });

  it('from a key function: all arguments and this reach it, and its result obeys the same rules', () => {
    const sums = lruCache(counter(), { key: (a, b) => Number(a) + Number(b) });
    assert.deepEqual([sums(1, 2), sums(2, 1), sums(2, 2)], [1, 1, 2]);
    const byName = lruCache(counter(), {
      key(this: { name: string }) {
        return this.name;
      },
    });
    const ada = { name: 'Ada', byName };
    assert.deepEqual([ada.byName(1), ada.byName(2)], [1, 1]);
    assert.throws(() => lruCache(counter(), { key: (...args) => args })(1), {
      name: 'TypeError',
      message: /^The result of the key function is an array, which cannot be a cache key\./,
    });
    assert.equal(
      sharing(
        [
          [1, 2],
          [1, 2],
          [2, 1],
        ],
        { key: (...args) => args, objects: 'structural' },
      ),
      '0 0 2',
    );
  });

  it('with named arguments: as Python makes them', () => {
    const named = (calls: readonly Call[]): string => sharing(calls, { namedArgs: true });
    assert.equal(named([['x', 1], [{ x: 1 }], [{ x: 1 }], [], [{}], [1, {}], [1]]), '0 1 1 3 3 5 5');
    assert.equal(
      named([[{ a: 1, b: 2 }], [{ b: 2, a: 1 }], [{ a: 1, b: 2 }], [1, { b: 2 }], [1, 'b', 2]]),
      '0 1 0 3 4',
    );
    assert.equal(
      named([
        [{ a: undefined }],
        [{}],
        [{ a: NaN }],
        [{ a: NaN }],
        [Object.assign(Object.create(null), { a: NaN })],
      ]),
      '0 1 2 2 2',
    );
    assert.equal(named([[{ [Symbol.iterator]: 1 }], [{}], [{ [Symbol.iterator]: 1 }]]), '0 1 0');
    assert.equal(named([[Object.defineProperty({}, 'hidden', { value: 1 })], []]), '0 0');
    assert.throws(() => named([[1, { list: [] }]]), {
      name: 'TypeError',
      message: /^Argument "list" is an array/,
    });
    assert.throws(() => named([[{}, 1]]), { name: 'TypeError', message: /^Argument 1 is a plain object/ });
    assert.equal(
      sharing([[{ a: [1] }], [{ a: [1] }], [{ a: [2] }]], { namedArgs: true, objects: 'structural' }),
      '0 0 2',
    );
  });

  it('include this: one cache serves all instances', () => {
    class Shop {
      constructor(readonly rate: number) {}

      @lruCache({ maxsize: 8 })
      price(amount: number): number {
        return amount * this.rate;
      }

      @lruCache
      bare(): number {
        return this.rate;
      }

      @cache
      sum(...amounts: number[]): number {
        return amounts.reduce((a, b) => a + b, this.rate);
      }
    }
    const [cheap, dear] = [new Shop(1), new Shop(10)];
    assert.deepEqual(
      [cheap.price(3), dear.price(3), cheap.price(3), cheap.bare(), dear.bare(), dear.bare()],
      [3, 30, 3, 1, 10, 10],
    );
    assert.deepEqual([cheap.sum(1, 2), dear.sum(1, 2), cheap.sum(1, 2), cheap.sum()], [4, 13, 4, 1]);
    const methods: Record<'price' | 'bare' | 'sum', unknown> = Shop.prototype;
    const controls = (name: 'price' | 'bare' | 'sum') =>
      methods[name] as ReturnType<typeof lruCache<() => number>>;
    assert.equal(counts(controls('price')), '1 hits, 2 misses, 2 held');
    assert.equal(counts(controls('bare')), '1 hits, 2 misses, 2 held');
    assert.deepEqual(controls('sum').cacheParameters(), { maxsize: null, typed: false });
    assert.equal(controls('price').name, 'price');
  });

  it('keep a receiver apart from a first argument', () => {
    const cached = cache(counter());
    const receiver = new Shape();
    assert.deepEqual(
      [cached(receiver, 1), cached.call(receiver, 1), cached.call(receiver, 1), cached(receiver)],
      [1, 2, 2, 3],
    );
    assert.deepEqual(
      [cached.call(receiver), cached.call(receiver), cached.call(null as never, 1), cached(1)],
      [4, 4, 5, 5],
    );
  });

  it('refuse class members that are no methods', () => {
    const decorate = lruCache(2) as (fn: () => number, context: unknown) => unknown;
    const context = { kind: 'getter', name: 'x', addInitializer: () => undefined };
    assert.throws(() => decorate(() => 1, context), {
      name: 'TypeError',
      message: 'lruCache decorates functions and methods only.',
    });
    assert.throws(() => decorate(() => 1, 'name'), TypeError);
    assert.throws(() => (lruCache as unknown as typeof decorate)(() => 1, context), TypeError);
  });

  it('are the same for every policy and lifetime', () => {
    for (const policy of ['fifo', 'lfu']) {
      const cached = memoize(counter(), { policy, maxsize: 3 });
      assert.deepEqual(
        [cached(1, 'a'), cached(1, 'a'), cached('1', 'a'), cached(), cached(1, 'b')],
        [1, 1, 2, 3, 4],
      );
      assert.equal(cached.cacheInfo().currsize, 3);
    }
  });

  it('agree with a table of all calls, whatever the calls', () => {
    const argument = fc.constantFrom<unknown>(...scalars.slice(0, 40));
    const calls = fc.array(fc.array(argument, { maxLength: 4 }), { maxLength: 120, size: 'max' });
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 9 }), (program, maxsize) => {
        const cached = lruCache(counter(), { maxsize });
        const recent: { call: Call; value: number }[] = [];
        const same = (a: Call, b: Call) => a.length === b.length && a.every((x, i) => [x].includes(b[i]));
        let calls = 0;
        for (const call of program) {
          const at = recent.findIndex((entry) => same(entry.call, call));
          const [entry] = at < 0 ? [{ call, value: ++calls }] : recent.splice(at, 1);
          recent.push(entry!);
          if (recent.length > maxsize) recent.shift();
          assert.equal(cached(...call), entry!.value);
        }
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
