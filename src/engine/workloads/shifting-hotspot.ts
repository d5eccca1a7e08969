import { Dice } from '../dice.ts';
import type { WorkloadSpec } from '../workload.ts';
import { hotKey } from './hotspot.ts';

/** How often other keys become the hot ones. */
const PHASES = 5;

/** The same, but five times other keys are hot. */
export const shiftingHotspot: WorkloadSpec = {
  id: 'shifting-hotspot',
  title: 'Shifting hotspot',
  lesson:
    'What is hot changes five times, as from news to news. A policy that counts uses for ever, as LFU does, holds on to yesterday’s favourites.',
  create({ requests, keys, seed }) {
    const dice = new Dice(seed);
    const phase = Math.max(1, Math.ceil(requests / PHASES));
    let made = 0;
    return () => hotKey(dice, keys, Math.floor((keys * (Math.floor(made++ / phase) % PHASES)) / PHASES));
  },
};
