import { createCache, lruCache, type Cached } from '../../../src/engine/index.ts';
import { createRandom, picks, randomInts, randomUrls } from '../random.ts';
import { keyed } from '../subjects/keyed.ts';
import { timed, type Workload } from '../workload.ts';

const collect = (globalThis as unknown as { gc?: () => void }).gc;

function memory(
  id: string,
  title: string,
  make: (count: number, random: () => number) => unknown[],
): Workload {
  return {
    id,
    title,
    unit: 'bytes per entry',
    baseline: 'lru-cache',
    goal: 1,
    subjects: keyed.map((subject) => subject.name),
    prepare(name) {
      const size = 1_000_000;
      const keys = make(size, createRandom(6));
      const used = (): number => {
        // Memory of typed arrays that are gone is given back only after the next collection.
        for (let times = 0; times < 3; times++) collect!();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        return heapUsed + arrayBuffers;
      };
      return () => {
        const before = used();
        const cache = keyed.find((subject) => subject.name === name)!.create(size);
        keys.forEach((key, i) => cache.set(key, i));
        const bytes = (used() - before) / size;
        if (cache.get(keys[7]) !== 7) throw new Error(`${name} lost an entry.`);
        return bytes;
      };
    },
  };
}

const creating: Workload = {
  id: 'create',
  title: 'creating a cache of maxsize 1,000,000 and using 3 entries, against one of maxsize 8',
  unit: 'ns per operation',
  baseline: 'maxsize 8',
  goal: 0.5,
  subjects: ['cachebook', 'maxsize 8'],
  prepare: (name) =>
    timed(20_000, () => {
      let sum = 0;
      for (let i = 0; i < 20_000; i++) {
        const cache = createCache<number, number>('lru', name === 'cachebook' ? 1_000_000 : 8);
        for (let key = i; key < i + 3; key++) cache.set(key, key);
        sum += cache.get(i)!;
      }
      return sum;
    }),
};

const observing: Workload = {
  id: 'observer',
  title: 'memo hit, one int, without an observer against with one',
  unit: 'ns per operation',
  baseline: 'observed',
  goal: 1,
  subjects: ['cachebook', 'observed'],
  prepare(name) {
    let hits = 0;
    const observer = name === 'observed' ? () => (hits += 1) : undefined;
    const cached: Cached<(a: number) => number> = lruCache({ observer })((a: number) => -a);
    const random = createRandom(7);
    const asked = picks(500_000, randomInts(100, random), random);
    return timed(asked.length, () => {
      let sum = hits;
      for (const key of asked) sum += cached(key);
      return sum;
    });
  },
};

export const ownWorkloads: readonly Workload[] = [
  memory('memory-ints', 'memory, 1,000,000 entries, ints', randomInts),
  memory('memory-urls', 'memory, 1,000,000 entries, strings', randomUrls),
  creating,
  observing,
];
