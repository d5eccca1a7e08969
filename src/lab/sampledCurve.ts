import { Curve, sizesToDraw } from './curve.ts';
import { GrowingCurve } from './growingCurve.ts';
import { LEAST_SIZE } from './sampling.ts';
import type { Requests } from './trace.ts';

/** How many groups the keys of a sample are dealt to. */
const GROUPS = 5;

/** What half the width of an interval is that holds in 19 of 20 cases, in standard errors of so many groups: Student's t. */
const INTERVAL = 2.776;

/** At how many sizes an estimate is told. */
const TOLD = 2000;

/** A part of the keys, with all their requests. */
export interface Sample {
  /** How many keys it has. */
  readonly keys: number;
  /** The part of all keys that these are. */
  readonly rate: number;
}

/**
 * The LRU curve of all requests, estimated from those for a part of the keys: SHARDS (C. A. Waldspurger et al., Efficient
 * MRC construction with SHARDS, USENIX FAST 2015). Keys are chosen by a hash, so that of a chosen key every request is
 * seen; each stands for `1 / rate` keys, and so does each entry of a cache. What the sample has fewer or more requests
 * than the rate lets expect are hits of every size: popular keys are in it or not, and they are what is asked for again
 * at once.
 *
 * The chosen keys are dealt to groups, each of which is a sample at a part of the rate. How much their curves differ
 * says how far the whole one may be off.
 */
export class SampledCurve {
  private readonly rate: number;
  private readonly whole: GrowingCurve;
  private readonly groups: readonly GrowingCurve[];
  /** By key, its group, and its number there. */
  private readonly groupOf: Uint8Array;
  private readonly numberOf: Int32Array;
  private part = new Int32Array(0);

  /** With the compiled loops it is counted by them. */
  constructor({ keys, rate }: Sample, code?: WebAssembly.Module) {
    this.rate = rate;
    this.whole = new GrowingCurve(code);
    this.groups = Array.from({ length: GROUPS }, () => new GrowingCurve(code));
    this.groupOf = Uint8Array.from({ length: keys }, (_, key) => groupOf(key));
    this.numberOf = numbersIn(this.groupOf);
  }

  /** Takes in the next requests of the sample. */
  push({ ids }: Requests): void {
    this.whole.push({ ids });
    this.groups.forEach((group, place) => group.push({ ids: this.partOf(ids, place) }));
  }

  /** The curve of so many requests, of which those so far are the sample, with its error. */
  curve(requests: number): Curve {
    const { rate, whole, groups } = this;
    const curve = whole.curve();
    const curves = groups.map((group) => group.curve());
    const sizes = [0, ...sizesToTell(curve).map((size) => Math.round(size / rate))];
    const hits = Float64Array.from(sizes, (size) => wholeHits(curve, rate, size, requests));
    for (let at = 1; at < hits.length; at++) hits[at] = Math.max(hits[at - 1]!, hits[at]!);
    const error = Float64Array.from(sizes, (size) => {
      const ratios = curves.map((group) => wholeHits(group, rate / GROUPS, size, requests) / requests);
      return size === 0 ? 0 : INTERVAL * standardError(ratios);
    });
    const distinct = Math.round(curve.distinct / rate);
    return new Curve({ requests, distinct, hits, sizes: Float64Array.from(sizes), error });
  }

  /** Those of a group, good until the next call. */
  private partOf(ids: Int32Array, place: number): Int32Array {
    if (this.part.length < ids.length) this.part = new Int32Array(ids.length);
    const { part, groupOf, numberOf } = this;
    let size = 0;
    for (const id of ids) if (groupOf[id] === place) part[size++] = numberOf[id]!;
    return part.subarray(0, size);
  }
}

/**
 * As by chance, by the finish of MurmurHash3: groups that all had as many keys would hide how much their number differs
 * from sample to sample.
 */
function groupOf(key: number): number {
  let hash = Math.imul(key ^ (key >>> 16) ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % GROUPS;
}

/** The number that each key has in its group. */
function numbersIn(groups: Uint8Array): Int32Array {
  const known = new Int32Array(GROUPS);
  return Int32Array.from(groups, (group) => known[group]!++);
}

/** From `enough` on no size has more hits, however few keys there are. */
function sizesToTell(curve: Curve): number[] {
  const least = Math.max(1, Math.min(LEAST_SIZE, curve.enough));
  return sizesToDraw(curve, TOLD).filter((size) => size >= least);
}

/** Hits of all requests with a size of all. What the sample has too few of, or too many, is added as hits. */
function wholeHits(curve: Curve, rate: number, size: number, requests: number): number {
  if (size === 0) return 0;
  const missing = requests * rate - curve.requests;
  return Math.min(requests, Math.max(0, (curve.hits(size * rate) + missing) / rate));
}

/** The standard error of the mean of some values. */
function standardError(values: readonly number[]): number {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
