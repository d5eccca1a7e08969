import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CacheInfo } from '../../../src/engine/index.ts';
import { createCache, memoize, policies } from '../../../src/engine/index.ts';
import { WatchedCache } from '../../../src/kernel/watchedCache.ts';
import type { CacheCounts } from '../../../src/protocol/session.ts';
import type { CacheEntry } from '../../../src/protocol/values.ts';
import { both } from '../../../src/recording/index.ts';
import { Studio } from '../recording/support.ts';

/** `3` reads the key 3 and stores it where it is absent, `=3` stores it anew, `-3` deletes it, `x` empties all. */
const operation = fc.oneof(
  { weight: 40, arbitrary: fc.tuple(fc.constantFrom('', '=', '-'), fc.integer({ min: 0, max: 6 })) },
  { weight: 1, arbitrary: fc.constant(['x', 0] as const) },
);

const AS_IT_IS = { key: (key: unknown) => key, value: (value: unknown) => value };

function watch(policy: string): WatchedCache {
  return new WatchedCache(new Studio().open(), 'cache', policy, 1);
}

describe('the entries of a small cache', () => {
  for (const { id: policy } of policies) {
    it(`${policy}: are those of the cache, and who is said to leave next does`, () => {
      const property = fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        const watched = watch(policy);
        let said: readonly CacheEntry[] = [];
        /** Who was said to leave next, and who left. An observer that throws is heard by nobody. */
        const told: [string | undefined, string][] = [];
        const cache = createCache<number, number>(policy, 3, {
          observer: both(watched, (event) => {
            if (event.type !== 'removed' || event.cause !== 'evicted') return;
            const next = said.find((entry) => entry.next)?.key;
            if (!remembersKeys(policy)) told.push([next, String(event.key)]);
          }),
        });
        watched.begin(cache, 3, policy, 1, AS_IT_IS);
        for (const [op, key] of operations) {
          if (op === 'x') cache.clear();
          else if (op === '-') cache.delete(key);
          else if (op === '=' || cache.get(key) === undefined) {
            said = watched.list(String)!;
            cache.set(key, key * 2);
          }
          const seen = watched.list(String)!;
          assert.deepEqual(seen.map((entry) => entry.key).sort(), cache.keys().map(String).sort());
          assert.ok(seen.every((entry) => Number(entry.value) === 2 * Number(entry.key)));
          assert.deepEqual(watched.info(), plain(cache.info()));
        }
        for (const [next, left] of told) assert.equal(next, left);
      });
      fc.assert(property);
    });
  }

  it('stand in the order of their use, the last one first', () => {
    const watched = watch('fifo');
    const cache = createCache<string, number>('fifo', 3, { observer: watched });
    watched.begin(cache, 3, 'fifo', 1, AS_IT_IS);
    for (const key of ['a', 'b', 'c']) cache.set(key, 1);
    cache.get('a');
    assert.deepEqual(
      watched.list(String)!.map(({ key, next }) => (next ? `${key} next` : key)),
      ['a next', 'c', 'b'],
    );
  });

  it('are known by their place: keys of one structure are one entry, and keys that print alike are two', () => {
    const watched = watch('lru');
    const fn = memoize((point: { x: number }) => point.x, {
      maxsize: 2,
      objects: 'structural',
      observer: watched,
    });
    watched.begin(fn, 2, 'lru', 1, AS_IT_IS);
    for (const x of [1, 2, 1]) fn({ x });
    const shown = watched.list((value) => JSON.stringify(value))!;
    assert.deepEqual(
      shown.map(({ value, next }) => [value, next ?? false]),
      [
        ['1', false],
        ['2', true],
      ],
    );

    const alike = watch('lru');
    const cache = createCache<unknown, number>('lru', 4, { observer: alike });
    alike.begin(cache, 4, 'lru', 1, AS_IT_IS);
    cache.set(1, 1);
    cache.set('1', 2);
    assert.deepEqual(
      alike.list(String)!.map(({ key, value }) => `${key} ${value}`),
      ['1 2', '1 1'],
    );
  });
});

function plain({ hits, misses, maxsize, currsize }: CacheInfo): CacheCounts {
  return { hits, misses, maxsize, currsize };
}

/** Who leaves may depend on the key that comes: what is said is for one that was never there. */
function remembersKeys(policy: string): boolean {
  return policies.find(({ id }) => id === policy)!.create({ maxsize: 3, seed: 1 }).admit !== undefined;
}
