import assert from 'node:assert/strict';
import {
  cache,
  createCache,
  lruCache,
  memoize,
  type CacheEvent,
  type Cached,
} from '../../../src/engine/index.ts';

type Stairs = Cached<(stair: number) => number>;

function stairs(maxsize: number | null, observer?: (event: CacheEvent) => void): Stairs {
  const stepsTo: Stairs = lruCache({ maxsize, observer })((stair: number): number => {
    if (stair === 1) return 1;
    if (stair === 2) return 2;
    if (stair === 3) return 4;
    return stepsTo(stair - 3) + stepsTo(stair - 2) + stepsTo(stair - 1);
  });
  return stepsTo;
}

describe('known answers', () => {
  it('stairs: 1 2 4 7 13 24 44, and 53798080 for 30', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7].map((stair) => stairs(16)(stair)),
      [1, 2, 4, 7, 13, 24, 44],
    );
    const stepsTo = stairs(16);
    assert.equal(stepsTo(30), 53798080);
    assert.equal(String(stepsTo.cacheInfo()), 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)');
    assert.equal(stairs(null)(61), 8607945812375585);
  });

  it('stairs: 3 entries are enough, 2 are none', () => {
    for (const size of [3, 4, 16, 128, null]) {
      const stepsTo = stairs(size);
      stepsTo(30);
      assert.deepEqual([...stepsTo.cacheInfo()].slice(0, 2), [52, 30]);
    }
    for (const size of [0, 1, 2]) {
      const stepsTo = stairs(size);
      stepsTo(18);
      assert.deepEqual([...stepsTo.cacheInfo()].slice(0, 2), [0, 20617]);
    }
  });

  it('the tree of stair 7: 25 calls, from the events alone', () => {
    const calls: string[] = [];
    const stepsTo = stairs(0, (event) => {
      if (event.type === 'miss') calls.push(`${' '.repeat(event.depth)}${String(event.key)}`);
    });
    stepsTo(7);
    const tree = [
      '7', ' 4', '  1', '  2', '  3', ' 5', '  2', '  3', '  4', '   1', '   2', '   3',
      ' 6', '  3', '  4', '   1', '   2', '   3', '  5', '   2', '   3', '   4', '    1', '    2', '    3',
    ]; // oxfmt-ignore
    assert.deepEqual(calls, tree);
  });

  it('two entries and sixteen calls: 12 hits, 4 misses', () => {
    const cached = lruCache(2)((n: number) => n);
    for (const n of [7, 9, 7, 9, 7, 9, 8, 8, 8, 9, 9, 9, 8, 8, 8, 7]) cached(n);
    assert.equal(String(cached.cacheInfo()), 'CacheInfo(hits=12, misses=4, maxsize=2, currsize=2)');
  });

  it('fib for 0 to 15: 28 hits, 16 misses', () => {
    const fib: Cached<(n: number) => number> = cache((n: number): number =>
      n < 2 ? n : fib(n - 1) + fib(n - 2),
    );
    for (let n = 0; n < 16; n++) fib(n);
    assert.equal(String(fib.cacheInfo()), 'CacheInfo(hits=28, misses=16, maxsize=None, currsize=16)');
  });

  const victims = { fifo: 'A B C', lifo: 'C D', lru: 'B C A D', mru: 'A B E', lfu: 'B C D' };
  for (const [policy, expected] of Object.entries(victims)) {
    it(`${policy} of 3 evicts ${expected} from A B C A A D B E A`, () => {
      const evicted: unknown[] = [];
      const observer = (event: CacheEvent): void => {
        if (event.type === 'removed' && event.cause === 'evicted') evicted.push(event.key);
      };
      const keyed = createCache<string, true>(policy, 3, { observer });
      for (const key of 'ABCAADBEA') if (!keyed.get(key)) keyed.set(key, true);
      assert.equal(evicted.splice(0).join(' '), expected);
      const cached = memoize((key: string) => key, { policy, maxsize: 3, observer });
      for (const key of 'ABCAADBEA') cached(key);
      assert.equal(evicted.join(' '), expected);
    });
  }
});
