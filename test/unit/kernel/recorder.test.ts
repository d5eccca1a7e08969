import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache, lruCache } from '../../../src/engine/index.ts';
import { SessionRecording } from '../../../src/host/sessions/recording.ts';
import type { RecorderServices } from '../../../src/kernel/recorder.ts';
import { SessionRecorder } from '../../../src/kernel/recorder.ts';
import { MAX_CACHES } from '../../../src/protocol/fold.ts';
import type { CacheSample, KernelDelta } from '../../../src/protocol/session.ts';
import type { Tick } from '../../../src/recording/index.ts';

interface Recorded {
  readonly recorder: SessionRecorder;
  readonly deltas: KernelDelta[];
  readonly ticks: Tick[];
  /** Moves the clock. */
  readonly wait: (ms: number) => void;
}

function record(services: Partial<RecorderServices> = {}): Recorded {
  let now = 0;
  const [deltas, ticks]: [KernelDelta[], Tick[]] = [[], []];
  const recorder = new SessionRecorder({
    clock: { now: () => now },
    later: () => undefined,
    afterThisTurn: () => undefined,
    inspect: String,
    sendTick: (tick) => ticks.push(tick),
    sendDelta: (delta) => deltas.push(delta),
    ...services,
  });
  return { recorder, deltas, ticks, wait: (ms) => (now += ms) };
}

/** The caches as the host knows them after these ticks. */
function samples(ticks: readonly Tick[]): CacheSample[] {
  const recording = new SessionRecording();
  const all = ticks.flatMap((tick) => recording.append(tick).delta()?.caches ?? []);
  return [...new Map(all.map((sample) => [sample.cache, sample])).values()];
}

describe('the recorder of a session', () => {
  it('sends nothing when nothing has happened', () => {
    const { recorder, deltas, ticks } = record();
    recorder.flush();
    assert.deepEqual([deltas, ticks], [[], []]);
  });

  it('sends what a scenario says within a frame as one delta', () => {
    const { recorder, deltas, wait } = record();
    recorder.print('one');
    recorder.setCount('calls', 1);
    wait(32);
    recorder.setCount('calls', 2);
    assert.deepEqual(deltas, []);
    wait(1);
    recorder.print('two');
    const { output, counts } = deltas[0]!;
    const lines = [
      { text: 'one', after: 0 },
      { text: 'two', after: 0 },
    ];
    assert.deepEqual({ output, counts }, { output: lines, counts: { calls: 2 } });
  });

  it('sends the newest progress only', () => {
    const { recorder, deltas, wait } = record();
    recorder.progress({ fraction: 0.1, text: 'a' });
    recorder.progress({ fraction: 0.2, text: 'b' });
    wait(33);
    recorder.flush();
    assert.deepEqual(
      deltas.map(({ progress }) => progress),
      [{ fraction: 0.2, text: 'b' }],
    );
  });

  it('sends a cache when it is made and when it has changed: folded, it is what the cache says of itself', () => {
    const { recorder, ticks, wait } = record();
    const cache = recorder.watch('c', 'lru', (observer) =>
      createCache<string, number>('lru', 1, { observer }),
    );
    recorder.flush();
    const before = ticks.length;
    recorder.flush();
    assert.equal(ticks.length, before);
    wait(7);
    for (const key of ['a', 'b']) if (cache.get(key) === undefined) cache.set(key, 1);
    recorder.flush();
    const [sample] = samples(ticks);
    assert.deepEqual(sample?.info, { hits: 0, misses: 2, maxsize: 1, currsize: cache.size });
    assert.deepEqual([sample.name, sample.policy, sample.evictions], ['c', 'lru', 1]);
    assert.deepEqual(
      sample.points.map(({ requests, misses }) => [requests, misses]),
      [
        [1, 1],
        [2, 2],
      ],
    );
  });

  it('gives few points of many requests, and every one of a few', () => {
    for (const [calls, expected] of [
      [10, 10],
      [100_000, undefined],
    ] as const) {
      const { recorder, ticks } = record();
      const cached = recorder.watch('f', 'lru', (observer) => lruCache({ observer })((n: number) => n));
      for (let call = 1; call <= calls; call++) cached(0);
      recorder.flush();
      const { points } = samplesWithHistory(ticks);
      assert.ok(points <= 600 && points >= Math.min(calls, 200), String(points));
      if (expected !== undefined) assert.equal(points, expected + 1, 'and the beginning');
    }
  });

  it('gives a clear a point of its own', () => {
    const { recorder, ticks } = record();
    const cached = recorder.watch('f', 'lru', (observer) => lruCache({ observer })((n: number) => n));
    const recording = new SessionRecording();
    const points = (): number[][] => {
      const told = ticks.splice(0).flatMap((tick) => recording.append(tick).delta()?.caches ?? []);
      return told.flatMap((sample) =>
        sample.points.map(({ requests, hits, misses }) => [requests, hits, misses]),
      );
    };
    for (const n of [1, 1]) cached(n);
    recorder.flush();
    assert.deepEqual(points().at(-1), [2, 1, 1]);
    recorder.clear(1);
    assert.deepEqual(points(), [[2, 0, 0]]);
  });

  it('clears a cache by its number; unknown ones change nothing', () => {
    const { recorder, ticks } = record();
    const cached = recorder.watch('f', 'lru', (observer) => lruCache({ observer })((n: number) => n));
    const keyed = recorder.watch('k', 'fifo', (observer) =>
      createCache<number, number>('fifo', 3, { observer }),
    );
    cached(1);
    keyed.set(1, 1);
    for (const number of [1, 2, 3]) recorder.clear(number);
    assert.deepEqual([cached.cacheInfo().currsize, keyed.size], [0, 0]);
    assert.deepEqual(
      samples(ticks).map(({ name, info }) => [name, info.misses, info.currsize]),
      [
        ['f', 0, 0],
        ['k', 0, 0],
      ],
    );
  });

  it('knows two living caches of one name apart, and each keeps its identity', () => {
    const { recorder, ticks } = record();
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
      samples(ticks).map(({ cache, name, info }) => [cache, name, info.maxsize]),
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

  it('watches a thousand caches, and says once that there are more', () => {
    const told: string[] = [];
    const { recorder } = record({ onTooMany: () => told.push('too many') });
    const caches = Array.from({ length: MAX_CACHES + 5 }, () =>
      recorder.watch('lru', 'lru', (observer) => createCache('lru', 2, { observer })),
    );
    assert.deepEqual(told, ['too many']);
    assert.ok(recorder.describe(caches[MAX_CACHES - 1]));
    assert.equal(recorder.describe(caches[MAX_CACHES]), undefined);
  });

  it('leaves events out where the host cannot take them in, and its counters are right all the same', () => {
    const turns = fc.array(fc.record({ admits: fc.boolean(), requests: fc.array(fc.nat({ max: 4 })) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(turns, (list) => {
        let admits = true;
        const { recorder, ticks } = record({ flow: { admits: () => admits, press: () => undefined } });
        const caches = [1, 3].map((maxsize) =>
          recorder.watch('c', 'lru', (observer) => createCache<number, number>('lru', maxsize, { observer })),
        );
        for (const turn of list) {
          ({ admits } = turn);
          for (const key of turn.requests) {
            if (key === 4) caches[0]!.clear();
            else for (const cache of caches) if (cache.get(key) === undefined) cache.set(key, key);
          }
          recorder.flush();
        }
        const recording = new SessionRecording();
        for (const tick of ticks) recording.append(tick);
        for (const [index, cache] of caches.entries()) {
          const { hits, misses, currsize } = recording.recording.counts(index + 1);
          const info = cache.info();
          assert.deepEqual([hits, misses, currsize], [info.hits, info.misses, info.currsize]);
        }
      }),
    );
  });

  it('tells what was counted once for many ticks that are left out, their keys all the same', () => {
    let admits = false;
    const pressed: Tick[] = [];
    const { recorder, ticks } = record({
      flow: { admits: () => admits, press: (tick) => pressed.push(tick) },
    });
    const caches = Array.from({ length: 20 }, () =>
      recorder.watch('c', 'lru', (observer) => createCache<number, number>('lru', 2, { observer })),
    );
    for (let key = 0; key < 1000; key++) for (const cache of caches) cache.get(key); // Five ticks, in one go.
    admits = true;
    recorder.flush();
    assert.deepEqual(pressed, ticks.slice(0, pressed.length));
    assert.ok(pressed.length > 3);
    assert.equal(pressed.filter(({ counts }) => counts).length, 1);
    const recording = new SessionRecording();
    for (const tick of ticks) recording.append(tick);
    assert.deepEqual(caches.map((_, place) => recording.recording.counts(place + 1).misses), Array(20).fill(1000)); // oxfmt-ignore
    assert.equal(recording.recording.textOf(20, 1000), '999');
  });

  it('tells the caches that have changed, a frame at once', () => {
    const changes: number[][] = [];
    const { recorder } = record({
      onDidChange: (caches) => changes.push(caches.map(({ number }) => number)),
    });
    const cache = recorder.watch('c', 'lru', (observer) =>
      createCache<number, number>('lru', 2, { observer }),
    );
    recorder.flush();
    cache.get(1);
    cache.get(2);
    recorder.flush();
    recorder.flush();
    assert.deepEqual(changes, [[1], [1]]);
  });
});

/** How many points the history has when all ticks are taken in. */
function samplesWithHistory(ticks: readonly Tick[]): { points: number } {
  const recording = new SessionRecording();
  for (const tick of ticks) recording.append(tick);
  return { points: recording.recording.history(1).length };
}
