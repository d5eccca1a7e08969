import { StackDistances } from '../engine/stackDistances.ts';
import { CHUNK } from './trace.ts';

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
  /** What the distances were when they were last counted. */
  private seen: Float64Array = new Float64Array(0);
  private seenRequests = 0;
  private counts = new Float64Array(4 * PRECISION);
  /** Requests that wait to be taken in at once, and how many there are. */
  private readonly waiting = new Int32Array(CHUNK);
  private size = 0;
  /** All that was counted. */
  private sum = 0;

  /** How many keys it holds. */
  get known(): number {
    this.takeIn();
    return this.distances.known;
  }

  /** A request for one of its keys. */
  push(key: number): void {
    if (this.size === this.waiting.length) this.takeIn();
    this.waiting[this.size++] = key;
  }

  /**
   * From now on fewer keys are looked at, and these have other numbers; -1 of the others. What was counted before counts
   * less.
   */
  narrow(before: number, rate: number, numbers: Int32Array): void {
    this.count(before);
    this.distances.renumber(numbers);
    this.counts = this.counts.map((count) => (count * rate) / before);
    this.sum *= rate / before;
  }

  /** By bucket, how many of `expected` requests an LRU cache with its greatest distance would have answered. */
  hits(expected: number, rate: number): Float64Array {
    this.count(rate);
    const hits = new Float64Array(this.counts.length);
    // What the sample has too few or too many of are requests for popular keys: they have the least distance.
    let sum = expected - this.sum;
    for (let bucket = 1; bucket < hits.length; bucket++) hits[bucket] = sum += this.counts[bucket]!;
    return hits;
  }

  /** Counts by bucket what has come since the last time, at this rate. */
  private count(rate: number): void {
    this.takeIn();
    const { distances, seen } = this;
    const all = distances.histogram();
    for (let distance = 1; distance < all.length; distance++) {
      const fresh = all[distance]! - (seen[distance] ?? 0);
      if (fresh === 0) continue;
      const bucket = bucketOf(Math.ceil(distance / rate));
      if (bucket >= this.counts.length) this.grow(bucket);
      this.counts[bucket]! += fresh;
    }
    this.sum += distances.requests - this.seenRequests;
    this.seenRequests = distances.requests;
    this.seen = all;
  }

  private takeIn(): void {
    this.distances.push(this.waiting.subarray(0, this.size));
    this.size = 0;
  }

  private grow(bucket: number): void {
    const longer = new Float64Array(bucket + PRECISION);
    longer.set(this.counts);
    this.counts = longer;
  }
}
