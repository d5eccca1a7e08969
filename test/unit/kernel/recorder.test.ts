import assert from 'node:assert/strict';
import { createCache, lruCache } from '../../../src/engine/index.ts';
import { Recorder } from '../../../src/kernel/recorder.ts';
import { emptyDelta, MAX_CACHES } from '../../../src/protocol/fold.ts';
import { MAX_POINTS } from '../../../src/kernel/watchedCache.ts';
import type { HistoryPoint, SessionDelta } from '../../../src/protocol/session.ts';

/** A recorder, what it has sent, and a clock to be moved by hand. */
function record(): { recorder: Recorder; sent: SessionDelta[]; wait: (ms: number) => void } {
  let now = 0;
  const sent: SessionDelta[] = [];
  const recorder = new Recorder({
    clock: { now: () => now },
    later: () => undefined,
    inspect: String,
    send: (delta) => sent.push(delta),
  });
  return { recorder, sent, wait: (ms) => (now += ms) };
}

/** Points of a history from rows of time, hits, misses. */
function points(...rows: readonly (readonly [number, number, number])[]): HistoryPoint[] {
  return rows.map(([time, hits, misses]) => ({ time, hits, misses }));
}

describe('the recorder', () => {
  it('sends nothing when nothing has happened', () => {
    const { recorder, sent } = record();
    recorder.flush();
    assert.deepEqual(sent, []);
  });

  it('sends what happens within a frame as one delta', () => {
    const { recorder, sent, wait } = record();
    recorder.print('one');
    recorder.setCount('calls', 1);
    wait(32);
    recorder.setCount('calls', 2);
    assert.deepEqual(sent, []);
    wait(1);
    recorder.print('two');
    assert.deepEqual(sent, [{ ...emptyDelta(), output: ['one', 'two'], counts: { calls: 2 } }]);
  });

  it('sends the newest progress only', () => {
    const { recorder, sent, wait } = record();
    recorder.progress({ fraction: 0.1, text: 'a' });
    recorder.progress({ fraction: 0.2, text: 'b' });
    wait(33);
    recorder.flush();
    assert.deepEqual(
      sent.map(({ progress }) => progress),
      [{ fraction: 0.2, text: 'b' }],
    );
  });

  it('sends a cache when it is made, when it has changed, and not otherwise', () => {
    const { recorder, sent, wait } = record();
    const cache = recorder.watch('c', 'lru', (observer) =>
      createCache<string, number>('lru', 1, { observer }),
    );
    recorder.endRun();
    recorder.flush();
    wait(7);
    for (const key of ['a', 'b']) if (cache.get(key) === undefined) cache.set(key, 1);
    recorder.flush();
    recorder.flush();
    const sample = { cache: '1', name: 'c', policy: 'lru' };
    assert.deepEqual(
      sent.map(({ caches }) => caches),
      [
        [
          {
            ...sample,
            evictions: 0,
            time: 0,
            info: { hits: 0, misses: 0, maxsize: 1, currsize: 0 },
            points: points([0, 0, 0], [0, 0, 0]),
          },
        ],
        [
          {
            ...sample,
            evictions: 1,
            time: 7,
            info: { hits: 0, misses: 2, maxsize: 1, currsize: 1 },
            points: points([7, 0, 1], [7, 0, 2], [7, 0, 2]),
          },
        ],
      ],
    );
  });

  it('takes few points of many calls, from the first to the last, and every call of a few', () => {
    for (const [calls, expected] of [
      [10, 10],
      [100_000, undefined],
    ] as const) {
      const { recorder, sent } = record();
      const cached = recorder.watch('f', 'lru', (observer) => lruCache({ observer })((n: number) => n));
      recorder.endRun();
      for (let call = 1; call <= calls; call++) cached(0);
      recorder.flush();
      const hits = sent[1]!.caches[0]!.points.map((point) => point.hits);
      assert.ok(hits.length <= MAX_POINTS + 1 && hits.length >= Math.min(calls, MAX_POINTS / 2));
      assert.equal(hits.at(-1), calls - 1);
      if (expected) assert.equal(hits.length, expected + 1);
    }
  });

  it('looks at the clock now and then while a cache is busy, and sends when a frame is over', () => {
    const { recorder, sent, wait } = record();
    const cached = recorder.watch('f', 'lru', (observer) => lruCache({ observer })((n: number) => n));
    recorder.endRun();
    const before = sent.length;
    cached(0);
    wait(1000);
    for (let call = 0; call < 252; call++) cached(0);
    assert.equal(sent.length, before);
    for (let call = 0; call < 4; call++) cached(0);
    assert.equal(sent.length, before + 1);
  });

  it('clears a cache by its id and sends that; unknown ids change nothing', () => {
    const { recorder, sent } = record();
    const cached = recorder.watch('f', 'lru', (observer) => lruCache({ observer })((n: number) => n));
    const keyed = recorder.watch('k', 'fifo', (observer) =>
      createCache<number, number>('fifo', 3, { observer }),
    );
    cached(1);
    keyed.set(1, 1);
    recorder.endRun();
    recorder.clear('1');
    recorder.clear('2');
    recorder.clear('3');
    assert.deepEqual([cached.cacheInfo().currsize, keyed.size], [0, 0]);
    assert.deepEqual(
      sent.slice(1).map(({ caches }) => caches.map(({ name, info }) => [name, info.currsize])),
      [[['f', 0]], [['k', 0]]],
    );
  });

  it('knows two living caches of one name apart, and each keeps its identity', () => {
    const { recorder, sent } = record();
    const caches = [2, 4].map((maxsize) => {
      const cache = recorder.watch('lru', 'lru', (observer) =>
        createCache<number, number>('lru', maxsize, { observer }),
      );
      recorder.name('cache', cache);
      return cache;
    });
    assert.equal(recorder.endRun(), false);
    assert.deepEqual(
      caches.map((cache) => recorder.describe(cache)?.info.maxsize),
      [2, 4],
    );
    assert.deepEqual(
      sent[0]!.caches.map(({ cache, name, info }) => [cache, name, info.maxsize]),
      [
        ['1', 'cache', 2],
        ['2', 'cache', 4],
      ],
    );
  });

  it('asks for a collection when a later run has made another cache of a name', () => {
    const { recorder } = record();
    const make = (): unknown => {
      recorder.beginRun();
      const cache = recorder.watch('lru', 'lru', (observer) => createCache('lru', 2, { observer }));
      recorder.name('memo', cache);
      return cache;
    };
    const first = make();
    assert.equal(recorder.endRun(), false);
    const second = make();
    assert.equal(recorder.endRun(), true);
    recorder.retire();
    assert.ok(recorder.describe(first) && recorder.describe(second), 'what can be reached stays');
  });

  it('watches a thousand caches quickly, and says once that there are more', () => {
    const told: string[] = [];
    const recorder = new Recorder({
      clock: { now: () => 0 },
      later: () => undefined,
      inspect: String,
      send: () => undefined,
      onTooMany: () => told.push('too many'),
    });
    const caches = Array.from({ length: MAX_CACHES + 5 }, () =>
      recorder.watch('lru', 'lru', (observer) => createCache('lru', 2, observer ? { observer } : {})),
    );
    assert.deepEqual(told, ['too many']);
    assert.ok(recorder.describe(caches[MAX_CACHES - 1]));
    assert.equal(recorder.describe(caches[MAX_CACHES]), undefined);
  });
});
