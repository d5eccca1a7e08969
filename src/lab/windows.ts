import { firstWhere } from './curve.ts';
import type { Requests } from './trace.ts';

/**
 * The ends of at most so many windows that follow each other: of the same duration where times are known and move, of
 * the same number of requests otherwise. The last is the number of requests. Several of them make a window that slides.
 */
export function windowsOf({ ids, times }: Requests, most = 200): Int32Array {
  return windowsIn(ids.length, times && ((at) => times[at]!), most);
}

/** The same where times, which never fall, are asked for one by one. */
export function windowsIn(requests: number, timeAt?: (request: number) => number, most = 200): Int32Array {
  const count = Math.min(most, requests);
  const begin = requests > 0 ? (timeAt?.(0) ?? 0) : 0;
  const duration = requests > 0 ? (timeAt?.(requests - 1) ?? begin) - begin : 0;
  const isEven = !timeAt || duration <= 0;
  return Int32Array.from({ length: count }, (_, window) => {
    const share = (window + 1) / count;
    if (isEven) return Math.round(requests * share);
    const end = begin + duration * share;
    return window === count - 1 ? requests : firstWhere(requests, (at) => timeAt(at) >= end);
  });
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
