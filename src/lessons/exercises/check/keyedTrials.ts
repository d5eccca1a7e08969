/** The sequences that are tried with caches with `get` and `put`. */
import type { KeyedOperation, KeyedTrial } from '../play/keyed.ts';
import { createRandom, type Random } from './random.ts';

/** Capacities at which something else may begin: where counters and blocks end, and what LeetCode allows. */
const MIDDLE = [9, 12, 15, 16, 17, 31, 33, 50, 64, 100, 127, 128, 129];
const LARGE = [255, 257, 500, 1000, 1025, 3000, 10_000];

/** As many different keys as this one after the other are put into a full cache. */
const MOST_TURNOVER = 3000;

/** How often an entry is used: beyond what counters of few bits hold, and of 8 and 16. */
const MANY_USES = [18, 36, 70, 140, 300, 600, 1100, 4200, 33_000, 66_000, 140_000];

/**
 * One cache at a time. Early trials are small, so that simple mistakes are found in small trials. `mostUses`: how often
 * one entry is used at most.
 */
export function* createTrials(seed: number, mostUses: number): Generator<KeyedTrial> {
  const random = createRandom(seed);
  for (let index = 0; index < 1000; index++)
    yield createSmall(random, 1 + (index % 8), 4 + Math.floor(index / 20));
  yield* createFilled(random, MIDDLE);
  yield* MANY_USES.filter((times) => times <= mostUses).map(createRival);
  for (let count = 0; count < 20; count++) yield createBusy(random);
}

/** Caches larger than anybody tries by hand. */
export function createLargeTrials(seed: number): KeyedTrial[] {
  return createFilled(createRandom(seed), LARGE);
}

/** Two or three caches that live at the same time. */
export function createSharedTrials(seed: number): KeyedTrial[] {
  const random = createRandom(seed);
  return Array.from({ length: 200 }, (_, index) => {
    const setups = Array.from({ length: 2 + (index % 2) }, () => 1 + random.below(3));
    const operations = Array.from({ length: 4 + Math.floor(index / 8) }, () => ({
      ...createOperation(random, 5),
      of: random.below(setups.length),
    }));
    return { setups, operations };
  });
}

/** What an answer with a mistake is asked to find out which one: small and varied, with as many caches. */
export function createEvidence(caches: number): KeyedTrial[] {
  const random = createRandom(2);
  return caches === 1
    ? Array.from({ length: 300 }, (_, index) =>
        createSmall(random, 1 + (index % 5), 3 + Math.floor(index / 10)),
      )
    : createSharedTrials(2).filter(({ setups }) => setups.length === caches);
}

/** Keys are few, so that they meet again; 0 is among keys and values. */
function createOperation(random: Random, keys: number): KeyedOperation {
  const key = random.below(keys);
  return random.below(2) === 0 ? { type: 'get', key } : { type: 'put', key, value: random.below(100) };
}

function createSmall(random: Random, capacity: number, length: number): KeyedTrial {
  const keys = capacity + 3;
  const operations = Array.from({ length }, () => createOperation(random, keys));
  const questions = Array.from({ length: keys }, (_, key): KeyedOperation => ({ type: 'get', key }));
  return { setups: [capacity], operations: [...operations, ...questions] };
}

function createFilled(random: Random, capacities: readonly number[]): KeyedTrial[] {
  return capacities.flatMap((capacity) => [
    createLarge(random, capacity, Math.min(capacity, MOST_TURNOVER)),
    createLarge(random, capacity, 1),
  ]);
}

/** Fills a cache, uses some of it, and puts others into it. */
function createLarge(random: Random, capacity: number, others: number): KeyedTrial {
  const keys = capacity + others;
  const some = (): KeyedOperation[] => Array.from({ length: 20 }, () => createOperation(random, keys + 2));
  const ends = [1, 2, others, others + 1, others + 2, capacity, capacity + 1, keys];
  return {
    setups: [capacity],
    operations: [
      { type: 'fill', key: 1, times: capacity },
      ...some(),
      { type: 'fill', key: capacity + 1, times: others },
      ...ends.map((key): KeyedOperation => ({ type: 'get', key })),
      ...some(),
    ],
  };
}

/** One entry is used many times, then another one half as often: it leaves. */
function createRival(times: number): KeyedTrial {
  return {
    setups: [2],
    operations: [
      { type: 'fill', key: 1, times: 2 },
      { type: 'get', key: 1, times },
      { type: 'get', key: 2, times: times / 2 },
      { type: 'put', key: 3, value: 30 },
      { type: 'get', key: 1 },
      { type: 'get', key: 2 },
    ],
  };
}

/** Uses the same few entries often, then asks who leaves. */
function createBusy(random: Random): KeyedTrial {
  const capacity = 2 + random.below(2);
  const often = (): number => 1 + random.below(2 ** random.below(11));
  const uses = Array.from({ length: capacity + 1 }, (): KeyedOperation => {
    const key = 1 + random.below(capacity);
    return random.below(4) === 0
      ? { type: 'put', key, value: random.below(100), times: often() }
      : { type: 'get', key, times: often() };
  });
  const questions = Array.from({ length: capacity + 1 }, (_, index): KeyedOperation => ({
    type: 'get',
    key: index + 1,
  }));
  return {
    setups: [capacity],
    operations: [
      { type: 'fill', key: 1, times: capacity },
      ...uses,
      { type: 'put', key: capacity + 1, value: 0 },
      ...questions,
    ],
  };
}
