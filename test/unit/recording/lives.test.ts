import assert from 'node:assert/strict';
import { createCache, timedLruCache, ttlCache } from '../../../src/engine/index.ts';
import { Studio } from './support.ts';

/** A studio, and what moves its time and the clock of caches alike. */
function studioWithClock() {
  const studio = new Studio(String);
  const wait = (ms: number): void => {
    studio.turn();
    studio.time += ms;
  };
  return { studio, wait, clock: { now: () => studio.time } };
}

describe('the lives of entries', () => {
  it('begin and end with what is stored and removed, with their hits and the reason', () => {
    const { studio, wait } = studioWithClock();
    const cache = createCache<string, number>('fifo', 2, {
      observer: studio.open({ policy: 'fifo', maxsize: 2 }),
    });
    cache.set('a', 1);
    wait(10);
    cache.get('a');
    cache.set('b', 2);
    wait(10);
    cache.set('c', 3);
    cache.set('b', 4);
    wait(10);
    cache.delete('b');
    wait(10);
    cache.clear();
    const recording = studio.finish();
    const told = recording.lives(1).map(({ key, from, to, end, withAll = false, hits }) => ({
      key: recording.textOf(1, key),
      life: [from, to, end, withAll],
      hits,
    }));
    assert.deepEqual(told, [
      { key: 'a', life: [0, 20, 'evicted', false], hits: [10] },
      { key: 'b', life: [10, 20, 'replaced', false], hits: [] },
      { key: 'c', life: [20, 40, 'cleared', true], hits: [] },
      { key: 'b', life: [20, 30, 'deleted', false], hits: [] },
    ]);
  });

  it('end one by one with a lifetime of their own, and together with one of the whole cache', () => {
    const { studio, wait, clock } = studioWithClock();
    const load = (key: string): string => key;
    const each = ttlCache(0.1, 5, { clock, observer: studio.open({ maxsize: 5 }) })(load);
    const together = timedLruCache(0.1, 5, { clock, observer: studio.open({ maxsize: 5 }) })(load);
    for (const key of ['a', 'b']) {
      each(key);
      together(key);
      wait(60);
    }
    each('c');
    together('c');
    const recording = studio.finish();
    const ends = (cache: number): unknown[] =>
      recording.lives(cache).map(({ from, to, end, withAll }) => [from, to, end, withAll]);
    assert.deepEqual(ends(1), [
      [0, 120, 'expired', undefined],
      [60, undefined, undefined, undefined],
      [120, undefined, undefined, undefined],
    ]);
    assert.deepEqual(ends(2), [
      [0, 120, 'expired', true],
      [60, 120, 'expired', true],
      [120, undefined, undefined, undefined],
    ]);
    assert.equal(recording.lives(1, 1).length, 0);
  });
});
