import type { Trace } from './trace.ts';

/** What is known of a function that may be cached. */
export interface CalledFunction {
  /** What a call costs without a cache, in ms. */
  readonly callMs: number;
  /** What a request costs in the cache itself, hit or miss, in ms. */
  readonly cacheMs: number;
  /** How long a result is good, in ms; for ever where it is not given. Needs the times of the requests. */
  readonly lifetimeMs?: number | undefined;
}

/** Whether a function is worth caching, with room for all its results. */
export interface Worth {
  readonly requests: number;
  /** Requests for what was asked for before. */
  readonly repeats: number;
  /** Requests that a cache answers: the repeats that come within the lifetime. */
  readonly hits: number;
  /** What is saved on average, in ms of each request: hits / requests · callMs − cacheMs. Below 0 it is lost. */
  readonly savingMs: number;
  /** How old an answer from the cache is on average, in ms; undefined where times are not known or nothing is answered. */
  readonly ageMs?: number | undefined;
  /** `no repeats`; `too short`: the lifetime ends before the next request; `too quick`: the cache costs more; or it is. */
  readonly verdict: 'empty' | 'no repeats' | 'too short' | 'too quick' | 'worth it';
}

/** Whether a function is worth caching, from what it was asked for. */
export function worthOf(trace: Trace, { callMs, cacheMs, lifetimeMs = Infinity }: CalledFunction): Worth {
  const { ids, times, distinct } = trace;
  const storedAt = new Float64Array(distinct).fill(NaN);
  let [repeats, hits, age] = [0, 0, 0];
  for (let at = 0; at < ids.length; at++) {
    const now = times?.[at] ?? 0;
    const its = now - storedAt[ids[at]!]!;
    if (!Number.isNaN(its)) repeats++;
    if (its < lifetimeMs) {
      hits++;
      age += its;
    } else storedAt[ids[at]!] = now;
  }
  const requests = ids.length;
  const savingMs = requests === 0 ? 0 : (hits / requests) * callMs - cacheMs;
  const verdict =
    requests === 0
      ? 'empty'
      : repeats === 0
        ? 'no repeats'
        : hits === 0
          ? 'too short'
          : savingMs <= 0
            ? 'too quick'
            : 'worth it';
  return { requests, repeats, hits, savingMs, verdict, ...(times && hits > 0 && { ageMs: age / hits }) };
}
