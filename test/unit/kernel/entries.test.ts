import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache } from '../../../src/engine/index.ts';
import { Entries } from '../../../src/kernel/notebook/entries.ts';

/** `3` reads the key 3 and stores it where it is absent, `=3` stores it anew, `-3` deletes it. */
const operation = fc
  .tuple(fc.constantFrom('', '=', '-'), fc.integer({ min: 0, max: 5 }))
  .map(([op, key]) => `${op}${key}`);

/** Does operations on a cache and tells for every eviction who was said to be the next, and who it was. */
function evictions(
  policy: string,
  operations: readonly string[],
): { said: string | undefined; left: string }[] {
  const entries = new Entries(String, policy);
  const found: { said: string | undefined; left: string }[] = [];
  const cache = createCache<number, number>(policy, 3, {
    observer: (event) => {
      if (event.type === 'removed' && event.cause === 'evicted') {
        found.push({ said: entries.list().find(({ next }) => next)?.key, left: String(event.key) });
      }
      entries.observe(event);
    },
  });
  for (const text of operations) {
    const key = Number(text.replace(/[=-]/, ''));
    if (text.startsWith('-')) cache.delete(key);
    else if (text.startsWith('=') || cache.get(key) === undefined) cache.set(key, key);
  }
  return found;
}

describe('the entries of a small cache', () => {
  for (const policy of ['lru', 'mru', 'fifo', 'lifo', 'lfu']) {
    it(`${policy}: who is said to leave next does`, () => {
      fc.assert(
        fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
          for (const { said, left } of evictions(policy, operations)) assert.equal(said, left);
        }),
      );
    });
  }

  it('say nothing of policies that decide by more than one order', () => {
    const told = evictions('sieve', ['1', '2', '3', '4', '5']);
    assert.deepEqual(told.map(({ said }) => said), [undefined, undefined]); // prettier-ignore
  });
});
