/** Warnings before runs that would take very long, with an estimate of how long. */
import * as l10n from '@vscode/l10n';
import { callsToReach } from './stairs.ts';
import { formatCount, formatRoughTime } from './units.ts';

/** Up to this stair a run without a working cache takes seconds; above it the person is asked first. */
const LAST_STAIR_UNASKED = 36;

/** The smallest cache that answers repeated calls of the recursion: those for one, two and three stairs down. */
export const SMALLEST_USEFUL_MAXSIZE = 3;

/** Calls per second on a usual machine: a constant, so that asking costs no time. */
const PLAIN_CALLS_PER_SECOND = 300_000_000n;
const CACHED_CALLS_PER_SECOND = 20_000_000n;

/** The question before `runs` of the bare recursion, or undefined where it is quick enough. */
export function warnOfPlainRuns(stair: number, runs: number): string | undefined {
  return stair <= LAST_STAIR_UNASKED ? undefined : ask(stair, runs, PLAIN_CALLS_PER_SECOND);
}

/** The question before `runs` behind a cache that is too small to answer anything, or undefined. */
export function warnOfUselessCache(stair: number, maxsize: number | null, runs: number): string | undefined {
  if (stair <= LAST_STAIR_UNASKED || isUseful(maxsize)) return undefined;
  const question = ask(stair, runs, CACHED_CALLS_PER_SECOND);
  return l10n.t('A maxsize below {0} saves no call here. {1}', SMALLEST_USEFUL_MAXSIZE, question);
}

/** Whether a cache of this size answers any call of the recursion. */
export function isUseful(maxsize: number | null): boolean {
  return maxsize === null || maxsize >= SMALLEST_USEFUL_MAXSIZE;
}

function ask(stair: number, runs: number, callsPerSecond: bigint): string {
  const calls = callsToReach(stair) * BigInt(runs);
  return l10n.t(
    'Stair {0} takes {1} calls, about {2}. Run it anyway?',
    stair,
    describeCalls(calls),
    formatRoughTime(calls / callsPerSecond),
  );
}

/** Large numbers of calls as a power of ten. */
function describeCalls(calls: bigint): string {
  const digits = String(calls).length;
  return digits > 15 ? l10n.t('about 10^{0}', digits - 1) : formatCount(calls);
}
