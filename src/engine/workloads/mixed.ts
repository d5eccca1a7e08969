import { Dice } from '../dice.ts';
import type { WorkloadSpec } from '../workload.ts';
import { zipfRanks } from './zipf.ts';

/** How often a scan comes, and how much of the requests before the next one it takes. */
const [ROUNDS, SCANNED] = [10, 0.3];

/** Zipf on half of the keys, and now and then a scan through the other half. */
export const mixed: WorkloadSpec = {
  id: 'mixed',
  title: 'Mixed',
  lesson:
    'People ask by Zipf for one half of the keys, and ten times a scan reads from the other half. It washes out an LRU cache; SIEVE, 2Q, ARC and W-TinyLFU stand it.',
  create({ requests, keys, seed }) {
    const popular = Math.max(1, Math.ceil(keys / 2));
    const rest = Math.max(1, keys - popular);
    const rank = zipfRanks(popular, 1, new Dice(seed));
    const round = Math.max(1, Math.ceil(requests / ROUNDS));
    const begin = round - Math.floor(round * SCANNED);
    let [made, scanned] = [0, 0];
    return () => (made++ % round < begin || keys === 1 ? rank() : popular + (scanned++ % rest));
  },
};
