import { MaxHeap } from '../engine/maxHeap.ts';
import { PairTable } from '../engine/pairTable.ts';
import { Curve } from './curve.ts';
import { hashOf, spreadSeed } from './sampling.ts';
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

const TWO_32 = 2 ** 32;

/**
 * The LRU curve of requests that are too many to look at each, estimated in fixed memory: SHARDS (C. A. Waldspurger
 * et al., Efficient MRC construction with SHARDS, USENIX FAST 2015). Keys are chosen by a hash, so that of a chosen key
 * every request is seen; distances among them are the true ones times the rate. Where there are too many, the keys with
 * the greatest hashes are let go and the rate falls. What the sample has fewer or more requests than the rate lets
 * expect is mended at distance 1: popular keys are in it or not, and they are what is asked for again at once.
 *
 * The chosen keys are dealt to groups, each of which is a sample at a part of the rate. How much their curves differ
 * says how far the whole one may be off.
 */
export class SampledCurve {
  private requests = 0;
  private threshold: number;
  private readonly most: number;
  private readonly seed: number;
  private readonly all = new Shard();
  private readonly groups = Array.from({ length: GROUPS }, () => new Shard());
  /** The numbers of chosen keys, from 1, and by number its hash. */
  private readonly places = new PairTable(Infinity);
  private readonly byHash = new MaxHeap();
  private readonly free: number[] = [];
  private known = 0;
  /** What a request that was seen at first counts now. */
  private weight = 1;

  constructor({ rate = 1, most = MOST, seed = 1 }: SampledCurveOptions = {}) {
    this.threshold = rate * TWO_32;
    this.most = most;
    this.seed = spreadSeed(seed);
  }

  /** The part of the keys that is looked at now. */
  get rate(): number {
    return this.threshold / TWO_32;
  }

  /** Takes in the next requests. A key is any number, or two, such as the halves of a hash of it; they may have gaps. */
  push(low: Int32Array, high?: Int32Array): void {
    const { seed } = this;
    let { threshold } = this;
    for (let at = 0; at < low.length; at++) {
      const hash = hashOf(low[at]!, seed);
      if (hash >= threshold) continue;
      this.see(low[at]!, high ? high[at]! : 0, hash);
      ({ threshold } = this);
    }
    this.requests += low.length;
  }

  /** The curve of all requests so far, with its error. */
  curve(): Curve {
    const { requests, rate, weight } = this;
    const whole = this.all.hits(requests * rate, weight);
    const parts = this.groups.map((group) => group.hits((requests * rate) / GROUPS, weight));
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

  private see(low: number, high: number, hash: number): void {
    const place = this.places.find(low, high) || this.choose(low, high, hash);
    const amount = 1 / this.weight;
    this.all.request(place, this.rate, amount);
    this.groupOf(place).request(place, this.rate / GROUPS, amount);
    if (this.byHash.size > this.most) this.narrow();
  }

  /** By its hash: groups that all had as many keys would hide how much their number differs from sample to sample. */
  private groupOf(place: number): Shard {
    return this.groups[this.byHash.rankOf(place) % GROUPS]!;
  }

  private choose(low: number, high: number, hash: number): number {
    const place = this.free.pop() ?? ++this.known;
    this.places.add(low, high, place);
    this.byHash.set(place, hash);
    return place;
  }

  /** Lets go of the keys with the greatest hash: from now on only smaller ones are chosen. */
  private narrow(): void {
    const { byHash } = this;
    const limit = byHash.rankOf(byHash.top);
    while (byHash.size > 0 && byHash.rankOf(byHash.top) === limit) {
      const place = byHash.pop();
      this.places.remove(place);
      this.all.forget(place);
      this.groups[limit % GROUPS]!.forget(place);
      this.free.push(place);
    }
    this.weight *= limit / this.threshold;
    this.threshold = limit;
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
