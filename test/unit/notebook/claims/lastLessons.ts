import { lruCache } from '../../../../src/engine/index.ts';
import { at, column, count, has, percent, rowsOf, type Claim } from './claim.ts';

/** Lessons 6 to 9, by their number, and the practices, by their letter. */
export const lastLessons: Readonly<Record<string, readonly Claim[]>> = {
  '6': [
    {
      cell: 'lruCache({ maxsize: 16 })',
      holds: has('CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)'),
    },
    {
      says: 'with the same numbers',
      cell: '@lru_cache(maxsize=16)',
      holds: has('CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)'),
    },
    { says: '| `hits=52` |', cell: '@lru_cache(maxsize=16)', holds: has('hits=52') },
    {
      says: 'sets the counters to zero',
      cell: 'steps.cacheClear();',
      holds: has('CacheInfo(hits=0, misses=0, maxsize=16, currsize=0)'),
    },
    {
      says: '`maxsize=None`, which holds all 30 results',
      cell: '@lru_cache(maxsize=None)',
      holds: has('maxsize=None, currsize=30', 'CacheInfo(hits=0, misses=0, maxsize=None, currsize=0)'),
    },
    {
      says: 'All the same: 52 hits and 30 misses. The cache of 16 could be five times smaller.',
      cell: '[null, 128, 30, 16, 8, 4, 3]',
      holds: (output) =>
        column(output, 'hits').every((hits) => hits === 52) &&
        column(output, 'misses').every((misses) => misses === 30),
    },
    {
      says: '20,617 misses: exactly the calls of the recursion without any cache.',
      cell: '[4, 3, 2, 1, 0]',
      holds: (output) =>
        at(output, 'maxsize', '2', 'misses') === 20617 &&
        at(output, 'maxsize', '0', 'misses') === 20617 &&
        at(output, 'maxsize', '2', 'hits') === 0 &&
        at(output, 'maxsize', '3', 'misses') === 18,
    },
    {
      says: 'With room for three it is 28 calls.',
      cell: 'show.tree(climb)',
      holds: has('a tree of 28 calls'),
    },
    {
      says: 'With room for two it is 532, and every one of them computes.',
      cell: 'show.tree(climb)',
      holds: () => missesOnTheWayTo(12, 2) === 532,
    },
    {
      says: 'another size that is enough: 4. Below it the misses grow step by step: 18, then 3,928, then 6,998, then 20,617.',
      cell: 'function tryOutFromTheTop',
      holds: (output) => column(output, 'misses').join() === '18,18,3928,6998,20617',
    },
    {
      says: 'The cache of three has 1,785 of them and the cache of four only 28, yet the cache of four is the better one',
      cell: 'function tryOutFromTheTop',
      holds: (output) => at(output, 'maxsize', 3, 'hits') === 1785 && at(output, 'maxsize', 4, 'hits') === 28,
    },
    {
      says: 'With one entry everything misses. With two, the front page is always there: 121 misses. From then on nothing changes until all twelve articles fit beside it: 13 misses, one for each key.',
      cell: 'const visits',
      holds: has('with 1, 2, 12 and 13 entries: 240, 121, 121, 13', 'knee: 2'),
    },
  ],
  '7': [
    {
      says: 'Four matches, two passes, 8 fetches',
      cell: 'function fetchArticle',
      holds: (output) => output.includes('8 fetches') && count(output, 'Match found:') === 8,
    },
    {
      says: 'cuts titles at 45 characters',
      cell: 'function fetchArticle',
      holds: has('A Gentle Introduction to Python Dictionaries ...'),
    },
    {
      says: 'The pass at 0 s fetches, the pass at 5 s finds everything, and at 10 s the deadline has come.',
      cell: 'const timed = timedLruCache',
      holds: has('8 fetches'),
    },
    {
      says: 'The pass at 6 s fetches; at 11 s the deadline is over.',
      cell: 'const late',
      holds: has('8 fetches'),
    },
    {
      says: 'An article that was fetched 3 seconds ago is fresh.',
      cell: 'function fetchesAt11',
      holds: has('"one deadline","fetches":2},{"cache":"each its own","fetches":1}'),
    },
    {
      says: '`lruCache` gives the old article for ever. The other two give it for a while: the timed cache at 8 s, and `ttlCache` at 8 s and 12 s.',
      cell: 'const onServer',
      holds: (output) => {
        const old = (cache: string): string =>
          rowsOf(output)
            .filter((row) => row['server'] === 'corrected' && row[cache] === 'old')
            .map((row) => row['time'])
            .join();
        return (
          old('lruCache') === '8 s,12 s,16 s,20 s' &&
          old('timedLruCache') === '8 s' &&
          old('ttlCache') === '8 s,12 s'
        );
      },
    },
    {
      says: 'The counters show the last ten seconds only',
      cell: 'def timed_lru_cache',
      holds: has('CacheInfo(hits=1, misses=1'),
    },
    {
      says: 'The monitor in Python',
      cell: 'TITLES = [',
      holds: (output) =>
        [...output.matchAll(/^(\d+) fetches$/gm)].map(([, fetches]) => fetches).join() === '4,0,4,0' &&
        output.includes('A Gentle Introduction to Python Dictionaries ...'),
    },
    {
      says: 'Both fetch 2 times. Their difference shows when the date is set back by an hour: the next fetch is then due in 3,620 s',
      cell: 'def with_expiration',
      holds: has(
        'lifetime and expiration: 2 fetches; has cache_info: False',
        'deadline: 2 fetches; has cache_info: True',
        'due in 3620 s',
      ),
    },
  ],
  '8': [
    {
      cell: 'function createDice',
      holds: has('shop: 20000 requests', 'shop with robot: 28000 requests', 'report: 20000'),
    },
    {
      says: '100 entries save 47 % of all requests, the next 100 save 11 %',
      cell: 'const sizes = [',
      holds: (output) =>
        output.includes('"name":"shop"') && output.includes('"at 100":"53 %","at 200":"42 %"'),
    },
    {
      says: 'with 299 entries everything misses, with 300 nearly nothing',
      cell: 'const sizes = [',
      holds: (output) => {
        const report = rowsOf(output).find(({ name }) => name === 'report');
        return report?.['at 299'] === '100 %' && report['at 300'] === '2 %';
      },
    },
    { says: 'answer: 300', cell: "missRatioCurve(workloads['report']!).misses(300)", holds: has('300') },
    {
      says: 'LRU answers 58 % of the requests, LFU 64.8 % and W-TinyLFU 66.6 %.',
      cell: 'const candidates',
      holds: (output) =>
        at(output, 'policy', 'lru', 'shop') === 58 &&
        at(output, 'policy', 'lfu', 'shop') === 64.8 &&
        at(output, 'policy', 'w-tinylfu', 'shop') === 66.6,
    },
    {
      says: 'the shop loses 4.4 points. With a policy that keeps the entries which have proved themselves it loses less: W-TinyLFU loses 1.1 points, LFU 0.1.',
      cell: 'const candidates',
      holds: (output) => {
        const loss = (policy: string): number =>
          percent(at(output, 'policy', policy, 'shop') - at(output, 'policy', policy, 'shop with robot'));
        return loss('lru') === 4.4 && loss('w-tinylfu') === 1.1 && loss('lfu') === 0.1;
      },
    },
    {
      says: 'MRU has 65.7 %, as many as `opt`.',
      cell: 'const candidates',
      holds: (output) =>
        at(output, 'policy', 'mru', 'report') === 65.7 &&
        at(output, 'policy', 'opt', 'report') === 65.7 &&
        at(output, 'policy', 'lru', 'report') === 0,
    },
    {
      says: 'Doubling the size buys between 2 and 3 milliseconds each time',
      cell: 'const missMilliseconds',
      holds: (output) => {
        const times = column(output, 'average ms').map(Number);
        const bought = times.slice(1).map((time, index) => times[index]! - time);
        return bought.every((each) => each >= 2 && each <= 3);
      },
    },
    {
      says: 'No dot lies below `opt`.',
      cell: "policies: ['lfu', 'w-tinylfu', 'opt']",
      holds: (output) => {
        const { others } = JSON.parse(output.replace('shown: ', '')) as {
          others: { policy: string; points: { misses: number }[] }[];
        };
        const best = others.find(({ policy }) => policy === 'opt')?.points ?? [];
        return others.every(({ points }) =>
          points.every(({ misses }, index) => misses >= best[index]!.misses),
        );
      },
    },
    { cell: 'def hits(', holds: has('LRU 0', 'MRU 13134') },
  ],
  '9': [
    {
      says: '`52 hits, 30 misses, 63 %, 16 of 16',
      cell: 'def steps_to(stair)',
      holds: has('53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)'),
    },
    {
      says: '`119 hits, 121 misses, 50 %, 8 of 8',
      cell: "const before = simulate('lru', 8, visits)",
      holds: has('119 hits, 121 misses'),
    },
    {
      says: '108 requests were for pages that had been there and had made room for others.',
      cell: 'const misses = missRatioCurve(visits)',
      holds: (output) => at(output, 'size', 8, 'misses') - at(output, 'size', 20, 'misses') === 108,
    },
    {
      says: 'There is a cliff between 12 and 13.',
      cell: 'const misses = missRatioCurve(visits)',
      holds: (output) => at(output, 'size', 12, 'misses') > 100 && at(output, 'size', 13, 'misses') === 13,
    },
    {
      says: '227 hits, and the 13 misses that no cache can avoid.',
      cell: 'const misses = missRatioCurve(visits)',
      holds: (output) =>
        at(output, 'size', 13, 'misses') === 240 - 227 && at(output, 'size', 20, 'misses') === 13,
    },
    {
      says: '20,617 misses, no hit,',
      cell: 'const climb = lruCache({ maxsize: 2 })',
      holds: has('20617'),
    },
    {
      says: '63 % belonged to a cache with room to spare, 50 % to one that was far too small.',
      cell: 'def steps_to(stair)',
      holds: () => Math.round((100 * 52) / 82) === 63 && Math.round((100 * 119) / 240) === 50,
    },
  ],
  A: [{ cell: 'LRUCache(', holds: has('[-1,-1,-1]') }],
  D: [],
};

/** The misses of a cached recursion on the stairs, as lesson 6 writes it. */
function missesOnTheWayTo(stair: number, maxsize: number): number {
  const to = lruCache({ maxsize })((n: number): number => {
    return n <= 3 ? [1, 2, 4][n - 1]! : to(n - 3) + to(n - 2) + to(n - 1);
  });
  to(stair);
  return to.cacheInfo().misses;
}
