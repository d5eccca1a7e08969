import * as l10n from '@vscode/l10n';
import { PHASES, type Phase, type Times } from '../play/speed.ts';
import { askToTheEnd, type CheckContext, type CheckResult, createResult, Unanswered } from './report.ts';

/** Entries of the small cache. */
const SMALL = 100;

/**
 * Entries of the large one, and how many times as long an operation may take there. Constant time grows too, from
 * memory that is further away: by 2 at first, by 6 in the end, and more on a busy machine. A linear scan grows by at
 * least 5, 70 and 200. What is very slow is found in a cache that is not very large.
 */
const STAGES = [
  { large: 1000, limit: 8 },
  { large: 15_000, limit: 20 },
  { large: 100_000, limit: 40 },
] as const;

/** Other programs can make a measurement longer, never shorter: one good round is enough, and only this many bad ones are. */
const ROUNDS = 4;

/** Compares the time of an operation in a small and in ever larger caches: the shortest of many measurements of each. */
export async function checkSpeed(title: string, context: CheckContext): Promise<CheckResult> {
  try {
    let growth: Growth = { phase: 'use', factor: 0 };
    for (const { large, limit } of STAGES) {
      growth = await measureGrowth(title, large, limit, context);
      if (growth.factor > limit) return createResult(title, false, tellSlow(growth, large));
    }
    return createResult(title, true, tellFast(growth));
  } catch (error) {
    if (error instanceof Unanswered) return error.result;
    throw error;
  }
}

interface Growth {
  readonly phase: Phase;
  /** How many times as long an operation takes in the large cache. */
  readonly factor: number;
}

/** The growth of the kind of operation that grows most, as soon as that is within the limit. */
async function measureGrowth(
  title: string,
  large: number,
  limit: number,
  { ask }: CheckContext,
): Promise<Growth> {
  const best: Record<'small' | 'large', Times | undefined> = { small: undefined, large: undefined };
  let worst: Growth = { phase: 'use', factor: Infinity };
  for (let round = 0; round < ROUNDS && worst.factor > limit; round++) {
    const { times, thrown } = await askToTheEnd(ask, { game: 'speed', small: SMALL, large }, () =>
      createResult(
        title,
        false,
        l10n.t('The check was ended while a cache of {0} entries was measured.', large),
      ),
    );
    if (!times) {
      const message = l10n.t('A cache of {0} entries threw {1}.', large, thrown ?? '');
      throw new Unanswered(createResult(title, false, message));
    }
    best.small = shorter(best.small, times.small);
    best.large = shorter(best.large, times.large);
    worst = compare(best.small, best.large);
  }
  return worst;
}

function shorter(a: Times | undefined, b: Times): Times {
  if (!a) return b;
  return { evict: Math.min(a.evict, b.evict), use: Math.min(a.use, b.use), miss: Math.min(a.miss, b.miss) };
}

function compare(small: Times, large: Times): Growth {
  // A clock may be too coarse for a burst: 1 µs is less than any takes.
  const growths = PHASES.map((phase) => ({ phase, factor: large[phase] / Math.max(small[phase], 0.001) }));
  return growths.reduce((worst, growth) => (growth.factor > worst.factor ? growth : worst));
}

function tellFast({ factor }: Growth): string {
  const large = STAGES.at(-1)?.large ?? SMALL;
  return l10n.t(
    'From {0} to {1} entries an operation took {2} times as long. Looking at all entries would take {3} times as long.',
    SMALL,
    large,
    factor.toFixed(1),
    large / SMALL,
  );
}

function tellSlow({ phase, factor }: Growth, large: number): string {
  return l10n.t(
    'From {0} to {1} entries {2} took {3} times as long: something looks at all entries. It has to find its place without looking.',
    SMALL,
    large,
    describePhase(phase),
    factor.toFixed(1),
  );
}

function describePhase(phase: Phase): string {
  switch (phase) {
    case 'evict':
      return l10n.t('a put that evicts');
    case 'use':
      return l10n.t('a get or put of a present key');
    case 'miss':
      return l10n.t('a get of an absent key');
  }
}
