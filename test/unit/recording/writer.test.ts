import assert from 'node:assert/strict';
import { createCache, lruCache, memoize, type Cached, type KeyedCache } from '../../../src/engine/index.ts';
import { both, CHUNK, chunkOf, isTick, kinds, type Tick } from '../../../src/recording/index.ts';
import { sizeOf, Studio } from './support.ts';

/** The kinds of all events, by name. */
function namesOf(ticks: readonly Tick[]): string[] {
  const names = Object.keys(kinds);
  return ticks.flatMap(({ first, events }) => Array.from(chunkOf(first, events).kind, (kind) => names[kind - 1]!));
} // oxfmt-ignore

describe('a recorder', () => {
  it('numbers events without a gap, whatever is cut', () => {
    const studio = new Studio();
    const cache = createCache<number, number>('lru', 2, { observer: studio.open({ maxsize: 2 }) });
    for (let i = 0; i < 40000; i++) {
      cache.get(i % 5);
      cache.set(i % 5, i);
    }
    studio.recorder.flush();
    let next = 1;
    for (const tick of studio.ticks) {
      assert.ok(isTick(tick));
      assert.equal(tick.first, next);
      next += sizeOf([tick]);
    }
    assert.ok(studio.ticks.length > 5 && studio.recorder.last === next - 1);
  });

  it('never parts an eviction and its entry, where the chunk ends nor where time is up', () => {
    const studio = new Studio();
    const cache = createCache<number, number>('fifo', 1, { observer: studio.open({ policy: 'fifo', maxsize: 1 }) });
    for (let i = 0; i < CHUNK; i++) {
      if (i % 3 === 0) cache.get(-1);
      studio.time += 10;
      cache.set(i, i);
    }
    studio.recorder.flush();
    assert.ok(studio.ticks.length > 100);
    for (const tick of studio.ticks) assert.notEqual(namesOf([tick]).at(-1), 'evicted');
  }); // oxfmt-ignore

  it('tells by itself when 33 ms have passed, in the middle of a run', () => {
    const studio = new Studio();
    const cache = createCache<number, number>('lru', 2, { observer: studio.open() });
    for (let i = 0; i < 20_000; i++) {
      cache.get(1);
      studio.time += 0.05;
    }
    const told = studio.ticks.map((tick) => sizeOf([tick]));
    assert.ok(told.length >= 20 && told.every((events) => events >= 600 && events <= 800), told.join());
  });

  it('tells what has happened when the code has given way, and nothing where nothing is new', () => {
    const studio = new Studio();
    const cache = createCache<number, number>('lru', 2, { observer: studio.open() });
    cache.get(1);
    assert.equal(studio.ticks.length, 0);
    studio.turn();
    assert.deepEqual(namesOf(studio.ticks), ['made', 'miss']);
    studio.turn();
    studio.recorder.flush();
    assert.equal(studio.ticks.length, 1);
  });

  it('reads the clock anew at the first event after the code has given way', () => {
    const studio = new Studio();
    const cache = createCache<number, number>('lru', 2, { observer: studio.open() });
    for (const time of [5, 7, 9]) {
      studio.time = time;
      cache.get(1);
      studio.turn();
    }
    const times = [...studio.finish().events()].map(({ time }) => time);
    assert.deepEqual(times, [0, 0, 7, 9]);
  });

  it('names a key once, equal keys the same, and cuts what is long', () => {
    const studio = new Studio(String);
    const observer = studio.open({ maxsize: 1 });
    const cache = createCache<unknown, number>('lru', 1, { observer });
    const [object, long] = [{}, 'x'.repeat(5000)];
    for (const key of [1, '1', object, 1, object, NaN, NaN, 0, -0, long, 'y', long.slice()]) cache.get(key);
    const recording = studio.finish();
    const numbers = recording.requests(observer.cache);
    assert.deepEqual(numbers, [1, 2, 3, 1, 3, 4, 4, 5, 5, 6, 7, 6]);
    assert.equal(recording.textOf(1, 6), `${'x'.repeat(63)}…`);
  });

  it('begins to number anew after very many keys', () => {
    const studio = new Studio(String);
    const observer = studio.open({ policy: 'w-tinylfu', maxsize: 4 });
    const cache = createCache<number, number>('w-tinylfu', 4, { observer });
    for (let i = 0; i < 270_000; i++) if (cache.get(i) === undefined) cache.set(i, i);
    for (const key of [0, 269_999]) cache.get(key);
    const recording = studio.finish();
    assert.deepEqual(recording.requests(1).slice(-3), [270_000, 270_001, 270_000]);
    const moment = recording.stateAt(1, recording.last);
    assert.deepEqual([moment.isKnown, moment.keys], [true, cache.keys().map(String)]);
    const kept = studio.finish({ budget: 10 });
    assert.deepEqual(kept.stateAt(1, kept.last).keys, moment.keys);
    assert.deepEqual([kept.textOf(1, 50_000), kept.textOf(1, 270_001)], ['#50000', '0']);
    assert.deepEqual(kept.causes(1).first, 270_001);
  });

  it('knows no more keys than a kernel has room for, however many caches there are', () => {
    const studio = new Studio(String);
    const caches = Array.from({ length: 30 }, () =>
      createCache<number, number>('arc', 2, { observer: studio.open({ policy: 'arc', maxsize: 2 }) }),
    );
    const ask = (cache: KeyedCache<number, number>, key: number): void => {
      if (cache.get(key) === undefined) cache.set(key, key);
    };
    for (let key = 0; key < 20_000; key++) for (const cache of caches) ask(cache, key); // 600,000 keys
    const recording = studio.finish();
    const anew = caches.map((cache, place) => {
      ask(cache, 5);
      studio.recorder.flush();
      recording.append(studio.ticks.at(-1)!);
      const last = recording.requests(place + 1).at(-1)!;
      assert.equal(recording.textOf(place + 1, last), '5');
      const { isKnown, keys } = recording.stateAt(place + 1, recording.last);
      assert.deepEqual([isKnown, keys], [true, cache.keys().map(String)]);
      return last > 131_072;
    });
    assert.deepEqual(new Set(anew), new Set([true, false]));
    assert.equal(recording.keys, 600_000 + anew.filter(Boolean).length);
  });

  it('describes costly keys by and by, and what throws not at all', () => {
    const studio = new Studio((label) => {
      if ((label as { i: number }).i === 3) throw new Error('mine');
      return `object ${(label as { i: number }).i}`;
    });
    const observer = studio.open({ maxsize: null });
    const cache = createCache<object, number>('lru', null, { observer });
    for (let i = 1; i <= 3000; i++) cache.set({ i }, i);
    studio.recorder.flush();
    const texts = (): (string | null)[] => studio.ticks.flatMap(({ keys }) => keys.texts);
    assert.equal(texts().filter((text) => text !== null).length, 1999);
    for (let i = 0; i < 3; i++) studio.turn();
    const recording = studio.finish();
    assert.deepEqual([3, 4, 3000].map((key) => recording.textOf(1, key)), ['#3', 'object 4', 'object 3000']);
  }); // oxfmt-ignore

  it('tells what a text has caused after what it belongs to', () => {
    const studio: Studio = new Studio((label) => cache.get(label as number) ?? `${String(label)}!`);
    const cache: KeyedCache<number, string> = createCache<number, string>('lru', null, { observer: studio.open({ maxsize: null }) });
    for (let i = 0; i < 20000; i++) cache.get(i);
    studio.recorder.flush();
    const recording = studio.finish();
    assert.deepEqual(recording.causes(1), { first: 20000, unstored: 20000, evicted: 0, expired: 0, deleted: 0, cleared: 0 });
    assert.equal(recording.last, 40001);
  }); // oxfmt-ignore

  it('gives every cache an identity: names may repeat, change and end', () => {
    const studio = new Studio();
    const writers = [1, 2, 3].map(() => studio.open({ name: 'same' }));
    studio.recorder.flush();
    studio.recorder.rename(writers[1]!.cache, 'other');
    studio.recorder.retire(writers[2]!.cache);
    const caches = studio.finish().caches();
    assert.deepEqual(
      caches.map(({ cache, name, isRetired }) => [cache, name, isRetired]),
      [[1, 'same', false], [2, 'other', false], [3, 'same', true]],
    ); // oxfmt-ignore
    assert.equal(studio.ticks.length, 2);
  });

  it('counts the depth over all caches, and knows the caller', () => {
    const studio = new Studio(String);
    const [a, b] = [studio.open({ name: 'a' }), studio.open({ name: 'b', maxsize: 1 })];
    const double = memoize((n: number): number => 2 * n, { maxsize: 1, observer: b });
    const f: Cached<(n: number) => number> = lruCache({ maxsize: 3, observer: a })((n: number): number =>
      n === 0 ? 0 : f(n - 1) + double(n) + double(n),
    );
    f(2);
    const { calls, left } = studio.finish().callTree(1, Infinity);
    assert.deepEqual(
      calls.map(({ cache, key, parent, depth, isHit, isStored, evicted }) =>
        [cache, key, parent, depth, isHit ? 'hit' : 'miss', isStored, evicted].join(' ')),
      ['1 1 -1 0 miss true 0', '1 2 0 1 miss true 0', '1 3 1 2 miss true 0', '2 1 1 2 miss true 0', '2 1 1 2 hit false 0',
        '2 2 0 1 miss true 1', '2 2 0 1 hit false 0'],
    ); // oxfmt-ignore
    assert.equal(left, 0);
    const few = studio.finish().callTree(1, Infinity, 3);
    assert.deepEqual([few.calls.length, few.left], [3, 4]);
  });

  it('lets a person’s observer see the same, and do what it wants', () => {
    const studio = new Studio(String);
    const writer = studio.open({ maxsize: 2 });
    const words: string[] = [];
    const cache = createCache<number, number>('lru', 2, {
      observer: both(writer, (event) => {
        words.push(`${event.type} ${String(event.key)}`);
        if (event.type === 'stored' && event.key === 1) cache.set(2, 2);
        throw new Error('mine');
      }),
    });
    cache.set(1, 1);
    cache.get(1);
    cache.set(3, 3);
    assert.deepEqual(words, ['stored 1', 'hit 1', 'removed 2', 'stored 3']);
    const recording = studio.finish();
    assert.deepEqual(recording.stateAt(1, recording.last).keys, cache.keys().map(String));
  }); // oxfmt-ignore

  it('goes on where the stack of the recorded code has ended', () => {
    const studio = new Studio(String);
    const writer = studio.open({ maxsize: null });
    const deep: Cached<(n: number) => number> = lruCache({ maxsize: null, observer: writer })((n: number): number => {
      studio.time += 1;
      return deep(n + 1);
    }); // oxfmt-ignore
    for (let i = 0; i < 5; i++) assert.throws(() => deep(i * 1e6), RangeError);
    const cache = createCache<number, number>('lru', 2, { observer: studio.open({ maxsize: 2 }) });
    cache.set(1, 1);
    const recording = studio.finish();
    assert.deepEqual(recording.stateAt(2, recording.last).keys, ['1']);
    assert.ok(Math.abs(recording.counts(1).misses - deep.cacheInfo().misses) <= 5);
  });
});
