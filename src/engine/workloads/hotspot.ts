import { Dice } from '../dice.ts';
import type { WorkloadSpec } from '../workload.ts';

/** How much of the requests goes to how much of the keys. */
const [HOT_REQUESTS, HOT_KEYS] = [0.8, 0.2];

/** A key of the hot ones, or one of the others. `from` is the first hot one: they go on behind the last key at 0. */
export function hotKey(dice: Dice, keys: number, from: number): number {
  const hot = Math.max(1, Math.floor(keys * HOT_KEYS));
  const isHot = hot === keys || dice.roll() < HOT_REQUESTS;
  return (from + (isHot ? dice.below(hot) : hot + dice.below(keys - hot))) % keys;
}

/** Four of five requests are for one of five keys. */
export const hotspot: WorkloadSpec = {
  id: 'hotspot',
  title: 'Hotspot',
  lesson:
    'Four of five requests go to a fifth of the keys, each as popular as the other. The curve bends where the fifth has room.',
  create({ keys, seed }) {
    const dice = new Dice(seed);
    return () => hotKey(dice, keys, 0);
  },
};
