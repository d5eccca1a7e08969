/** What the lab's page makes of what it is told. */
import { Curve, slide } from '../../lab/index.ts';
import type { ShownLab, ShownSide } from '../../protocol/labView.ts';

/** A size of an LRU cache, and what it does. */
export interface AtSize {
  readonly size: number;
  readonly hits: number;
  readonly misses: number;
  /** In bytes, where the size of an entry is known. */
  readonly memory?: number | undefined;
}

/** What the charts of the lab are drawn from. */
export interface LabLook {
  readonly lab: ShownLab;
  readonly curve: Curve;
  /** The size that is imagined. */
  readonly size: number;
  /** Policies that are drawn beside LRU. */
  readonly drawn: readonly string[];
  readonly sides: readonly LookSide[];
}

/** What stands beside the trace. */
export interface LookSide extends Omit<ShownSide, 'curve'> {
  /** What it is called in the picture. */
  readonly letter: string;
  readonly curve: Curve;
}

const LETTERS = ['A', 'B', 'C'] as const;

export function sidesOf({ sides }: ShownLab): LookSide[] {
  return sides.map((side, place) => ({
    ...side,
    letter: LETTERS[place] ?? '',
    curve: new Curve(side.curve),
  }));
}

export function atSize({ lab, curve }: Pick<LabLook, 'lab' | 'curve'>, size: number): AtSize {
  const hits = Math.round(curve.hits(size));
  const { entryBytes } = lab.inputs;
  return {
    size,
    hits,
    misses: curve.requests - hits,
    ...(entryBytes !== undefined && { memory: entryBytes * size }),
  };
}

/** The sizes that a slider goes over, rising. */
export function sizesOf(curve: Curve): number[] {
  return Array.from({ length: curve.length }, (_, place) => curve.sizeAt(place));
}

/**
 * Where the curve is farthest from the straight line between its ends. A place to look at, and no advice: a curve with a
 * cliff bends where nothing is won.
 */
export function kneeOf(curve: Curve): number {
  const last = curve.sizeAt(curve.length - 1);
  let [knee, most] = [0, 0];
  for (const size of sizesOf(curve)) {
    const gain = curve.hits(size) / Math.max(1, curve.repeats) - size / Math.max(1, last);
    if (gain > most) [knee, most] = [size, gain];
  }
  return knee;
}

/** What a policy misses at the sizes that it was run at, rising. */
export function pointsOf({ league }: ShownLab, policy: string): [size: number, misses: number][] {
  return league
    .filter((run) => run.policy === policy)
    .map(({ size, misses }): [number, number] => [size, misses])
    .sort(([a], [b]) => a - b);
}

/** The runs at the size that is mine, the best first; of several that are, the one that is recommended. */
export function leagueOf({ league, mine, policy }: ShownLab): ShownLab['league'] {
  const isRecommended = (run: { readonly policy: string }): number => Number(run.policy === policy);
  return league
    .filter(({ size }) => size === mine)
    .sort((a, b) => b.hits - a.hits || isRecommended(b) - isRecommended(a));
}

/** The classes of a policy's line, the same in each picture: those that are drawn beside LRU choose first. */
export function styleOf({ lab, drawn }: Pick<LabLook, 'lab' | 'drawn'>, policy: string): string {
  const isNamed = (id: string): boolean => id === 'lru' || id === 'opt';
  if (isNamed(policy)) return policy;
  const others = new Set([...drawn, ...leagueOf(lab).map((run) => run.policy)].filter((id) => !isNamed(id)));
  return `policy policy-${[...others].indexOf(policy) % STYLES}`;
}

/** How many lines of policies can be told from each other. */
const STYLES = 8;

/** How many windows slide over a trace as one. */
const WIDTH = 10;

/** The hit ratio of each policy over the trace, at its end of each window; the best at the end come first. */
export function overTime(lab: ShownLab): { policy: string; ratios: readonly number[] }[] {
  return leagueOf(lab).flatMap(({ policy, windows }) =>
    windows && lab.ends.length > 1 ? [{ policy, ratios: [...slide(windows, lab.ends, WIDTH)] }] : [],
  );
}
