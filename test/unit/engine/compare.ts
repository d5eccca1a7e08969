import assert from 'node:assert/strict';
import { createCache, type KeyedCache } from '../../../src/engine/index.ts';
import { NaiveCache, type Operation } from './models/naive-cache.ts';

/** Runs one program through a keyed cache and its naive model, and compares everything after every operation. */
export function compare(policy: string, maxsize: number | null, program: readonly Operation[]): void {
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
    const where = () => `${policy} of ${maxsize}: ${program.slice(0, i + 1).join(' ')}`;
    if (got !== expected) assert.equal(got, expected, where());
    checkState(cache, naive, where);
    if (evicted.length !== naive.evicted.length || evicted.at(-1) !== naive.evicted.at(-1))
      assert.deepEqual(evicted, naive.evicted, where());
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

function checkState(cache: KeyedCache<number, number>, naive: NaiveCache, where: () => string): void {
  const keys = cache.keys();
  const { hits, misses, maxsize, currsize } = cache.info();
  if (String(keys) !== String(naive.keys())) assert.deepEqual(keys, naive.keys(), where());
  assert.ok(hits === naive.hits && misses === naive.misses, where());
  assert.ok(currsize === naive.values.size && cache.size === currsize && keys.length === currsize, where());
  assert.ok(maxsize === null || currsize <= maxsize, where());
  for (const key of keys) assert.ok(cache.has(key) && cache.peek(key) === naive.values.get(key), where());
}
