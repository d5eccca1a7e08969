import { GrowingCurve, nextUsesOf, PolicyRun, chunksOf } from '../../../src/lab/index.ts';

/** One figure of the lab: what is done with the numbers of the keys of a trace. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** Million requests a second that are wanted on two cores with Node 20; 0 where nothing is. */
  readonly goal: number;
  /** Returns what must come out the same in every round: misses, mostly. */
  run(ids: Int32Array, distinct: number): number;
}

const policy = (id: string, size: number, goal = 0): Case => ({
  id: `${id}-${size / 1000}k`,
  title: `${id.toUpperCase()} of ${size.toLocaleString('en')}`,
  goal,
  run(ids, distinct) {
    const future = id === 'opt' ? nextUsesOf(ids, distinct) : undefined;
    const run = new PolicyRun({ policy: id, size }, { distinct, future });
    for (const part of chunksOf({ ids })) run.push(part);
    return run.counts().misses;
  },
});

export const cases: readonly Case[] = [
  policy('lru', 100_000, 80),
  policy('lru', 10_000, 50),
  policy('fifo', 100_000, 200),
  policy('lfu', 100_000, 36),
  policy('lfu', 10_000),
  policy('sieve', 100_000, 120),
  ...['clock', 's3-fifo', 'slru', '2q', 'arc', 'w-tinylfu', 'random', 'opt'].map((id) => policy(id, 100_000)),
  {
    id: 'curve',
    title: 'exact LRU curve of every size, JavaScript',
    goal: 12,
    run(ids) {
      const growing = new GrowingCurve();
      for (const part of chunksOf({ ids })) growing.push(part);
      return growing.curve().misses(100_000);
    },
  },
];
