import assert from 'node:assert/strict';
import { createCache, type KeyedCache } from '../../../src/engine/index.ts';
import { NaiveCache, type Operation } from './models/naive-cache.ts';

/**
 * Runs one program through a keyed cache and its naive model, and compares what operations give, and everything after
 * every operation. `first`: the operation after which that begins.
 */
export function compare(
  policy: string,
  maxsize: number | null,
  program: readonly Operation[],
  first = 0,
): void {
  const evicted: number[] = [];
  const cache = createCache<number, number>(policy, maxsize, {
    observer(event) {
      if (event.type === 'removed' && event.cause === 'evicted') evicted.push(event.key as number);
    },
  });
  const naive = new NaiveCache(policy, maxsize);
  program.forEach((operation, i) => {
    const got = apply(cache, operation, i);
    const expected = apply(naive, operation, i);
    const isSame = (): boolean => isSameState(cache, naive) && isSameList(evicted, naive.evicted);
    if (got === expected && (i < first || isSame())) return;
    // Only now, for millions of operations come to the same.
    const where = `${policy} of ${maxsize}: ${program.slice(0, i + 1).join(' ')}`;
    assert.equal(got, expected, where);
    assert.deepEqual(stateOf(cache, evicted), stateOf(naive, naive.evicted), where);
    assert.fail(where);
  });
}

type Keyed = Pick<KeyedCache<number, number>, 'get' | 'set' | 'has' | 'peek' | 'delete' | 'clear'>;

function set(cache: Keyed, key: number, value: number): undefined {
  cache.set(key, value);
}

/** What each letter of a program asks. */
const operations: Record<string, (cache: Keyed, key: number, time: number) => unknown> = {
  g: (cache, key) => cache.get(key),
  s: set,
  d: (cache, key) => cache.delete(key),
  h: (cache, key) => cache.has(key),
  p: (cache, key) => cache.peek(key),
  r: (cache, key, time) => cache.get(key) ?? set(cache, key, time),
  c: (cache) => cache.clear(),
};

function apply(cache: Keyed, operation: Operation, time: number): unknown {
  return operations[operation[0]!]!(cache, Number(operation.slice(1)), time);
}

function isSameState(cache: KeyedCache<number, number>, naive: NaiveCache): boolean {
  const keys = cache.keys();
  const { hits, misses, maxsize, currsize } = cache.info();
  return (
    isSameList(keys, naive.keys()) &&
    hits === naive.hits &&
    misses === naive.misses &&
    currsize === naive.values.size &&
    cache.size === currsize &&
    keys.length === currsize &&
    (maxsize === null || currsize <= maxsize) &&
    keys.every((key) => cache.has(key) && cache.peek(key) === naive.values.get(key))
  );
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

/** What a failed comparison shows. */
function stateOf(cache: KeyedCache<number, number> | NaiveCache, evicted: readonly number[]): object {
  const keys = cache.keys();
  const { hits, misses } = cache instanceof NaiveCache ? cache : cache.info();
  const size = cache instanceof NaiveCache ? cache.values.size : cache.size;
  return { hits, misses, size, evicted, entries: keys.map((key) => [key, cache.peek(key)]) };
}
