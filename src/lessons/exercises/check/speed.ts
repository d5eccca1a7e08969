import * as l10n from '@vscode/l10n';
import type { Clock } from '../../../engine/index.ts';
import type { PutCache } from './keyed.ts';
import { type CheckContext, type CheckResult, createResult, describeValue } from './report.ts';
import { attempt } from './trial.ts';

/** Entries of the two caches that are compared. The large one stays clear of the sizes at which a Map grows. */
const SIZES = { small: 100, large: 6000 } as const;
/** Operations in one measurement: few, as Map skips what was deleted, and that is not to be held against anyone. */
const BURST = 200;
/** Constant time grows by up to 2.2 here, from memory that is further away; the mildest linear scan by 20. */
const LIMIT = 8;
const ROUNDS = 20;
/** A slow answer is told after this many ms, but not before the second round. */
const PATIENCE = 800;

interface Phase {
  readonly describe: () => string;
  readonly operate: (cache: PutCache, size: number, step: number) => void;
}

const PHASES: readonly Phase[] = [
  {
    describe: () => l10n.t('a put that evicts'),
    operate: (cache, size, step) => cache.put(size + step, step),
  },
  {
    describe: () => l10n.t('a get or put of a present key'),
    operate: (cache, size, step) => {
      const key = size + BURST - 1 - (Math.imul(step, 7919) % Math.min(size, BURST * 16));
      if (step % 2 === 0) cache.get(key);
      else cache.put(key, step);
    },
  },
];

/** Compares the time of an operation in a small and a large cache: the shortest of several bursts of each. */
export function checkSpeed(
  title: string,
  make: (capacity: number) => PutCache,
  { clock, onAsk }: CheckContext,
): CheckResult {
  onAsk?.(() =>
    createResult(
      title,
      false,
      l10n.t('The check was ended while a cache of {0} entries was measured.', SIZES.large),
    ),
  );
  const growths = attempt(() => measureGrowth(make, clock));
  if ('thrown' in growths) {
    const thrown = describeValue(growths.thrown);
    return createResult(title, false, l10n.t('A cache of {0} entries threw {1}.', SIZES.large, thrown));
  }
  const worst = Math.max(...growths.value);
  const phase = PHASES[growths.value.indexOf(worst)]?.describe() ?? '';
  const [small, large, factor] = [SIZES.small, SIZES.large, worst.toFixed(1)];
  return worst <= LIMIT
    ? createResult(
        title,
        true,
        l10n.t('From {0} to {1} entries an operation took {2} times as long.', small, large, factor),
      )
    : createResult(title, false, tellSlow(phase, factor));
}

function tellSlow(phase: string, factor: string): string {
  return l10n.t(
    'From {0} to {1} entries {2} took {3} times as long: something looks at all entries. It has to find its place without looking.',
    SIZES.small,
    SIZES.large,
    phase,
    factor,
  );
}

/** By how much the time of an operation grows from the small to the large cache, for each phase. */
function measureGrowth(make: (capacity: number) => PutCache, clock: Clock): number[] {
  const best = { small: PHASES.map(() => Infinity), large: PHASES.map(() => Infinity) };
  const start = clock.now();
  for (let round = 0; round < ROUNDS && (round < 2 || clock.now() - start < PATIENCE); round++) {
    for (const which of ['small', 'large'] as const) {
      const times = measureBursts(make, SIZES[which], clock);
      best[which] = best[which].map((time, phase) => Math.min(time, times[phase] ?? Infinity));
    }
  }
  // A clock may be too coarse for a burst: 1 µs is less than any takes.
  return best.large.map((time, phase) => time / Math.max(best.small[phase] ?? 0, 0.001));
}

function measureBursts(make: (capacity: number) => PutCache, size: number, clock: Clock): number[] {
  const cache = make(size);
  for (let key = 0; key < size; key++) cache.put(key, key);
  return PHASES.map(({ operate }) => {
    const start = clock.now();
    for (let step = 0; step < BURST; step++) operate(cache, size, step);
    return clock.now() - start;
  });
}
