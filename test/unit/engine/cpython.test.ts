import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { lruCache, type Cached } from '../../../src/engine/index.ts';

type Value = readonly [kind: 'int' | 'float' | 'text' | 'none', text: string];
type Step =
  | { readonly do: 'clear' | 'info' }
  | {
      readonly do: 'call';
      readonly args: readonly Value[];
      readonly named: readonly (readonly [string, Value])[];
    };
interface Body {
  readonly steps: readonly Step[];
  readonly end: string;
}
interface Program extends Body {
  readonly maxsize: number | null;
  readonly bodies: readonly Body[];
}

/** Values that both languages keep apart in the same way: no True beside 1, no 1.0 beside 1. */
const value: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  ...(['0', '1', '2', '3', '-1', '1073741824', '2147483648', '100000000000000000000'] as const).map(
    (text): Value => ['int', text],
  ),
  ['float', '0.5'],
  ['float', 'inf'],
  ['text', ''],
  ['text', '1'],
  ['text', 'a'],
  ['text', 'b'],
  ['none', ''],
);
const few: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  ['int', '1'],
  ['int', '2'],
  ['int', '3'],
  ['text', 'a'],
);
const args = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(few) },
  { weight: 1, arbitrary: fc.array(value, { maxLength: 3 }) },
);
const named = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(fc.tuple(fc.constantFrom('x', 'y'), few), {
      maxLength: 2,
      selector: ([name]) => name,
    }),
  },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('call' as const), args, named }) },
  { weight: 1, arbitrary: fc.constant({ do: 'clear' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'info' as const }) },
);
const end = fc.constantFrom('number', 'number', 'number', 'none', 'zero', 'empty', 'false', 'throw');
const body = fc.record({ steps: fc.array(step, { maxLength: 3 }), end });
const program: fc.Arbitrary<Program> = fc.record({
  maxsize: fc.constantFrom(0, 1, 2, 3, 4, 5, -1, null, 128),
  bodies: fc.array(body, { minLength: 1, maxLength: 6 }),
  steps: fc.array(step, { minLength: 1, maxLength: 30, size: 'max' }),
  end: fc.constant(''),
});

const decoders: Record<Value[0], (text: string) => unknown> = {
  int: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text)),
  float: (text) => (text === 'inf' ? Infinity : Number(text)),
  text: (text) => text,
  none: () => null,
};
const falsy: Record<string, unknown> = { none: null, zero: 0, empty: '', false: false };

/** Runs a program on our `lruCache`, in the words of `cpython.py`. */
function run({ maxsize, bodies, steps }: Program): string[] {
  const words: string[] = [];
  let [runs, depth] = [0, 0];
  const cached: Cached<(...list: unknown[]) => unknown> = lruCache({ maxsize, namedArgs: true })(() => {
    const current = bodies[runs % bodies.length]!;
    const number = ++runs;
    if (depth < 4) {
      depth++;
      perform(current.steps);
      depth--;
    }
    if (current.end === 'throw') throw new RangeError(String(number));
    return current.end in falsy ? falsy[current.end] : number;
  });
  const decode = ([kind, text]: Value): unknown => decoders[kind](text);
  const call = (list: readonly Value[], names: readonly (readonly [string, Value])[]): string => {
    const keywords = Object.fromEntries(names.map(([name, one]) => [name, decode(one)]));
    try {
      return `value ${JSON.stringify(cached(...list.map(decode), ...(names.length > 0 ? [keywords] : [])))}`;
    } catch (error) {
      return `error ${(error as Error).message}`;
    }
  };
  const perform = (list: readonly Step[]): void => {
    for (const one of list) {
      if (one.do === 'clear') cached.cacheClear();
      if (one.do === 'call') words.push(call(one.args, one.named));
      words.push([...cached.cacheInfo()].map((count) => count ?? 'None').join(' '));
    }
  };
  perform(steps);
  return words;
}

describe('CPython', () => {
  it('does the same in random programs', function () {
    const programs = fc.sample(program, { seed: 22, numRuns: 1000 });
    const script = 'test/unit/engine/cpython.py';
    const python = spawnSync('python3', [script], { input: JSON.stringify(programs), maxBuffer: 2 ** 28 });
    if (python.error) {
      console.log('      python3 is not here: the comparison with functools.lru_cache is skipped.');
      this.skip();
    }
    assert.equal(python.status, 0, python.stderr.toString());
    const expected = JSON.parse(python.stdout.toString()) as string[][];
    let operations = 0;
    programs.forEach((one, i) => {
      operations += expected[i]!.length;
      if (String(run(one)) !== String(expected[i]))
        assert.deepEqual(run(one), expected[i], JSON.stringify(one));
    });
    assert.ok(operations > 30_000, String(operations));
  });
});
