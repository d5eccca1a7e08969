import type { Requests } from './trace.ts';

/**
 * The ends of at most so many windows that follow each other: of the same duration where times are known and move, of
 * the same number of requests otherwise. The last is the number of requests. Several of them make a window that slides.
 */
export function windowsOf({ ids, times }: Requests, most = 200): Int32Array {
  const requests = ids.length;
  const count = Math.min(most, requests);
  const begin = times?.[0] ?? 0;
  const duration = (times?.[requests - 1] ?? begin) - begin;
  const ends = new Int32Array(count);
  if (!times || duration <= 0) return ends.map((_, window) => Math.round((requests * (window + 1)) / count));
  let at = 0;
  for (let window = 0; window < count; window++) {
    const end = begin + (duration * (window + 1)) / count;
    while (at < requests && (times[at]! < end || window === count - 1)) at++;
    ends[window] = at;
  }
  return ends;
}

/** The hit ratio of each window and the `width − 1` before it, as far as there are; NaN where nothing was asked for. */
export function slide(hits: Float64Array, ends: Int32Array, width: number): Float64Array {
  const ratios = new Float64Array(ends.length);
  let sum = 0;
  for (let window = 0; window < ends.length; window++) {
    sum += hits[window]!;
    if (window >= width) sum -= hits[window - width]!;
    ratios[window] = sum / (ends[window]! - (ends[window - width] ?? 0));
  }
  return ratios;
}
