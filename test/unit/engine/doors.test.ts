import assert from 'node:assert/strict';
import fc from 'fast-check';
import { memoize, type MemoizeOptions as OptionsOf } from '../../../src/engine/index.ts';

type Anything = (...args: unknown[]) => unknown;
type MemoizeOptions = OptionsOf<Anything>;

// How many arguments a function names decides which way its calls take. No way may differ from the general one, which
// a function of three arguments takes.

type Deed = 'returns' | 'throws' | 'calls itself' | 'calls itself for more' | 'clears' | 'rejects';
interface Step {
  readonly self: unknown;
  readonly args: readonly unknown[];
  readonly deed: Deed;
}

class Point {
  readonly x = 1;
}

const value = fc.constantFrom<unknown>(
  ...[0, -0, 1, 2, 1.5, NaN, 2 ** 31, 'a', 'b', '', '1', null, undefined, true, 1n],
  ...[new Point(), new Point(), [1], { a: 1 }, () => 0],
);
/** Few values in one program, so that calls come again. */
const steps = fc.array(value, { minLength: 2, maxLength: 3 }).chain((values) =>
  fc.array(
    fc.record<Step>({
      self: fc.constantFrom<unknown>(undefined, undefined, undefined, null, new Point()),
      args: fc.array(fc.constantFrom(...values), { maxLength: 3 }),
      deed: fc.constantFrom<Deed>(
        ...(['returns', 'returns', 'returns', 'throws', 'calls itself'] as const),
        ...(['calls itself for more', 'clears', 'rejects'] as const),
      ),
    }),
    { maxLength: 20 },
  ),
);

/** Everything that can be seen of a memoized function of so many arguments while these steps are taken. */
async function story(length: number, options: MemoizeOptions, program: readonly Step[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  let deed: Deed = 'returns';
  let count = 0;
  const fn = function (this: unknown, ...args: unknown[]): unknown {
    const now = deed;
    deed = 'returns';
    seen.push(['called', this, args, cached.cacheInfo().toString()]);
    if (now === 'throws') throw new Error(`${count++}`);
    if (now === 'calls itself') seen.push(Reflect.apply(cached, this, args));
    if (now === 'calls itself for more')
      for (const more of ['a', 1, 2]) seen.push(cached(more, ...args.slice(1)));
    if (now === 'clears') cached.cacheClear();
    return now === 'rejects' ? Promise.reject(new Error(`${count++}`)) : count++;
  };
  const cached = memoize<Anything>(Object.defineProperty(fn, 'length', { value: length }), {
    ...options,
    observer: options.observer && ((event) => seen.push(event)),
  });
  for (const { self, args, deed: next } of program) {
    deed = next;
    try {
      const result = Reflect.apply(cached, self, args);
      seen.push(result instanceof Promise ? await result.catch(String) : result);
    } catch (error) {
      seen.push(String(error));
    }
    seen.push(cached.cacheInfo().toString());
  }
  return seen;
}

describe('the ways of a call', () => {
  const variants: Record<string, MemoizeOptions> = {
    'as it is': {},
    'with any object': { objects: 'identity' },
    'with objects by content': { objects: 'structural' },
    'with names': { namedArgs: true, objects: 'structural' },
    'with a key function': { key: (...args: unknown[]) => args.length },
    'with an observer': { observer: () => undefined },
    'with a policy that remembers keys': { policy: '2q' },
  };
  for (const [name, options] of Object.entries(variants))
    it(`are one, ${name}`, async () => {
      const maxsize = fc.constantFrom(0, 1, 2, 3, null);
      await fc.assert(
        fc.asyncProperty(steps, maxsize, async (program, size) => {
          const general = await story(3, { ...options, maxsize: size }, program);
          for (const length of [0, 1, 2])
            assert.deepEqual(await story(length, { ...options, maxsize: size }, program), general);
        }),
        { seed: 41, numRuns: 400 },
      );
    });
});
