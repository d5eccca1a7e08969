import assert from 'node:assert/strict';
import { outputOf, runInMemory } from '../kernel/inMemory.ts';

/** Golden texts are written indented, as they are read. */
function lines(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

describe('dictionary', () => {
  it('fetches once for two requests, then grows', async () => {
    assert.equal(
      await outputOf('dictionary', { articles: 12 }),
      lines(`
        Getting article...
        Fetching article from server...
        Getting article...
        3 entries, 9,927 bytes
        5 entries, 16,545 bytes
        8 entries, 26,472 bytes
        10 entries, 33,091 bytes
        12 entries, 39,711 bytes`),
    );
  });

  it('counts fetches, entries and bytes', async () => {
    const { counts, caches } = (await runInMemory('dictionary', { articles: 12 })).result;
    assert.deepEqual(counts, { fetches: 12, entries: 12, bytes: 39_711 });
    assert.deepEqual(caches, [
      { name: 'articles', policy: 'dictionary', info: { hits: 1, misses: 12, maxsize: null, currsize: 12 } },
    ]);
  });

  it('needs no more than one article', async () => {
    assert.match(
      await outputOf('dictionary', { articles: 1 }),
      /^Getting.*\nFetching.*\nGetting.*\n1 entry, 3,309 bytes$/,
    );
  });

  it('has the default size', async () => {
    assert.equal((await runInMemory('dictionary')).result.counts['entries'], 50);
  });
});

describe('strategies', () => {
  it('shows hits, misses and victims side by side', async () => {
    assert.equal(
      await outputOf('strategies'),
      lines(`
        FIFO  hits 3  misses 6  evicted A B C
        LIFO  hits 4  misses 5  evicted C D
        LRU   hits 2  misses 7  evicted B C A D
        MRU   hits 3  misses 6  evicted A B E
        LFU   hits 3  misses 6  evicted B C D`),
    );
  });

  it('has a cache and a policy of its own for each', async () => {
    const { caches, counts } = (await runInMemory('strategies', { requests: 'A B A', maxsize: 1 })).result;
    assert.deepEqual(
      caches.map(({ name, policy }) => [name, policy]),
      [
        ['FIFO', 'fifo'],
        ['LIFO', 'lifo'],
        ['LRU', 'lru'],
        ['MRU', 'mru'],
        ['LFU', 'lfu'],
      ],
    );
    assert.deepEqual(counts, { requests: 3 });
  });

  for (const [maxsize, cells] of [
    [0, 'hits 0  misses 5  evicted nothing'],
    [1, 'hits 1  misses 4  evicted A 1 A'],
    [null, 'hits 3  misses 2  evicted nothing'],
  ] as const) {
    it(`works with maxsize ${maxsize}`, async () => {
      const output = await outputOf('strategies', { requests: ['A', 1, 'A', 1, 1], maxsize });
      assert.equal(
        output,
        ['FIFO', 'LIFO', 'LRU ', 'MRU ', 'LFU '].map((name) => `${name}  ${cells}`).join('\n'),
      );
    });
  }
});

describe('recency', () => {
  it('shows the list after each request, most recent first', async () => {
    assert.equal(
      await outputOf('recency'),
      lines(`
        A  miss  A
        B  miss  B A
        C  miss  C B A
        D  miss  D C B A
        A  hit   A D C B
        E  miss  E A D C  evicted B
        B  miss  B E A D  evicted C
        F  miss  F B E A  evicted D
        A  hit   A F B E
        C  miss  C A F B  evicted E`),
    );
  });

  it('works without room, and without limit', async () => {
    assert.equal(
      await outputOf('recency', { requests: 'A A', maxsize: 0 }),
      'A  miss  (empty)\nA  miss  (empty)',
    );
    assert.equal(
      await outputOf('recency', { requests: 'A B A', maxsize: null }),
      'A  miss  A\nB  miss  B A\nA  hit   A B',
    );
  });
});

describe('stairs', () => {
  it('counts its calls and times itself', async () => {
    const { result } = await runInMemory('stairs', { stair: 18, repeat: 2, number: 3 });
    assert.deepEqual(result.output, ['35890', 'Calls made: 20,617', 'plain: 0 s (3 runs, best of 2)']);
    assert.deepEqual(
      [result.value, result.counts, result.timings],
      ['35890', { calls: 20_617 }, [{ label: 'plain', times: [0, 0], min: 0, number: 3 }]],
    );
  });

  it('measures in seconds, with a real clock', async () => {
    const { result } = await runInMemory('stairs', { stair: 22, repeat: 2, number: 2 }, {}, {});
    const [timing] = result.timings;
    assert.ok(timing && timing.min > 0 && timing.min < 5 && Math.min(...timing.times) === timing.min);
    assert.match(result.output[2] ?? '', /^plain: \d+\.\d+ s \(2 runs, best of 2\)$/);
  });

  it('tells how far it is, from the counting to the last run', async () => {
    const { deltas } = await runInMemory('stairs', { stair: 26, repeat: 2, number: 2 }, {}, hastyTime());
    const progress = deltas.flatMap((delta) => (delta.progress ? [delta.progress] : []));
    assert.deepEqual(
      progress.map(({ fraction, text }) => `${Math.round((fraction ?? 0) * 1000)} ${text}`),
      [
        '78 Counting: 1,048,576 of 2,700,421 calls',
        '155 Counting: 2,097,152 of 2,700,421 calls',
        '400 Timing: run 1 of 4',
        '600 Timing: run 2 of 4',
        '800 Timing: run 3 of 4',
        '1000 Timing: run 4 of 4',
      ],
    );
  });
});

/** A clock by which everything takes long, so that nothing waits for a frame to end. */
function hastyTime(): Parameters<typeof runInMemory>[3] {
  let now = 0;
  return { clock: { now: () => (now += 100) } };
}

describe('stairs-memoized', () => {
  it('times the cache cold and warm beside the plain recursion', async () => {
    const { result } = await runInMemory('stairs-memoized', { stair: 18, maxsize: 3 }, {}, {});
    assert.equal(result.value, '35890');
    assert.deepEqual(
      result.timings.map(({ label, times }) => [label, times.length]),
      [
        ['plain', 3],
        ['cold', 3],
        ['warm', 3],
      ],
    );
    assert.deepEqual(result.caches, [
      { name: 'stepsTo', policy: 'lru', info: { hits: 28, misses: 18, maxsize: 3, currsize: 3 } },
    ]);
    const [plain, cold, warm] = result.timings;
    assert.equal(result.counts['ratio'], plain!.min / cold!.min);
    assert.equal(result.counts['ratioWarm'], plain!.min / warm!.min);
    const shapes = [
      /^35890$/,
      /^plain: [\d.]+ s \(10 runs, best of 3\)$/,
      /^cold: [\d.]+ s \(10 runs, best of 3, cleared before each\)$/,
      /^warm: [\d.]+ s \(10 runs, best of 3\)$/,
      /^cold is [\d.,]+ times as fast as plain, warm is [\d.,]+ times as fast as plain\.$/,
    ];
    assert.equal(result.output.length, shapes.length);
    result.output.forEach((line, at) => assert.match(line, shapes[at]!));
  });

  it('says where the plain time is extrapolated', async () => {
    const { output, counts } = (await runInMemory('stairs-memoized', { stair: 100 }, {}, {})).result;
    assert.equal(output[0], '180396380815100901214157639');
    assert.match(
      output[1] ?? '',
      /^plain: about 10\^\d+ years \(10 runs, best of 3, extrapolated from stair 25 by the number of calls\)$/,
    );
    assert.ok((counts['ratio'] ?? 0) > 1e15);
  });

  it('gives no ratio that a number cannot hold, and no timing', async () => {
    const { output, counts, timings } = (await runInMemory('stairs-memoized', { stair: 1300 }, {}, {}))
      .result;
    assert.match(output[1] ?? '', /about 10\^3\d\d years/);
    assert.equal(output.length, 4);
    assert.deepEqual(counts, {});
    assert.deepEqual(
      timings.map(({ label }) => label),
      ['cold', 'warm'],
    );
  });

  it('makes fewer runs where the cache is of no use, and reports while it works', async () => {
    const { result, deltas } = await runInMemory(
      'stairs-memoized',
      { stair: 25, maxsize: 0 },
      {},
      hastyTime(),
    );
    assert.match(result.output[2] ?? '', /^cold: [\d.]+ s \(1 run, best of 1, cleared before each\)$/);
    assert.ok(deltas.some(({ progress }) => progress?.text === 'Timing the cache: 1,048,576 calls'));
  });
});

describe('cache-info', () => {
  for (const [params, info] of [
    [{}, 'hits=52, misses=30, maxsize=16, currsize=16'],
    [{ maxsize: 3 }, 'hits=52, misses=30, maxsize=3, currsize=3'],
    [{ maxsize: null }, 'hits=52, misses=30, maxsize=None, currsize=30'],
    [{ stair: 18, maxsize: 2 }, 'hits=0, misses=20617, maxsize=2, currsize=2'],
    [{ stair: 18, maxsize: 0 }, 'hits=0, misses=20617, maxsize=0, currsize=0'],
  ] as const) {
    it(`prints CacheInfo(${info}) and nothing else but the value`, async () => {
      const { output, value } = (await runInMemory('cache-info', params)).result;
      assert.deepEqual(output, ['stair' in params ? '35890' : '53798080', `CacheInfo(${info})`]);
      assert.equal(value, output[0]);
    });
  }
});
