import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Numbering } from '../../../src/engine/numbering.ts';
import { fingerprint } from '../../../src/engine/fingerprint.ts';
import { codeOf, GrowingCurve, type Curve, type Trace } from '../../../src/lab/index.ts';

const { assembly } = createRequire(import.meta.url)('../../../assembly.js') as {
  assembly: () => Promise<string>;
};

/** The compiled loops. */
export async function loadCode(): Promise<WebAssembly.Module> {
  const code = codeOf(Uint8Array.from(readFileSync(await assembly())));
  assert.ok(code, 'This machine has no SIMD.');
  return code;
}

/** Keys of any kind as a trace: numbered in the order in which they come first. */
export function traceOf(keys: readonly (string | number)[]): Trace {
  const numbering = new Numbering();
  const ids = Int32Array.from(keys, (key) => numbering.numberOf(key));
  const prints = Float64Array.from({ length: numbering.size }, (_, id) => fingerprint(numbering.key(id)));
  return { ids, distinct: numbering.size, prints };
}

/** Requests with few keys and with many, popular and not, with loops among them. */
export const requests = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 3 }))
  .chain(([keys, power]) =>
    fc
      .array(
        fc.oneof(
          fc
            .double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
            .map((x) => [Math.floor(x ** power * keys)]),
          fc
            .tuple(fc.nat(keys), fc.integer({ min: 1, max: 12 }))
            .map(([from, length]) => Array.from({ length }, (_, at) => from + at)),
        ),
        { maxLength: 120, size: 'max' },
      )
      .map((parts) => parts.flat()),
  );

/** The same requests in parts of any length, empty ones too. */
export function* inParts<T extends { subarray(from: number, to: number): T; readonly length: number }>(
  all: T,
  lengths: readonly number[],
): Generator<T> {
  let from = 0;
  for (let turn = 0; from < all.length; turn++) {
    const to = Math.min(all.length, from + (lengths[turn % lengths.length] ?? all.length));
    yield all.subarray(from, to);
    from = to;
  }
}

/** Lengths of parts, of which at least one is not empty. */
export const lengths = fc.array(fc.nat(70), { minLength: 1, maxLength: 5 }).map((all) => [...all, 7]);

/** How many requests there are before one is for a key too many. */
export function firstWith(keys: readonly number[], most: number): number {
  const known = new Set<number>();
  return keys.findIndex((key) => known.add(key).size > most);
}

export const curveOf = (keys: Iterable<number | string>): Curve => {
  const growing = new GrowingCurve();
  growing.push(traceOf([...keys]));
  return growing.curve();
};
