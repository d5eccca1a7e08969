import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { valueCodec } from '../../../src/sharing/index.ts';
import { readEntry, writeEntry } from '../../../src/sharing/entry.ts';

const encode = (value: unknown): string => valueCodec.encode(value);
const decode = (text: string): unknown => valueCodec.decode(text);

class Point {
  x = 1;
}

const circle: Record<string, unknown> = { name: 'a' };
circle['self'] = circle;
const twice = { a: 1 };

describe('values of a shared cache', () => {
  for (const [what, value] of Object.entries({
    text: 'a\u2028"\ud800',
    data: { a: [1, null, true, 'x'], b: {} },
    undefined: undefined,
    'undefined inside': { a: undefined, b: [undefined] },
    bigint: 12345678901234567890n,
    'numbers JSON has not': [NaN, Infinity, -Infinity, -0],
    Date: new Date(0),
    Map: new Map<unknown, unknown>([[{ a: 1 }, new Set([1])]]),
    'regular expression': /a+/giu,
    'typed array': new Uint16Array([1, 2, 65535]),
    Buffer: Buffer.from('a\0b'),
    'Buffer inside': { file: Buffer.from([1, 2, 3]) },
    circle,
    'the same twice': [twice, twice],
    'sparse array': [1, , 3],
    'no prototype': Object.assign(Object.create(null) as object, { a: 1 }),
    '__proto__ as data': JSON.parse('{"__proto__":{"a":1}}') as unknown,
  }))
    it(`${what} comes back as it was`, () => {
      assert.deepStrictEqual(decode(encode(value)), value);
    });

  it('a Buffer comes back as one', () => {
    assert.ok(Buffer.isBuffer(decode(encode(Buffer.from('a')))));
  });

  it('data is readable as JSON', () => {
    assert.equal(encode({ temperature: 21, in: ['Bern'] }), '{"temperature":21,"in":["Bern"]}');
  });

  for (const [what, value, named] of [
    ['an instance', { at: [new Point()] }, /Its part at\.0 is an instance of Point/],
    ['a function', { run: () => 1 }, /Its part run is a function/],
    ['a symbol', Symbol('a'), /It is a symbol/],
    ['a symbol as a name', { [Symbol('a')]: 1 }, /has a member Symbol\(a\) that would be lost/],
    ['an error', new Error('a'), /It is an instance of Error/],
    ['an array with a name', Object.assign([1], { name: 'a' }), /has a member name that would be lost/],
    ['a subclass', new (class Stack extends Map {})(), /It is an instance of Stack/],
    ['a hidden member', Object.defineProperty({}, 'a', { value: 1 }), /has a member a that would be lost/],
    ['a promise', { later: Promise.resolve(1) }, /Its part later is an instance of Promise/],
  ] as const)
    it(`${what} is refused by name`, () => {
      assert.throws(() => encode(value), { message: named });
    });

  it('any value comes back as it was, or is refused', () => {
    let refused = 0;
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        let text: string;
        try {
          text = encode(value);
        } catch {
          refused++;
          return;
        }
        const back = decode(text);
        assert.ok(isDeepStrictEqual(back, value) || inspect(back) === inspect(value), text);
      }),
      { numRuns: 2000 },
    );
    assert.ok(refused < 1500);
  });

  it('what lies deeper than the stack is refused in words', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    assert.throws(() => encode(deep), {
      name: 'RangeError',
      message: 'Its parts lie too deep in one another.',
    });
  });

  it('an entry that cannot be read is none', () => {
    assert.deepEqual(readEntry(valueCodec, writeEntry(valueCodec, { a: 1 }, 12.4)), {
      value: { a: 1 },
      took: 12,
    });
    for (const text of ['', 'c1', 'c1 ', 'c1 x {}', 'c1 1 {', 'c1 1 ~[', 'c2 1 {}', '{"a":1}', 7, null])
      assert.equal(readEntry(valueCodec, text), undefined, String(text));
    fc.assert(
      fc.property(fc.string(), (text) => {
        readEntry(valueCodec, `c1 1 ${text}`);
        readEntry(valueCodec, `c1 1 ~${text}`);
      }),
    );
  });
});
