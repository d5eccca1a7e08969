import { KeyTable, type KeyTableOptions } from '../../../src/lab/reading/keyTable.ts';
import { chunksOf, SampledCurve, type Curve, type Sample, type Trace } from '../../../src/lab/index.ts';

/** The requests for a part of the keys, and how many there were in all. */
export interface Sampled extends Trace, Sample {
  readonly requests: number;
}

/** Chooses keys as the reader of files does: at a rate, or so many and no more. Another seed chooses others. */
export function sampleOf(
  ids: Int32Array,
  { seed = 1, ...options }: Pick<KeyTableOptions, 'rate' | 'most'> & { readonly seed?: number },
): Sampled {
  const kept = new Int32Array(ids.length);
  let size = 0;
  const narrow = (numbers: Int32Array): void => {
    const before = size;
    size = 0;
    for (let at = 0; at < before; at++) {
      const number = numbers[kept[at]!]!;
      if (number >= 0) kept[size++] = number;
    }
  };
  const table = new KeyTable({ ...options, seed: Math.imul(seed, 0x9e3779b1), onNarrow: narrow });
  // In parts, as a file is read: one long loop would run as it was compiled while it was running, which is much slower.
  const take = (some: Int32Array): void => {
    for (const id of some) {
      const number = table.number(id, 0);
      if (number >= 0) kept[size++] = number;
    }
  };
  for (const some of chunksOf({ ids })) take(some.ids);
  const keys = table.count;
  return { ids: kept.subarray(0, size), keys, distinct: keys, rate: table.rate, requests: ids.length };
}

/** What a sample says of all requests. */
export function estimateOf(sample: Sampled, code?: WebAssembly.Module): Curve {
  const sampled = new SampledCurve(sample, code);
  for (const some of chunksOf(sample)) sampled.push(some);
  return sampled.curve(sample.requests);
}
