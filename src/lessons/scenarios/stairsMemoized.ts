import * as l10n from '@vscode/l10n';
import { lruCache, timeit } from '../../engine/index.ts';
import { isUseful, warnOfUselessCache } from '../longRun.ts';
import type { Rounds } from '../measure.ts';
import { describeRounds } from '../measure.ts';
import { integer, maxsize } from '../paramKinds.ts';
import { measurePlain } from '../plainTime.ts';
import type { ScenarioContext } from '../scenario.ts';
import { defineScenario } from '../scenario.ts';
import { CallCounter, createStepsTo, exactArithmetic } from '../stairs.ts';
import { formatCount, formatSeconds, formatShort } from '../units.ts';

/** The same recursion behind a cache: its first call, its later calls, and the bare recursion beside them. */
export const stairsMemoized = defineScenario({
  id: 'stairs-memoized',
  title: () => l10n.t('Run Stairs With Memoization'),
  summary: () => l10n.t('The same staircase behind a cache, timed cold and warm beside the plain recursion.'),
  params: {
    stair: integer(() => l10n.t('Stair'), 30, 1, 5000),
    maxsize: maxsize(() => l10n.t('Largest number of entries'), 128),
  },
  // Shown once, then timed cold and warm.
  warning: ({ stair, maxsize }) => warnOfUselessCache(stair, maxsize, 3),
  run({ stair, maxsize }, context) {
    const { watch, print, printMeasured } = context;
    const shown = watch('stepsTo', 'lru', (observer) =>
      createStepsTo(exactArithmetic(stair), lruCache({ maxsize, observer })),
    );
    const value = String(shown(stair));
    print(value);
    const rounds = chooseRounds(stair, maxsize);
    const plain = measurePlain(stair, rounds, context);
    const { cold, warm } = measureCached(stair, maxsize, rounds, context);
    printMeasured(
      l10n.t('cold: {0} s ({1}, cleared before each)', formatSeconds(cold), describeRounds(rounds)),
    );
    printMeasured(l10n.t('warm: {0} s ({1})', formatSeconds(warm), describeRounds(rounds)));
    compare(plain / cold, plain / warm, context);
    return value;
  },
});

/** The highest stair at which even a cache that answers nothing is timed with as many runs as any other. */
const LAST_QUICK_STAIR = 24;

/** As in the tutorial, unless each run would take seconds. */
function chooseRounds(stair: number, maxsize: number | null): Rounds {
  const quick = isUseful(maxsize) || stair <= LAST_QUICK_STAIR;
  return quick ? { repeat: 3, number: 10 } : { repeat: 1, number: 1 };
}

/** Times the first call after a clear, and calls after that, in seconds for one measurement. */
function measureCached(
  stair: number,
  maxsize: number | null,
  rounds: Rounds,
  { timing, progress, clock }: ScenarioContext,
): { cold: number; warm: number } {
  const counter = new CallCounter((calls) =>
    progress(null, l10n.t('Timing the cache: {0} calls', formatCount(calls))),
  );
  // A cache of its own, because the dashboard's observer is not to be measured; where a run takes long, it reports.
  const stepsTo = createStepsTo(exactArithmetic(stair), (stepsTo) =>
    lruCache(maxsize)(isUseful(maxsize) ? stepsTo : counter.decorate(stepsTo)),
  );
  const firstCall = (): void => {
    stepsTo.cacheClear();
    stepsTo(stair);
  };
  const cold = timeit(firstCall, { ...rounds, clock });
  const warm = timeit(() => stepsTo(stair), { ...rounds, clock });
  timing('cold', cold.times, rounds.number);
  timing('warm', warm.times, rounds.number);
  return { cold: cold.min, warm: warm.min };
}

/** How many times as fast a cache is, where that can be said: the clock may not have seen it move. */
function compare(ratio: number, ratioWarm: number, { count, printMeasured }: ScenarioContext): void {
  if (!Number.isFinite(ratio) || !Number.isFinite(ratioWarm)) return;
  count('ratio', ratio);
  count('ratioWarm', ratioWarm);
  printMeasured(
    l10n.t(
      'cold is {0} times as fast as plain, warm is {1} times as fast as plain.',
      formatShort(ratio),
      formatShort(ratioWarm),
    ),
  );
}
