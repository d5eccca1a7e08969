import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { prefixOf, SharedKey, textOfArguments, textOfKey } from '../../../src/sharing/keys.ts';

const keyOf = (...args: unknown[]): string =>
  new SharedKey(textOfArguments(args, 'f'), prefixOf('f', '1')).remote;

class Point {
  x = 1;
}

describe('keys of a shared cache', () => {
  it('have 132 bits, and a lease beside them in the same slot of a cluster', () => {
    const key = new SharedKey('"Bern"', prefixOf('weather', '2'));
    assert.match(key.remote, /^weather:v2:\{[\w-]{22}\}$/);
    assert.equal(key.lease, `${key.remote}:lock`);
  });

  it('are the first 132 bits of a SHA-256', () => {
    const script = `process.stdout.write(require('crypto').createHash('sha256').update('"Bern"').digest('base64url').slice(0, 22))`;
    const expected = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    assert.equal(keyOf('Bern'), `f:v1:{${expected}}`);
  });

  for (const [what, value, named] of [
    ['a symbol', Symbol('a'), /^Argument 2 of f is a symbol/],
    ['a function', () => 1, /^Argument 2 of f is a function/],
    ['an instance', new Point(), /^Argument 2 of f is an instance of Point/],
    ['an instance inside', { at: [new Point()] }, /^Argument 2 of f contains an instance of Point/],
    ['a symbol as a name', { [Symbol('a')]: 1 }, /^Argument 2 of f contains a symbol/],
    ['a regular expression', /a/, /^Argument 2 of f is an instance of RegExp/],
    ['a promise', Promise.resolve(), /^Argument 2 of f is an instance of Promise/],
    ['an error', new Error('a'), /^Argument 2 of f is an instance of Error/],
  ] as const)
    it(`refuse ${what}, by the place of the argument`, () => {
      assert.throws(() => keyOf('x', value), { name: 'TypeError', message: named });
    });

  it('refuse what contains itself', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    assert.throws(() => keyOf(circle), /^TypeError: Argument 1 of f cannot be read as data/);
  });

  it('take __proto__ and line ends as what they are', () => {
    assert.notEqual(keyOf('__proto__'), keyOf('constructor'));
    assert.notEqual(keyOf(JSON.parse('{"__proto__":1}')), keyOf({}));
    assert.notEqual(keyOf('a\r\nb'), keyOf('a\nb'));
    assert.match(keyOf('a\r\nb'), /^[\w:{}-]+$/);
  });

  it('are equal for equal data, however it is written', () => {
    assert.equal(keyOf({ a: 1, b: [new Date(0)] }), keyOf({ b: [new Date(0)], a: 1 }));
    assert.equal(keyOf(new Map([['a', 1]])), keyOf(new Map([['a', 1]])));
    assert.equal(keyOf(0), keyOf(-0));
  });

  it('tell apart what is not equal, and how many arguments there are', () => {
    const calls = [
      [],
      [undefined],
      [null],
      [undefined, undefined],
      ['undefined'],
      [1],
      ['1'],
      [1n],
      [true],
      ['a', 'b'],
      ['a,b'],
      [['a', 'b']],
      [NaN],
      [{}],
      [[]],
      [new Map()],
      [new Set()],
      [new Date(0)],
      ['"a","b"'],
    ];
    assert.equal(new Set(calls.map((args) => keyOf(...args))).size, calls.length);
    assert.notEqual(textOfKey('a', 'f'), textOfArguments(['a'], 'f'));
  });

  it('of any data are the same twice, and never throw but a TypeError that names the argument', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.anything({
            withMap: true,
            withSet: true,
            withDate: true,
            withBigInt: true,
            withTypedArray: true,
            withSparseArray: true,
            withNullPrototype: true,
            withObjectString: true,
            withBoxedValues: true,
          }),
        ),
        (args) => {
          const ask = (): string => {
            try {
              return keyOf(...args);
            } catch (error) {
              assert.ok(
                error instanceof TypeError && /^Argument \d+ of f /.test(error.message),
                String(error),
              );
              return error.message;
            }
          };
          assert.equal(ask(), ask());
        },
      ),
    );
  });
});
