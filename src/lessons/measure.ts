/** Measuring the stairs as Python's `timeit.repeat` would, with progress between long calls. */
import * as l10n from '@vscode/l10n';
import type { Clock, Timing } from '../engine/index.ts';
import { timeit } from '../engine/index.ts';
import { formatCount } from './units.ts';

/** How often to measure, and how many runs make one measurement. */
export interface Rounds {
  readonly repeat: number;
  readonly number: number;
}

/** Reporting costs microseconds: this many calls of the recursion take long enough to hide them. */
const CALLS_PER_REPORT = 100_000;

/**
 * Times `run`, which makes about `calls` calls. `report` hears how many runs are done: after each long one, and
 * rarely between short ones, so that the report is not what is measured.
 */
export function measure(
  run: () => unknown,
  calls: number,
  { repeat, number, clock }: Rounds & { readonly clock: Clock },
  report: (done: number) => void,
): Timing {
  let done = 0;
  let unreported = 0;
  const runAndReport = (): void => {
    run();
    done++;
    unreported += calls;
    if (unreported < CALLS_PER_REPORT) return;
    unreported = 0;
    report(done);
  };
  return timeit(runAndReport, { repeat, number, clock });
}

/** "10 runs, best of 3", as the figure of a measurement is to be read. */
export function describeRounds({ repeat, number }: Rounds): string {
  return number === 1
    ? l10n.t('1 run, best of {0}', formatCount(repeat))
    : l10n.t('{0} runs, best of {1}', formatCount(number), formatCount(repeat));
}
