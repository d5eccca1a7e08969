import { at, column, count, has, type Claim } from './claim.ts';

/** Lessons 1 to 5, by their number. */
export const firstLessons: Readonly<Record<string, readonly Claim[]>> = {
  '1': [
    { cell: "console.log('This cell has run.')", holds: has('This cell has run.') },
    {
      says: 'The second journey was for nothing',
      cell: 'readWithoutCache(',
      holds: (output) => count(output, 'Fetching article from server...') === 2,
    },
    {
      says: 'The first call finds nothing, fetches, and stores.',
      cell: 'const articles = new Map',
      holds: (output) => count(output, 'Fetching article from server...') === 1,
    },
    {
      says: 'A `dict` does what our `Map` did',
      cell: 'pages = {',
      holds: (output) => count(output, 'Fetching article from server...') === 1,
    },
    { says: 'answer: 1001', cell: 'let characters', holds: has('1001 articles') },
    {
      says: 'Five readings: four fetches, which are the 4 misses, and 1 hit. Three articles are kept, and `/b` had to go.',
      cell: 'function readFromShelf',
      holds: (output) =>
        count(output, 'Fetching') === 4 &&
        output.includes('CacheInfo(hits=1, misses=4, maxsize=3, currsize=3)'),
    },
  ],
  '2': [
    {
      says: 'answer: B explanation: A was used after B and C.',
      cell: 'function victimsOf',
      holds: has('fifo  A B C', 'lifo  C D', 'lru   B C A D', 'mru   A B E', 'lfu   B C D'),
    },
    {
      says: 'LIFO has the most hits here.',
      cell: 'simulate(policy, 3, requests);\n',
      holds: (output) => {
        const hits = column(output, 'hits').map(Number);
        return at(output, 'policy', 'lifo', 'hits') > Math.max(...hits.filter((_, index) => index !== 1));
      },
    },
    {
      says: 'In this one case MRU has just as many',
      cell: 'simulate(policy, 3, round)',
      holds: (output) =>
        at(output, 'policy', 'mru', 'hits') === at(output, 'policy', 'opt', 'hits') &&
        at(output, 'policy', 'lru', 'hits') === 0,
    },
    { cell: 'def victims(', holds: has('FIFO A B C', 'LRU  B C A D') },
    {
      says: 'The modern strategies in `policies` improve on that',
      cell: 'policies.map(',
      holds: has('S3-FIFO', 'TinyLFU'),
    },
  ],
  '3': [
    {
      says: 'answer: first > third > second',
      cell: "recent.set('third', '...');\nconsole",
      holds: has('third > second > first', 'first > third > second'),
    },
    { says: 'Looking is not using', cell: "recent.peek('second')", holds: has('first > third > second') },
    { cell: 'function putOnTop', holds: has('first > third > second') },
    {
      says: 'a few times as long, at most',
      cell: 'function nanosecondsPerOperation',
      holds: (output) => Number(/the slowest size takes (\d+\.\d) times/.exec(output)?.[1]) < 1000,
    },
    {
      says: 'For a few entries nobody would notice a difference.',
      cell: 'function nanosecondsWithArray',
      holds: (output) => /10,000 times the entries take \d+ times as long/.test(output),
    },
    { cell: 'class RecentArticles', holds: has("['first', 'third']") },
  ],
  '4': [
    {
      says: 'Seven ways. Each ends on stair 4',
      cell: 'function waysTo',
      holds: (output) => output.endsWith('\n7'),
    },
    { cell: 'function waysTo', holds: has('■ □ □ ■   1 + 3') },
    { says: '2 + 4 + 7 = 13', cell: 'function stepsTo', holds: has('[1,2,4,7,13,24,44]') },
    { says: '53,798,080 ways.', cell: 'console.log(stepsTo(30));', holds: has('53798080') },
    {
      says: 'about 31 million times',
      cell: 'const callsFor',
      holds: has('stair 7: 25', 'stair 18: 20617', 'stair 30: 30905041'),
    },
    {
      says: 'One stair more costs about 1.84 times the work. Ten stairs more cost 443 times the work.',
      cell: 'const callsFor',
      holds: has('one stair more: 1.84 times', 'ten stairs more: 443 times'),
    },
    {
      says: 'From stair 62 on, the number of ways no longer fits into a JavaScript number exactly.',
      cell: 'const callsFor',
      holds: () => waysTo(61) <= Number.MAX_SAFE_INTEGER && waysTo(62) > Number.MAX_SAFE_INTEGER,
    },
    {
      says: 'Each line is a stair that is done.',
      cell: 'const patience',
      holds: (output) => {
        const { highest } = /On this machine, stair (?<highest>\d+) takes/.exec(output)?.groups ?? {};
        return Number(highest) - 28 === count(output, ' s\n') && output.includes('minutes');
      },
    },
    {
      says: '`10 runs, best of 3`',
      cell: 'const plain = timeit',
      holds: (output) => /^plain: \d\.\d{4} s \(10 runs, best of 3\), so .* ms for one run$/m.test(output),
    },
    {
      says: 'The last line says what stair 30 would take here',
      cell: 'from timeit import repeat',
      holds: (output) =>
        output.startsWith('7 35890') && /stair 30 would take about \d+ s \(10 runs\)/.test(output),
    },
  ],
  '5': [
    { cell: 'watched(5);', holds: has('a tree of 7 calls') },
    {
      says: 'Its tree has 25 calls, and there are only seven stairs',
      cell: 'watched(7);',
      holds: has('25 calls', '{"stair":4,"calls":4},{"stair":3,"calls":7},{"stair":2,"calls":6}'),
    },
    {
      says: 'The whole branch of stair 5 stands there twice.',
      cell: 'watched(7);',
      holds: has('{"stair":5,"calls":2}'),
    },
    {
      says: 'seven misses that compute, and six hits',
      cell: 'const steps = lruCache',
      holds: has('hits=6, misses=7'),
    },
    {
      says: 'The 25 calls have become 13: seven misses that compute, and six hits, in grey, that look up.',
      cell: 'show.tree(steps);',
      holds: has('a tree of 13 calls'),
    },
    {
      says: 'These six saved the other 12 calls.',
      cell: 'show.tree(steps);',
      holds: (output) => 25 - Number(/a tree of (\d+) calls/.exec(output)?.[1]) === 12,
    },
    {
      says: 'It is 82 calls instead of 30,905,041.',
      cell: 'hits + misses',
      holds: (output) => output === '82 calls',
    },
    {
      cell: '@lru_cache\ndef steps_to',
      holds: (output) => {
        const [, hits, misses] = /hits=(\d+), misses=(\d+)/.exec(output) ?? [];
        return (
          Number(hits) + Number(misses) === 82 && output.startsWith('53798080') && !/\de-\d/.test(output)
        );
      },
    },
    {
      says: '`warm` is every later call: one lookup.',
      cell: 'const cold = timeit',
      holds: (output) =>
        /cold is [\d.]+ times as fast as plain,\nwarm is \d+ times as fast as plain,\nand [\d.]+ times as fast as cold\./.test(
          output,
        ) && output.includes('10 runs, best of 3'),
    },
    {
      says: 'answer: a TypeError',
      cell: 'def total(numbers)',
      holds: has("TypeError: unhashable type: 'list'", '6 6', 'hits=1, misses=1'),
    },
    { says: 'an array is refused', cell: "objects: 'structural'", holds: has('hits=1, misses=1') },
  ],
};

function waysTo(stair: number): bigint {
  const ways = [1n, 1n, 2n];
  for (let n = 3; n <= stair; n++) ways[n] = ways[n - 1]! + ways[n - 2]! + ways[n - 3]!;
  return ways[stair]!;
}
