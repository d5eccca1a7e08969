import { Curve } from './curve.ts';
import { KeyTable } from './reading/keyTable.ts';
import { spreadSeed } from './sampling.ts';
import { bucketOf, greatestOf, Shard } from './shard.ts';

/** How a curve is estimated. */
export interface SampledCurveOptions {
  /** The part of the keys that is looked at, at first. Default 1: all, until there are too many. */
  readonly rate?: number | undefined;
  /** The most keys that are looked at: beyond it the rate falls, so that memory does not grow. Default 32,768. */
  readonly most?: number | undefined;
  /** Where the hash begins. The same seed looks at the same keys. Default 1. */
  readonly seed?: number | undefined;
}

/** How many keys are looked at by default. */
const MOST = 32_768;

/** A size that has fewer keys in the sample is not told: there an estimate is worth nothing. */
export const LEAST_KEYS = 100;

/** How many groups the keys of a sample are dealt to. */
export const GROUPS = 5;

/** What half the width of an interval is that holds in 19 of 20 cases, in standard errors of so many groups: Student's t. */
export const INTERVAL = 2.776;

/**
 * The LRU curve of requests that are too many to look at each, estimated in fixed memory: SHARDS (C. A. Waldspurger
 * et al., Efficient MRC construction with SHARDS, USENIX FAST 2015). Keys are chosen by a hash, so that of a chosen key
 * every request is seen; distances among them are the true ones times the rate. Where there are too many, half of them
 * are let go and the rate falls. What the sample has fewer or more requests than the rate lets expect is mended at
 * distance 1: popular keys are in it or not, and they are what is asked for again at once.
 *
 * The chosen keys are dealt to groups, each of which is a sample at a part of the rate. How much their curves differ
 * says how far the whole one may be off.
 */
export class SampledCurve {
  private requests = 0;
  /** The part of the keys that is looked at now. */
  rate: number;
  private readonly table: KeyTable;
  private readonly all = new Shard();
  private readonly groups = Array.from({ length: GROUPS }, () => new Shard());

  constructor({ rate = 1, most = MOST, seed = 1 }: SampledCurveOptions = {}) {
    this.rate = rate;
    this.table = new KeyTable({
      seed: spreadSeed(seed),
      most,
      rate,
      onNarrow: (numbers) => this.narrow(numbers),
    });
  }

  /** Takes in the next requests. A key is any number, or two, such as the halves of a hash of it; they may have gaps. */
  push(low: Int32Array, high?: Int32Array): void {
    const { table, all, groups } = this;
    for (let at = 0; at < low.length; at++) {
      const number = table.number(low[at]!, high ? high[at]! : 0);
      if (number < 0) continue;
      all.push(number);
      // By its hash: groups that all had as many keys would hide how much their number differs from sample to sample.
      groups[table.hashOf(number) % GROUPS]!.push(number);
    }
    this.requests += low.length;
  }

  /** The curve of all requests so far, with its error. */
  curve(): Curve {
    const { requests, rate } = this;
    const whole = this.all.hits(requests * rate, rate);
    const parts = this.groups.map((group) => group.hits((requests * rate) / GROUPS, rate / GROUPS));
    const [sizes, hits, error] = [[0], [0], [0]];
    const first = rate === 1 ? 1 : bucketOf(Math.ceil(LEAST_KEYS / rate));
    for (let bucket = first; bucket < Math.max(whole.length, first + 1); bucket++) {
      sizes.push(greatestOf(bucket));
      const its = (whole[bucket] ?? whole.at(-1)!) / rate;
      hits.push(Math.min(requests, Math.max(its, hits.at(-1)!)));
      error.push(rate === 1 ? 0 : (INTERVAL * spreadAt(parts, bucket)) / ((requests * rate) / GROUPS));
    }
    return new Curve({
      requests,
      distinct: Math.round(this.all.known / rate),
      sizes: Float64Array.from(sizes),
      hits: Float64Array.from(hits),
      error: Float64Array.from(error),
    });
  }

  /** Fewer keys are looked at from now on, by other numbers. */
  private narrow(numbers: Int32Array): void {
    const before = this.rate;
    this.rate = this.table.rate;
    this.all.narrow(before, this.rate, numbers);
    for (const group of this.groups) group.narrow(before / GROUPS, this.rate / GROUPS, numbers);
  }
}

/** The standard error of the mean of what the parts say at a bucket. */
function spreadAt(parts: readonly Float64Array[], bucket: number): number {
  return standardError(parts.map((hits) => hits[bucket] ?? hits.at(-1)!));
}

/** The standard error of the mean of some values. */
export function standardError(values: readonly number[]): number {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
