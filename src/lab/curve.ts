/**
 * What an LRU cache of each size would have answered, as plain data that threads can hand over. Exact, and of every
 * size, where `sizes` is not there.
 */
export interface CurveData {
  readonly requests: number;
  /** Different keys, which are the misses that no cache avoids; about so many where it is an estimate. */
  readonly distinct: number;
  /** Hits of each size: of size i, or of `sizes[i]`. Begins with size 0, never falls. */
  readonly hits: Float64Array;
  /** The sizes of an estimate, from 0, rising. */
  readonly sizes?: Float64Array | undefined;
  /** How far the miss ratio may be off at each of `sizes`: half the width of the error bar. */
  readonly error?: Float64Array | undefined;
}

/** Answers questions about a curve. */
export class Curve {
  readonly requests: number;
  readonly distinct: number;
  /** Whether it is exact at every size. */
  readonly isExact: boolean;
  /** Requests for a key that was asked for before: the hits of a cache that never evicts. */
  readonly repeats: number;
  /** The least size of which no larger one has more hits: the last with one hit more. */
  readonly enough: number;

  constructor(readonly data: CurveData) {
    this.requests = data.requests;
    this.distinct = data.distinct;
    this.isExact = data.sizes === undefined;
    this.repeats = data.hits.at(-1) ?? 0;
    this.enough = this.leastWith(this.repeats);
  }

  /** Hits of an LRU cache with so many entries; between the sizes of an estimate along a straight line. */
  hits(size: number): number {
    const { hits, sizes } = this.data;
    const last = hits.length - 1;
    if (!sizes) return hits[Math.max(0, Math.min(Math.floor(size), last))] ?? 0;
    const above = firstWhere(sizes.length, (at) => sizes[at]! >= size);
    if (above > last) return hits[last] ?? 0;
    if (above === 0 || sizes[above] === size) return hits[above]!;
    const share = (size - sizes[above - 1]!) / (sizes[above]! - sizes[above - 1]!);
    return hits[above - 1]! + share * (hits[above]! - hits[above - 1]!);
  }

  misses(size: number): number {
    return this.requests - this.hits(size);
  }

  /** The least of its sizes with so many hits or more; the largest where none has. */
  leastWith(wanted: number): number {
    const { hits } = this.data;
    return this.sizeAt(
      Math.min(
        firstWhere(hits.length, (at) => hits[at]! >= wanted),
        hits.length - 1,
      ),
    );
  }

  /** How many sizes it knows; the place of one is from 0. */
  get length(): number {
    return this.data.hits.length;
  }

  /** The size at a place. */
  sizeAt(place: number): number {
    return this.data.sizes?.[place] ?? place;
  }
}

/** The first place of which something is true that stays true from there on; `length` where there is none. */
export function firstWhere(length: number, isTrue: (place: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many sizes a curve is drawn at. */
const DRAWN = 200;

/**
 * Sizes to draw a curve at: 0, every size where there are few, otherwise small ones one by one and larger ones in even
 * steps of a logarithm, with `enough` and the last one.
 */
export function sizesToDraw(curve: Curve, most = DRAWN): number[] {
  const last = Math.max(curve.enough, curve.isExact ? curve.distinct : curve.sizeAt(curve.length - 1));
  if (last < most) return Array.from({ length: last + 1 }, (_, size) => size);
  const sizes = new Set<number>([0, curve.enough, last]);
  for (let step = 0; step < most - 3; step++) sizes.add(Math.round(last ** (step / (most - 3))));
  return [...sizes].sort((a, b) => a - b);
}
