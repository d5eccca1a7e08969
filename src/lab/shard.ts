import { StackDistances } from '../engine/stackDistances.ts';

/** Distances are told to one part in so many: as many buckets for each doubling. */
const PRECISION = 256;
const BITS = 8;

/** The bucket of a distance, from 1: its own up to twice the precision, then even steps in each doubling. */
export function bucketOf(distance: number): number {
  const whole = Math.min(distance, 2 ** 31 - 1);
  const doublings = Math.max(0, 31 - BITS - Math.clz32(whole));
  return doublings * PRECISION + (whole >>> doublings);
}

/** The greatest distance of a bucket. */
export function greatestOf(bucket: number): number {
  const doublings = Math.max(0, Math.floor(bucket / PRECISION) - 1);
  return (bucket - doublings * PRECISION + 1) * 2 ** doublings - 1;
}

/** Distances among the keys of a sample, as distances among all keys. */
export class Shard {
  private readonly distances = new StackDistances();
  private counts = new Float64Array(4 * PRECISION);
  /** All that was counted. */
  private sum = 0;

  /** How many keys it holds. */
  get known(): number {
    return this.distances.known;
  }

  /** The last bucket that may have something in it. */
  get last(): number {
    return this.counts.length - 1;
  }

  /** A request for one of its keys, which counts `amount`, at this rate. */
  request(key: number, rate: number, amount: number): void {
    this.sum += amount;
    const distance = this.distances.request(key);
    if (distance === Infinity) return;
    const bucket = bucketOf(Math.ceil(distance / rate));
    if (bucket >= this.counts.length) this.grow(bucket);
    this.counts[bucket]! += amount;
  }

  forget(key: number): void {
    this.distances.forget(key);
  }

  /** By bucket, how many of `expected` requests an LRU cache with its greatest distance would have answered. */
  hits(expected: number, weight: number): Float64Array {
    const hits = new Float64Array(this.counts.length);
    // What the sample has too few or too many of are requests for popular keys: they have the least distance.
    let sum = expected - this.sum * weight;
    for (let bucket = 1; bucket < hits.length; bucket++) hits[bucket] = sum += this.counts[bucket]! * weight;
    return hits;
  }

  private grow(bucket: number): void {
    const longer = new Float64Array(bucket + PRECISION);
    longer.set(this.counts);
    this.counts = longer;
  }
}
