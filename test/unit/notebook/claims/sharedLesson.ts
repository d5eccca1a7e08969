import { has, type Claim } from './claim.ts';

type Measured = readonly [policy: string, samples: string, atPace: number, atSpeed: number];

/** Redis 7.0.15, Zipf 0.9, 5,000 keys, 60,000 requests, 955 entries; hits in per cent, at 1,000 requests/s and unpaced. */
const MEASURED: readonly Measured[] = [
  ['allkeys-lru', '10 ', 64.28, 59.72],
  ['allkeys-lru', '5 ', 63.97, 60.15],
  ['allkeys-lru', '3 ', 63.54, 60.42],
  ['allkeys-lru', '1 ', 58.69, 58.6],
  ['allkeys-random', '', 59.8, 59.62],
  ['allkeys-lfu', '5 ', 68.24, 68.27],
];

const EXACT = 64.7;

/** What the text makes of the figures: samples cost little at the pace of real work, and all where the clock stands. */
function isMeasuredSo(policy: string, samples: string, atPace: number, atSpeed: number): boolean {
  if (policy !== 'allkeys-lru') return true;
  if (samples === '5 ') return EXACT - atPace < 1 && EXACT - atSpeed > 4;
  return atPace < EXACT && atSpeed < 61;
}

const tenths = (share: number): string => (Math.round(10 * share) / 10).toFixed(1);

/** Lesson 10, whose cells run in a kernel with a server. */
export const sharedLesson: Readonly<Record<string, readonly Claim[]>> = {
  '10': [
    { cell: 'const apart =', holds: has('80 fetches') },
    { cell: 'await redisServer()', holds: (output) => /^(Redis|Valkey) \d/.test(output) },
    { cell: 'async function startProcess()', holds: has('20 fetches') },
    {
      says: 'A fifth process that starts now has nothing to fetch.',
      cell: 'const newcomer =',
      holds: has('0 fetches, 20 from the server'),
    },
    {
      says: 'A hundred calls, 25 in each of the four processes',
      cell: 'readers.flatMap(',
      holds: has('100 calls, 1 fetch, 1 answer'),
    },
    { cell: 'const before = second!', holds: has('near 20 remote 0') },
    {
      cell: 'versions.set(7, 2);',
      holds: has('before: article 7, version 1', 'after:  article 7, version 2 true'),
    },
    {
      says: 'some 170 in each second',
      cell: 'function mostInASecond',
      holds: has('jitter 0 { seconds: 1, most: 1000 }', 'jitter 0.1 { seconds: 6, most: 177 }'),
    },
    {
      says: '`invalidate` could not reach the server either, and says `false`. It is not forgotten: it is owed',
      cell: 'server.pause();',
      holds: has('article 200, version 1 | 1 fetch', 'acknowledged: false | owed: 1'),
    },
    { cell: 'while (first!.sharedInfo().owed > 0', holds: has('bypassed=1') },
    {
      cell: "admin.command(['DBSIZE'])",
      holds: (output) => {
        const entries = Number(/entries: (\d+)/.exec(output)?.[1]);
        return entries > 600 && entries < 1000;
      },
    },
    {
      // Ours beside Redis: the exact policies are as far apart as there, and samples lie between them.
      says: '| exact LRU | | 64.7 % | 64.7 % |',
      cell: 'const requests = popular(',
      holds: has('lru 64.5 %', 'random 60.0 %', 'fifo 59.9 %'),
    },
    {
      says: 'of those an exact LRU answers 64.7 %, of the ones above 64.5 %',
      cell: 'const requests = popular(',
      holds: has('lru 64.5 %'),
    },
    ...MEASURED.map(([policy, samples, atPace, atSpeed]) => ({
      says: `| \`${policy}\` | ${samples}| ${tenths(atPace)} % | ${tenths(atSpeed)} % |`,
      cell: 'const requests = popular(',
      holds: () => isMeasuredSo(policy, samples, atPace, atSpeed),
    })),
    {
      says: 'What Redis 7.0.15 made of such requests was measured before this lesson was written',
      cell: 'const requests = popular(',
      holds: () => MEASURED.length === 6,
    },
    { cell: 'fetches become', holds: has('16 processes, 1 articles: 16', '2 processes, 500 articles: 1000') },
  ],
};
