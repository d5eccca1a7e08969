import assert from 'node:assert/strict';
import { lruCache, memoize, timedLruCache, ttlCache, type Cached } from '../../../src/engine/index.ts';
import { counts, scribe } from './support.ts';

class Session {
  readonly user = 1;
}

/** A proxy with traps that throw. */
function refusing(target: object, ...traps: (keyof ProxyHandler<object>)[]): object {
  const refuse = (): never => {
    throw new Error('refused');
  };
  return new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, refuse])));
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

class HastyPromise extends Promise<unknown> {
  override then(): never {
    throw new Error('refused');
  }
}

/** Objects that throw at a question that one may ask of any object. */
const STRICT: Readonly<Record<string, () => object>> = {
  'a proxy that throws at unknown properties': () => refusing(new Session(), 'get'),
  'a proxy that throws at its prototype': () => refusing(new Session(), 'getPrototypeOf'),
  'a proxy that throws at everything': () =>
    refusing(new Session(), 'get', 'has', 'getPrototypeOf', 'ownKeys', 'getOwnPropertyDescriptor'),
  'a proxy that is revoked': () => revoked(new Session()),
  'an array whose proxy is revoked': () => revoked([]),
  'an object whose tag throws': () =>
    Object.defineProperty(new Session(), Symbol.toStringTag, { get: () => assert.fail('refused') }),
};

const STRICT_PROMISES: Readonly<Record<string, () => object>> = {
  'a proxy of a promise': () => new Proxy(Promise.resolve(1), {}),
  'a promise whose then throws': () => new HastyPromise(() => undefined),
  'a promise whose then cannot be read': () =>
    Object.defineProperty(Promise.resolve(1), 'then', { get: () => assert.fail('refused') }),
  'what claims to be a promise and has a then that throws': () => ({
    [Symbol.toStringTag]: 'Promise',
    then: () => assert.fail('refused'),
  }),
};

type Wrap = (fn: (...args: number[]) => unknown) => Cached<(...args: number[]) => unknown>;

const { observer } = scribe();

/** Every way of a result into a cache. */
const WAYS: Readonly<Record<string, { wrap: Wrap; args: number[] }>> = {
  'one argument': { wrap: (fn) => lruCache((a: number) => fn(a)), args: [1] },
  'two arguments': { wrap: (fn) => lruCache((a: number, b: number) => fn(a, b)), args: [1, 2] },
  'more arguments': { wrap: (fn) => lruCache(fn), args: [1, 2, 3] },
  'an observer': { wrap: (fn) => lruCache({ observer })(fn), args: [1] },
  'another policy': { wrap: (fn) => memoize(fn, { policy: 'w-tinylfu', maxsize: 2 }), args: [1] },
  'a deadline': { wrap: (fn) => timedLruCache(10)(fn), args: [1] },
  'lifetimes': { wrap: (fn) => ttlCache(10)(fn), args: [1] },
}; // oxfmt-ignore

describe('a result that does not let itself be asked', () => {
  for (const [name, make] of Object.entries({ ...STRICT, ...STRICT_PROMISES })) {
    for (const [way, { wrap, args }] of Object.entries(WAYS)) {
      it(`is kept as it is: ${name}, by ${way}`, () => {
        const result = make();
        const cached = wrap(() => result);
        assert.ok(cached(...args) === result && cached(...args) === result);
        assert.equal(counts(cached), '1 hits, 1 misses, 1 held');
      });
    }
  }
});

describe('an argument that does not let itself be asked', () => {
  for (const [name, make] of Object.entries(STRICT)) {
    for (const options of [
      {},
      { objects: 'structural' },
      { objects: 'identity' },
      { namedArgs: true },
    ] as const) {
      it(`is a key by its identity: ${name}, ${JSON.stringify(options)}`, () => {
        const cached = lruCache({ ...options, key: undefined })((value: unknown, n: number) => [value, n]);
        const [one, other] = [make(), make()];
        assert.equal(cached(one, 1), cached(one, 1));
        assert.notEqual(cached(one, 1), cached(other, 1));
        const last = lruCache({ ...options })((n: number, value: unknown) => [n, value]);
        assert.equal(last(1, one), last(1, one));
        assert.equal(counts(last), '1 hits, 1 misses, 1 held');
      });
    }
  }

  it('is refused as before where it is known what it is', () => {
    const cached = lruCache((value: unknown) => value);
    for (const value of [[], {}, new Map(), new Set(), new Date(), new Uint8Array(), new Proxy([], {})])
      assert.throws(() => cached(value), /cannot be a cache key/);
  });
});
