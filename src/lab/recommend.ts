import { optimal } from '../engine/index.ts';
import type { RunResult } from './runs.ts';

/** A policy that is better than LRU for these requests, or why none is recommended. */
export interface PolicyAdvice {
  /** The policy to take. */
  readonly policy: string;
  readonly size: number;
  /** The policy that had most hits in the first half. */
  readonly chosen: string;
  /** Hit ratios in the second half, which was not looked at when it was chosen. */
  readonly ratio: number;
  readonly lruRatio: number;
  /** How far the difference of both may be chance: two standard errors over the windows, and the error of a sample. */
  readonly margin: number;
}

/** A difference that nobody would notice, in parts of all requests. */
const LEAST = 0.002;

/**
 * Chooses the policy with the most hits in the first half of the windows, and recommends it only where it beats LRU in
 * the second half by more than chance: whoever chooses among many always finds one that was lucky. `league` are runs of
 * one size with windows, LRU among them; `ends` are those of the windows; `error` is that of a sample.
 */
export function recommendPolicy(
  league: readonly RunResult[],
  ends: Int32Array,
  error = 0,
): PolicyAdvice | undefined {
  const lru = league.find(({ policy }) => policy === 'lru');
  const half = ends.length >> 1;
  if (!lru?.windows || half === 0) return undefined;
  const hitsOf = ({ windows }: RunResult, from: number, to: number): number =>
    windows?.slice(from, to).reduce((sum, hits) => sum + hits, 0) ?? 0;
  const candidates = league.filter(({ policy, windows }) => policy !== optimal.id && windows !== undefined);
  const best = candidates.reduce(
    (most, run) => (hitsOf(run, 0, half) > hitsOf(most, 0, half) ? run : most),
    lru,
  );
  const asked = ends.at(-1)! - ends[half - 1]!;
  const ratioOf = (run: RunResult): number => hitsOf(run, half, ends.length) / asked;
  const [ratio, lruRatio] = [ratioOf(best), ratioOf(lru)];
  const margin = Math.max(LEAST, 2 * standardError(best, lru, ends, half) + error);
  const policy = ratio - lruRatio > margin ? best.policy : lru.policy;
  return { policy, size: lru.size, chosen: best.policy, ratio, lruRatio, margin };
}

/** How much the difference of two runs differs from window to window, as the error of its mean. */
function standardError(a: RunResult, b: RunResult, ends: Int32Array, from: number): number {
  const differences: number[] = [];
  for (let window = from; window < ends.length; window++) {
    const asked = ends[window]! - ends[window - 1]!;
    if (asked > 0) differences.push((a.windows![window]! - b.windows![window]!) / asked);
  }
  const count = differences.length;
  if (count < 2) return 0;
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / (count - 1) / count);
}
