import { Dice } from '../dice.ts';
import type { WorkloadSpec } from '../workload.ts';

/**
 * Ranks from 0 up to, not including, `keys` by Zipf's law: rank r is asked for as often as 1 / (r + 1)^exponent says.
 * By rejection-inversion (W. Hörmann and G. Derflinger, Rejection-inversion to generate variates from monotone discrete
 * distributions, ACM TOMACS, 1996): no table, and a number costs the same however many there are.
 */
export function zipfRanks(keys: number, exponent: number, dice: Pick<Dice, 'roll'>): () => number {
  const flat = 1 - exponent;
  const density = (x: number): number => x ** -exponent;
  const area = (x: number): number => (flat === 0 ? Math.log(x) : (x ** flat - 1) / flat);
  const inverse = (y: number): number => (flat === 0 ? Math.exp(y) : (1 + y * flat) ** (1 / flat));
  const first = area(1.5) - 1;
  const last = area(keys + 0.5);
  const surely = 2 - inverse(area(2.5) - density(2));
  return () => {
    for (;;) {
      const y = last + dice.roll() * (first - last);
      const x = inverse(y);
      const rank = Math.min(Math.max(Math.round(x), 1), keys);
      if (rank - x <= surely || y >= area(rank + 0.5) - density(rank)) return rank - 1;
    }
  };
}

/** Few keys are very popular, and very many are hardly asked for. */
export const zipf: WorkloadSpec = {
  id: 'zipf',
  title: 'Zipf',
  lesson:
    'The second key is asked for half as often as the first, the third a third as often: words of a language, pages of a site. A small cache answers much, and every doubling adds about the same.',
  create: ({ keys, seed }) => zipfRanks(keys, 1, new Dice(seed)),
};
