import { createRandom, picks, randomInts, randomUrls, zipf } from '../random.ts';
import type { Keyed } from '../subject.ts';
import { keyed } from '../subjects/keyed.ts';
import { timed, type Workload } from '../workload.ts';

const count = 200_000;
const names = keyed.map((subject) => subject.name);
const bounded = names.filter((name) => name !== 'Map');
const create = (name: string, size: number): Keyed =>
  keyed.find((subject) => subject.name === name)!.create(size);

/** The same text as another object: its hash is not known yet. */
const copy = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

function hits(
  id: string,
  title: string,
  goal: number,
  size: number,
  make: 'ints' | 'urls',
  fresh = false,
): Workload {
  return {
    id,
    title,
    unit: 'ns per operation',
    baseline: 'Map',
    goal,
    subjects: names,
    prepare(subject) {
      const random = createRandom(1);
      const keys = make === 'ints' ? randomInts(size, random) : randomUrls(size, random);
      const cache = create(subject, size);
      keys.forEach((key, i) => cache.set(key, i));
      const picked = picks<unknown>(count, keys, random);
      let asked = picked;
      const run = timed(count, () => {
        let sum = 0;
        for (const key of asked) sum += cache.get(key) as number;
        return sum;
      });
      return () => {
        if (fresh) asked = picked.map((key) => copy(key as string));
        return run();
      };
    },
  };
}

function evictions(id: string, title: string, goal: number, make: 'ints' | 'urls'): Workload {
  return {
    id,
    title,
    unit: 'ns per operation',
    baseline: 'FIFO on Map',
    goal,
    subjects: bounded,
    prepare(subject) {
      const random = createRandom(2);
      const keys = make === 'ints' ? randomInts(count, random) : randomUrls(count, random);
      const cache = create(subject, 10_000);
      return timed(count, () => {
        let i = 0;
        for (const key of keys) cache.set(key, i++);
        return cache;
      });
    },
  };
}

/** Asks so often that most of the time is spent with a full cache: asked only twice per entry, it would never fill. */
function readThrough(id: string, goal: number, size: number): Workload {
  const requests = size * 20;
  return {
    id,
    title: `Zipf 0.99 read-through, ${size.toLocaleString('en')} entries, ten times as many keys`,
    unit: 'ns per operation',
    baseline: 'lru-cache',
    goal,
    subjects: bounded,
    prepare(subject) {
      const random = createRandom(3);
      const asked = zipf(requests, randomInts(size * 10, random), random);
      const cache = create(subject, size);
      return timed(requests, () => {
        let sum = 0;
        for (const key of asked) {
          const value = cache.get(key);
          if (value === undefined) cache.set(key, key);
          else sum += value as number;
        }
        return sum;
      });
    },
  };
}

export const keyedWorkloads: readonly Workload[] = [
  hits('hit-ints-1k', 'hit, 1,000 random int32 keys', 2, 1000, 'ints'),
  hits('hit-ints-10k', 'hit, 10,000 random int32 keys', 2, 10_000, 'ints'),
  hits('hit-urls', 'hit, 10,000 URLs, same reference', 0.85, 10_000, 'urls'),
  hits('hit-fresh-urls', 'hit, 10,000 URLs, fresh strings', 0.95, 10_000, 'urls', true),
  evictions('evict-ints', 'eviction, 10,000 entries, random ints', 2, 'ints'),
  evictions('evict-urls', 'eviction, 10,000 entries, URLs', 0.97, 'urls'),
  readThrough('zipf-10k', 2.5, 10_000),
  readThrough('zipf-100k', 6, 100_000),
];
