/**
 * Requests one after another, as everything here takes them. A key is a number from 0, given in the order in which
 * keys were asked for first; so a number that is met for the first time is always how many were known before.
 */
export interface Requests {
  /** The number of the key of each request. */
  readonly ids: Int32Array;
  /** What each request asked for, in bytes, where that is known. */
  readonly sizes?: Uint32Array | undefined;
  /** When each was made, in ms; never falling. */
  readonly times?: Float64Array | undefined;
}

/** All requests of a workload. Its arrays may lie in a `SharedArrayBuffer`, so that several threads read one. */
export interface Trace extends Requests {
  /** How many different keys there are. */
  readonly distinct: number;
  /**
   * By key, the engine's `fingerprint` of it. W-TinyLFU decides by it: without it the number of the key stands in,
   * and its counts are those of a cache whose keys are these numbers.
   */
  readonly prints?: Float64Array | undefined;
}

/** How many requests are looked at between two signs of life. */
export const CHUNK = 65_536;

/** Some of the requests in the order they have, as views: nothing is copied. */
export function part({ ids, sizes, times }: Requests, from: number, to: number): Requests {
  return { ids: ids.subarray(from, to), sizes: sizes?.subarray(from, to), times: times?.subarray(from, to) };
}

/** Requests in parts of at most `CHUNK`. */
export function* chunksOf(requests: Requests): Generator<Requests> {
  for (let from = 0; from < requests.ids.length; from += CHUNK) yield part(requests, from, from + CHUNK);
}
