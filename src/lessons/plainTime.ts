/** What the bare recursion costs, for comparison: measured where it is quick enough, extrapolated beyond. */
import * as l10n from '@vscode/l10n';
import type { Rounds } from './measure.ts';
import { describeRounds, measure } from './measure.ts';
import type { ScenarioContext } from './scenario.ts';
import { callsToReach, exactPlainStepsTo } from './stairs.ts';
import { formatCount, formatRoughTime, formatSeconds, formatShort } from './units.ts';

/** The highest stair that is measured itself. */
const LAST_STAIR_MEASURED = 30;

/** The stair that is measured in place of a higher one: enough calls to be measured well, few enough to be quick. */
const STAIR_MEASURED_INSTEAD = 25;

/**
 * Prints how long the bare recursion takes and adds the timing `plain`. Returns its least time in seconds for one
 * measurement: `Infinity`, and no timing, where a number cannot hold it.
 */
export function measurePlain(stair: number, rounds: Rounds, context: ScenarioContext): number {
  const measured = stair <= LAST_STAIR_MEASURED ? stair : STAIR_MEASURED_INSTEAD;
  const stepsTo = exactPlainStepsTo(measured);
  const runs = rounds.repeat * rounds.number;
  const { times, min } = measure(
    () => stepsTo(measured),
    Number(callsToReach(measured)),
    { ...rounds, clock: context.clock },
    (done) =>
      context.progress(
        done / runs,
        l10n.t('Timing without a cache: run {0} of {1}', formatCount(done), formatCount(runs)),
      ),
  );
  const factor = Number(callsToReach(stair)) / Number(callsToReach(measured));
  if (Number.isFinite(min * factor)) {
    context.timing(
      'plain',
      times.map((time) => time * factor),
      rounds.number,
    );
  }
  context.printMeasured(
    stair === measured
      ? l10n.t('plain: {0} s ({1})', formatSeconds(min), describeRounds(rounds))
      : l10n.t(
          'plain: about {0} ({1}, extrapolated from stair {2} by the number of calls)',
          extrapolate(min, stair, measured),
          describeRounds(rounds),
          measured,
        ),
  );
  return min * factor;
}

/** The time for `stair` in words, from the seconds that `measured` took. Exact numbers of calls, however large. */
function extrapolate(seconds: number, stair: number, measured: number): string {
  const nanoseconds = BigInt(Math.round(seconds * 1e9)) * callsToReach(stair);
  const expected = nanoseconds / callsToReach(measured) / 1_000_000_000n;
  return expected < 120n
    ? l10n.t('{0} s', formatShort((seconds * Number(callsToReach(stair))) / Number(callsToReach(measured))))
    : formatRoughTime(expected);
}
