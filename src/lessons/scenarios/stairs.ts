import * as l10n from '@vscode/l10n';
import { warnOfPlainRuns } from '../longRun.ts';
import { describeRounds, measure } from '../measure.ts';
import { integer } from '../paramKinds.ts';
import { defineScenario } from '../scenario.ts';
import { CallCounter, callsToReach, createStepsTo, exactArithmetic, exactPlainStepsTo } from '../stairs.ts';
import { formatCount, formatSeconds } from '../units.ts';

/** The recursion as it stands: what it costs to work everything out again and again. */
export const stairs = defineScenario({
  id: 'stairs',
  title: () => l10n.t('Run Stairs Without a Cache'),
  summary: () => l10n.t('Counts the ways up a staircase by plain recursion, counts its calls and times it.'),
  params: {
    stair: integer(() => l10n.t('Stair'), 30, 1, 5000),
    repeat: integer(() => l10n.t('Number of measurements'), 3, 1, 1000),
    number: integer(() => l10n.t('Runs in one measurement'), 10, 1, 1_000_000),
  },
  warning: ({ stair, repeat, number }) => warnOfPlainRuns(stair, 1 + repeat * number),
  run({ stair, repeat, number }, { print, printMeasured, progress, count, timing, clock }) {
    // The counting run is one more than the timed ones.
    const runs = 1 + repeat * number;
    const expected = Number(callsToReach(stair));
    const counter = new CallCounter((calls) =>
      progress(
        calls / expected / runs,
        l10n.t('Counting: {0} of {1} calls', formatCount(calls), formatCount(expected)),
      ),
    );
    const value = String(createStepsTo(exactArithmetic(stair), counter.decorate)(stair));
    const { calls } = counter;
    print(value);
    print(l10n.t('Calls made: {0}', formatCount(calls)));
    count('calls', calls);
    const stepsTo = exactPlainStepsTo(stair);
    const rounds = { repeat, number };
    const { times, min } = measure(
      () => stepsTo(stair),
      calls,
      { ...rounds, clock },
      (done) =>
        progress(
          (1 + done) / runs,
          l10n.t('Timing: run {0} of {1}', formatCount(done), formatCount(repeat * number)),
        ),
    );
    timing('plain', times, number);
    printMeasured(l10n.t('plain: {0} s ({1})', formatSeconds(min), describeRounds(rounds)));
    return value;
  },
});
