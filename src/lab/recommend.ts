import { optimal } from '../engine/index.ts';
import type { RunResult } from './runs.ts';

/** Which policy to take, and what that rests on. Ratios are parts of the requests that are answered. */
export interface PolicyAdvice extends Beside {
  /** The policy to take. */
  readonly policy: string;
  readonly size: number;
  /** The policy that has most hits. */
  readonly best: string;
  /** How far the difference of both may be chance: two standard errors over the windows, and the error of a sample. */
  readonly margin: number;
  /** The same for both halves of the trace, each with what its cache held from before. */
  readonly halves: readonly [Beside, Beside];
}

/** The hit ratio of the best policy beside that of LRU. */
export interface Beside {
  readonly ratio: number;
  readonly lruRatio: number;
}

/** A difference that nobody would notice, in parts of all requests. */
const LEAST = 0.002;

/**
 * Recommends the policy with most hits over the whole trace where it beats LRU by more than chance: whoever chooses among
 * many always finds one that was lucky. `league` are runs of one size with windows, LRU among them; `ends` are those of
 * the windows; `error` is that of a sample.
 */
export function recommendPolicy(
  league: readonly RunResult[],
  ends: Int32Array,
  error = 0,
): PolicyAdvice | undefined {
  const lru = league.find(({ policy }) => policy === 'lru');
  const [half, end] = [ends.length >> 1, ends.length];
  if (!lru?.windows || half === 0) return undefined;
  const candidates = league.filter(({ policy, windows }) => policy !== optimal.id && windows !== undefined);
  const best = candidates.reduce((most, run) => (run.hits > most.hits ? run : most), lru);
  const beside = (from: number, to: number): Beside => ({
    ratio: ratioOf(best, ends, from, to),
    lruRatio: ratioOf(lru, ends, from, to),
  });
  const whole = beside(0, end);
  const margin = Math.max(LEAST, 2 * standardError(best, lru, ends) + error);
  return {
    policy: whole.ratio - whole.lruRatio > margin ? best.policy : lru.policy,
    size: lru.size,
    best: best.policy,
    ...whole,
    margin,
    halves: [beside(0, half), beside(half, end)],
  };
}

/** Whether a policy that is better over all is better in both halves, too. */
export const isSteady = ({ halves }: PolicyAdvice): boolean =>
  halves.every(({ ratio, lruRatio }) => ratio > lruRatio);

/** The part of the requests in some windows that is answered; 0 where nothing was asked for. */
function ratioOf({ windows }: RunResult, ends: Int32Array, from: number, to: number): number {
  const hits = windows?.slice(from, to).reduce((sum, its) => sum + its, 0) ?? 0;
  return hits / Math.max(1, (ends[to - 1] ?? 0) - (ends[from - 1] ?? 0));
}

/** How much the difference of two runs differs from window to window, as the error of its mean. */
function standardError(a: RunResult, b: RunResult, ends: Int32Array): number {
  const differences: number[] = [];
  for (let window = 0; window < ends.length; window++) {
    const asked = ends[window]! - (ends[window - 1] ?? 0);
    if (asked > 0) differences.push((a.windows![window]! - b.windows![window]!) / asked);
  }
  const count = differences.length;
  if (count < 2) return 0;
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / (count - 1) / count);
}
