import { Numbering } from './numbering.ts';
import { checkMaxsize, checkNames, optional } from './options.ts';
import { simulate } from './simulate.ts';
import { StackDistances } from './stackDistances.ts';
import type { Maxsize } from './types.ts';

/** What another policy misses at some sizes. */
export interface SimulatedSizes {
  /** An id of `policies`, or `'opt'`. */
  readonly policy: string;
  readonly points: readonly { readonly size: number; readonly misses: number }[];
}

/** The misses of an LRU cache of every size. */
export interface MissRatioCurve {
  readonly requests: number;
  /** Different keys: also the misses of a cache that never evicts. */
  readonly distinct: number;
  /** The misses of an LRU cache with `size` entries. */
  readonly misses: (size: Maxsize) => number;
  /** The least size of which no larger one has fewer misses. */
  readonly enough: number;
  /** The size up to which room pays best: the avoidable misses it avoids are farthest ahead of its part of `enough`. */
  readonly knee: number;
  /** Other policies, where they were asked for. */
  readonly others: readonly SimulatedSizes[];
}

/** A curve that takes its requests bit by bit. */
export interface RunningMissRatioCurve {
  /** Takes in the next requests. */
  push(keys: Iterable<string | number>): void;
  /** The curve of all requests so far. */
  curve(): MissRatioCurve;
}

/** Which other policies are to be simulated, at which sizes; at four of the curve's own where none are given. */
export interface CurveOptions {
  readonly policies?: readonly string[];
  readonly sizes?: readonly number[];
}

/**
 * Exact LRU misses for every size from one pass (R. L. Mattson et al., Evaluation techniques for storage
 * hierarchies, IBM Systems Journal, 1970). A request hits where the number of different keys since its last use is
 * below the size; counting them takes O(log n) per request. Other policies have no such shortcut: each is simulated
 * at each of the sizes.
 *
 * @example
 * const curve = missRatioCurve([7, 9, 7, 9, 8]);
 * curve.misses(2); // 3
 */
export function missRatioCurve(keys: Iterable<string | number>, options: CurveOptions = {}): MissRatioCurve {
  checkNames(options, 'missRatioCurve', ['policies', 'sizes']);
  const policies = optional(options.policies, 'policies', 'an array of ids', [], Array.isArray);
  const sizes = optional(options.sizes, 'sizes', 'an array of sizes', undefined, Array.isArray);
  // What is simulated besides needs the requests once more.
  const trace = policies.length === 0 ? keys : [...keys];
  const run = new Run();
  run.push(trace);
  const curve = run.curve();
  const at = sizes ?? spreadSizes(curve.enough);
  const others = policies.map((policy) => ({
    policy,
    points: at.map((size) => ({ size, misses: simulate(policy, size, trace).misses })),
  }));
  return others.length === 0 ? curve : run.curve(others);
}

/**
 * `missRatioCurve` of requests that come bit by bit: a stream never has to be an array.
 *
 * @example
 * const running = startMissRatioCurve();
 * running.push([7, 9, 7]);
 * running.push([9, 8]);
 * running.curve().misses(2); // 3
 */
export function startMissRatioCurve(): RunningMissRatioCurve {
  return new Run();
}

class Run implements RunningMissRatioCurve {
  private readonly numbering = new Numbering();
  private readonly distances = new StackDistances();
  /** Numbers of keys, until there are enough to be taken in at once. */
  private readonly waiting = new Int32Array(1024);

  push(keys: Iterable<string | number>): void {
    const { numbering, distances, waiting } = this;
    let count = 0;
    for (const key of keys) {
      waiting[count++] = numbering.numberOf(key);
      if (count < waiting.length) continue;
      distances.push(waiting);
      count = 0;
    }
    distances.push(waiting.subarray(0, count));
  }

  curve(others: readonly SimulatedSizes[] = []): MissRatioCurve {
    const hits = this.distances.histogram();
    hits[0] = 0;
    for (let size = 1; size < hits.length; size++) hits[size]! += hits[size - 1]!;
    return new LruCurve(this.distances.requests, this.numbering.size, hits, others);
  }
}

/** Whether a value is what `missRatioCurve` has returned. */
export function isMissRatioCurve(value: unknown): value is MissRatioCurve {
  return value instanceof LruCurve;
}

class LruCurve implements MissRatioCurve {
  readonly enough: number;
  readonly knee: number;
  readonly misses: (size: Maxsize) => number;

  /** `hits` of each size, from 0 to the one that is enough. */
  constructor(
    readonly requests: number,
    readonly distinct: number,
    hits: Float64Array,
    readonly others: readonly SimulatedSizes[],
  ) {
    this.enough = Math.max(0, hits.length - 1);
    this.knee = kneeOf(hits);
    this.misses = (size) => requests - (hits[Math.min(checkMaxsize(size), this.enough)] ?? 0);
  }
}

/** Of sizes that pay the same the largest: where nothing but the whole room helps, that is what is wanted. */
function kneeOf(hits: Float64Array): number {
  const enough = hits.length - 1;
  const lead = (size: number): number => hits[size]! * enough - size * hits[enough]!;
  let knee = 0;
  for (let size = 1; size <= enough; size++) if (lead(size) >= lead(knee)) knee = size;
  return knee;
}

function spreadSizes(enough: number): number[] {
  return [...new Set([1, 2, 3, 4].map((quarter) => Math.ceil((quarter * enough) / 4)))];
}
