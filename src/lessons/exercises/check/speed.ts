import * as l10n from '@vscode/l10n';
import { type Figures, PHASES, type Phase } from '../play/speed.ts';
import { askToTheEnd, type CheckContext, type CheckResult, createResult, Unanswered } from './report.ts';

/** Entries of the small cache. */
const SMALL = 100;

/** Entries of the large ones. What is very slow is found in the one that is not very large. */
const LARGE = [1000, 6000] as const;

/** Where each call takes longer by itself, a scan shows in a larger one only. */
const LARGE_IN_PYTHON = [6000, 60_000] as const;

/**
 * How many times as long an operation may take there. Constant time grows too, from memory that is further away: by 3 at
 * most, once the engine has made the code fast. In the largest cache a scan grows by 25 at least.
 */
const LIMIT = 12;

/** Which part of the entries an operation may move in arrays, on average: those who move some now and then move fewer. */
const MOST_MOVED = 1 / 8;

/** Other programs can make a measurement longer, never shorter: one good round is enough, and only this many bad ones are. */
const ROUNDS = 10;

/** After so many rounds it is certain of who takes so many times as long as is allowed: nothing disturbs every burst of them so much. */
const CERTAIN = { rounds: 3, factor: 3 * LIMIT } as const;

/** Compares the time of an operation in a small and in ever larger caches: the shortest of many measurements of each. */
export async function checkSpeed(title: string, context: CheckContext): Promise<CheckResult> {
  try {
    let growth: Growth = { phase: 'use', factor: 0, moved: 0 };
    const sizes = context.language === 'python' ? LARGE_IN_PYTHON : LARGE;
    for (const large of sizes) {
      growth = await measureGrowth(title, large, context);
      if (growth.moved > large * MOST_MOVED) return createResult(title, false, tellMoved(growth, large));
      if (growth.factor > LIMIT) return createResult(title, false, tellSlow(growth, large));
    }
    return createResult(title, true, tellFast(growth, Math.max(...sizes)));
  } catch (error) {
    if (error instanceof Unanswered) return error.result;
    throw error;
  }
}

interface Growth {
  readonly phase: Phase;
  /** How many times as long an operation takes in the large cache. */
  readonly factor: number;
  /** How many elements an operation moves in arrays there. */
  readonly moved: number;
}

/** The growth of the kind of operation that grows most, as soon as that is within the limit. */
async function measureGrowth(title: string, large: number, { ask }: CheckContext): Promise<Growth> {
  let [bestSmall, bestLarge]: (Figures | undefined)[] = [];
  let worst: Growth = { phase: 'use', factor: Infinity, moved: 0 };
  const isOpen = (round: number): boolean =>
    worst.factor > LIMIT && (round < CERTAIN.rounds || worst.factor <= CERTAIN.factor) && round < ROUNDS;
  for (let round = 0; isOpen(round); round++) {
    const { measured, thrown } = await askToTheEnd(ask, { game: 'speed', small: SMALL, large }, () =>
      createResult(
        title,
        false,
        l10n.t('The check was ended while a cache of {0} entries was measured.', large),
      ),
    );
    if (!measured) {
      const message = l10n.t('A cache of {0} entries threw {1}.', large, thrown ?? '');
      throw new Unanswered(createResult(title, false, message));
    }
    const { small, large: times, moved } = measured;
    const mover = greatest(moved);
    if (moved[mover] > large * MOST_MOVED) return { phase: mover, factor: Infinity, moved: moved[mover] };
    bestSmall = shorter(bestSmall, small);
    bestLarge = shorter(bestLarge, times);
    const growths = divide(bestLarge, bestSmall);
    const phase = greatest(growths);
    worst = { phase, factor: growths[phase], moved: 0 };
  }
  return worst;
}

function shorter(a: Figures | undefined, b: Figures): Figures {
  if (!a) return b;
  return { evict: Math.min(a.evict, b.evict), use: Math.min(a.use, b.use), miss: Math.min(a.miss, b.miss) };
}

/** A clock may be too coarse for a burst: 1 µs is less than any takes. */
function divide(large: Figures, small: Figures): Figures {
  const divided = (phase: Phase): number => large[phase] / Math.max(small[phase], 0.001);
  return { evict: divided('evict'), use: divided('use'), miss: divided('miss') };
}

function greatest(figures: Figures): Phase {
  return PHASES.reduce((best, phase) => (figures[phase] > figures[best] ? phase : best));
}

function tellFast({ factor }: Growth, large: number): string {
  return l10n.t(
    'From {0} to {1} entries an operation took {2} times as long.',
    SMALL,
    large,
    factor.toFixed(1),
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

function tellMoved({ phase, moved }: Growth, large: number): string {
  return l10n.t(
    'In a cache of {0} entries {1} moves {2} elements of an array. It has to leave the others where they are.',
    large,
    describePhase(phase),
    Math.round(moved),
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
