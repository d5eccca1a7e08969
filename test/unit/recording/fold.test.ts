import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { createCache, memoize, policies, timedLruCache, ttlCache } from '../../../src/engine/index.ts';
import type { Cached, CacheEvent } from '../../../src/engine/index.ts';
import { both, Recording } from '../../../src/recording/index.ts';
import { cutAnew, dice, Studio } from './support.ts';

const ids = policies.map(({ id }) => id);
const sizes = fc.constantFrom(0, 1, 2, 3, 5, 16, null);

/** What a cache was seen to be after an event. */
interface Sight {
  readonly step: number;
  readonly info: readonly unknown[];
  readonly keys: readonly string[];
}

/** Compares a recording with what was seen, forwards and then in jumps. */
function check(recording: Recording, cache: number, sights: readonly Sight[], roll: (n: number) => number): void {
  const jumps = sights.map(() => sights[roll(sights.length)]!);
  for (const { step, info, keys } of [...sights, ...jumps]) {
    if (step < recording.first - 1) continue;
    const moment = recording.stateAt(cache, step);
    assert.deepEqual(
      [moment.isKnown, moment.info, moment.keys],
      [true, Object.fromEntries(['hits', 'misses', 'maxsize', 'currsize'].map((name, i) => [name, info[i]])), keys],
    );
    const drawn = moment.layout.flatMap(({ entries }) => entries.map(({ key }) => key));
    assert.deepEqual(drawn, keys);
  }
} // oxfmt-ignore

/** A clock that makes every look at it the end of a slice, and a checkpoint. */
const hurried = (): { now: () => number; least: number } => {
  let time = 0;
  return { now: () => (time += 5), least: 1 };
};

describe('the fold of a recording', () => {
  it('at every step equals a keyed cache after as many events, of every policy, for any keys and values', () => {
    const operation = fc.record({
      name: fc.constantFrom('get', 'get', 'fill', 'fill', 'set', 'delete', 'clear', 'turn', 'cut'),
      key: fc.nat(11),
      value: fc.anything(),
    });
    const keys = fc.array(fc.anything(), { minLength: 12, maxLength: 12 });
    const program = fc.array(operation, { maxLength: 80, size: 'max' });
    fc.assert(
      fc.property(fc.constantFrom(...ids), sizes, fc.nat(9), keys, program, (policy, maxsize, seed, all, steps) => {
        const texts: unknown[] = [];
        const textOf = (key: unknown): string => {
          const found = texts.findIndex((each) => Object.is(each, key) || (each === 0 && key === 0));
          return `k${found < 0 ? texts.push(key) - 1 : found}`;
        };
        const studio = new Studio(textOf);
        const roll = dice(seed);
        studio.open({ name: 'other' });
        const writer = studio.open({ policy, maxsize, seed });
        const cache = createCache(policy, maxsize, { observer: writer, seed });
        const sights: Sight[] = [];
        for (const { name, key: place, value } of steps) {
          const key = all[place];
          if (name === 'get' || name === 'delete') cache[name](key);
          if (name === 'set' || (name === 'fill' && cache.get(key) === undefined)) cache.set(key, value);
          if (name === 'clear' && roll(4) === 0) cache.clear();
          if (name === 'turn') studio.turn();
          if (name === 'cut') studio.recorder.flush();
          sights.push({ step: studio.recorder.last, info: [...cache.info()], keys: cache.keys().map(textOf) });
        }
        const recording = studio.finish(hurried());
        check(recording, writer.cache, sights, roll);
        check(studio.finish(hurried(), (tick) => cutAnew(tick, () => roll(4))), writer.cache, sights, roll);
        const { hits, misses, currsize } = cache.info();
        const counts = recording.counts(writer.cache);
        assert.deepEqual([counts.hits, counts.misses, counts.currsize], [hits, misses, currsize]);
        assert.equal(counts.evictions, recording.stateAt(writer.cache, recording.last).evictions);
      }),
      { seed: 31, numRuns: 100 },
    );
  }); // oxfmt-ignore

  it('equals memoized functions that call themselves, throw, clear themselves and forget with time', () => {
    const kinds = fc.constantFrom(...ids, 'ttl', 'timed');
    fc.assert(
      fc.property(kinds, sizes, fc.nat(), (kind, maxsize, seed) => {
        const roll = dice(seed);
        const studio = new Studio((label) => inspect(label));
        const isTimed = kind === 'ttl' || kind === 'timed';
        const writer = studio.open({ policy: isTimed ? 'lru' : kind, maxsize, seed });
        const held = new Map<string, unknown>();
        const observer = both(writer, (event: CacheEvent) => {
          const text = inspect(event.key);
          if (event.type === 'stored') held.set(text, event.value);
          else if (event.type === 'removed') held.delete(text);
        });
        const clock = { now: () => studio.time };
        const body = (...all: number[]): number => {
          const n = all[0]!;
          if (roll(12) === 0) throw new Error('x');
          if (roll(60) === 0) cached.cacheClear();
          if (n > 0 && roll(2)) attempt(() => cached(n - 1));
          if (n > 1 && roll(3) === 0) cached(roll(n), 1);
          if (n > 0 && roll(9) === 0) cached(n);
          return n;
        };
        const cached: Cached<typeof body> =
          kind === 'ttl'
            ? ttlCache(0.05, maxsize, { observer, clock })(body)
            : kind === 'timed'
              ? timedLruCache(0.05, maxsize, { observer, clock })(body)
              : memoize(body, { policy: kind, maxsize, observer, seed });
        const sights: (Sight & { readonly held: readonly string[] })[] = [];
        for (let i = 0; i < 60; i++) {
          studio.time += roll(3);
          attempt(() => (roll(4) ? cached(roll(12)) : cached(roll(6), roll(2))));
          if (roll(8) === 0) studio.turn();
          if (roll(30) === 0) cached.cacheClear();
          const info = [...cached.cacheInfo()]; // Reading it sweeps, and that is told.
          sights.push({ step: studio.recorder.last, info, keys: [], held: [...held.keys()].sort() });
        }
        const recording = studio.finish(hurried(), (tick) => cutAnew(tick, () => 1 + roll(9)));
        for (const { step, info, held: keys } of sights) {
          const moment = recording.stateAt(writer.cache, step);
          const { hits, misses, currsize } = moment.info;
          assert.deepEqual([moment.isKnown, hits, misses, maxsize, currsize], [true, ...info]);
          assert.deepEqual([...moment.keys].sort(), keys);
        }
        assert.equal(studio.recorder.depth, 0);
        const counts = recording.counts(writer.cache);
        assert.deepEqual([counts.hits, counts.misses, maxsize, counts.currsize], [...cached.cacheInfo()]);
      }),
      { seed: 32, numRuns: 100 },
    );
  });

  it('stays right when the oldest events have left: states, counters, history and causes', () => {
    for (const policy of ids) {
      const roll = dice(7);
      const studio = new Studio(String);
      const writers = [50, 5].map((maxsize) => studio.open({ policy, maxsize }));
      const caches = writers.map((observer, i) =>
        createCache<number, number>(policy, i ? 5 : 50, { observer }),
      );
      const sights: Sight[][] = [[], []];
      for (let i = 0; i < 26000; i++) {
        const which = roll(3) ? 0 : 1;
        const cache = caches[which]!;
        const key = roll(roll(3) ? 30 : 120);
        if (cache.get(key) === undefined && roll(9)) cache.set(key, i);
        if (roll(50) === 0) cache.delete(roll(100));
        if (roll(4000) === 0) cache.clear();
        if (roll(200) === 0) studio.recorder.flush();
        if (roll(600) === 0)
          sights[which]!.push({
            step: studio.recorder.last,
            info: [...cache.info()],
            keys: cache.keys().map(String),
          });
      }
      const whole = studio.finish(hurried());
      const cut = studio.finish({ ...hurried(), budget: 800_000 });
      assert.ok(cut.first > 1 && cut.bytes <= 800_000 && whole.first === 1 && cut.last === whole.last);
      writers.forEach(({ cache }, i) => {
        assert.ok(sights[i]!.some(({ step }) => step >= cut.first));
        check(whole, cache, sights[i]!, roll);
        check(cut, cache, sights[i]!, roll);
        assert.deepEqual(cut.counts(cache), whole.counts(cache));
        assert.deepEqual(cut.history(cache), whole.history(cache));
        assert.deepEqual(cut.causes(cache), whole.causes(cache));
        assert.throws(() => cut.stateAt(cache, cut.first - 2), RangeError);
      });
    }
  }).timeout(60_000);

  it('of a policy that nobody here knows has its entries, and names nobody who leaves next', () => {
    const studio = new Studio(String);
    const writer = studio.open({ policy: 'allkeys-lru', maxsize: 3 });
    const cache = createCache<number, number>('mru', 3, { observer: writer });
    for (const key of [1, 2, 3, 4, 1, 5]) cache.set(key, key);
    const moment = studio.finish().stateAt(writer.cache, studio.recorder.last);
    assert.deepEqual([moment.isKnown, moment.next, [...moment.keys].sort()], [true, undefined, cache.keys().map(String).sort()]);
    assert.deepEqual(moment.layout.map(({ name }) => name), ['entries']);
  }); // oxfmt-ignore

  it('names who leaves next as the cache does it', () => {
    for (const policy of ids) {
      const roll = dice(3);
      const studio = new Studio(String);
      const writer = studio.open({ policy, maxsize: 8 });
      const cache = createCache<number, number>(policy, 8, { observer: writer });
      for (let i = 0; i < 300; i++) {
        const key = Math.floor(roll(1000) ** 2 / 40000);
        if (cache.get(key) === undefined) cache.set(key, i);
      }
      const moment = studio.finish().stateAt(writer.cache, studio.recorder.last);
      const next = moment.layout.flatMap(({ entries }) => entries).find(({ slot }) => slot === moment.next);
      cache.set(10_000, 0);
      assert.equal(cache.has(Number(next?.key)), false, policy);
    }
  });

  it('loses states, not counters, where ticks are lost on the way, until the cache is cleared', () => {
    const studio = new Studio(String);
    const writer = studio.open();
    const cache = createCache<number, number>('lru', 3, { observer: writer });
    const use = (): void => {
      for (const key of [1, 2, 1, 3, 4]) if (cache.get(key) === undefined) cache.set(key, key);
      studio.recorder.flush();
    };
    use();
    use();
    const [hits1, misses1, , currsize1] = cache.info();
    const before = { hits: hits1!, misses: misses1!, currsize: currsize1!, evictions: 0, requests: 10 };
    use();
    const { hits, misses, currsize } = cache.info();
    cache.clear();
    use();
    const recording = new Recording();
    const [first, , third, ...rest] = studio.ticks;
    recording.append(first!);
    recording.append({ ...third!, counts: [{ cache: writer.cache, ...before }] });
    const { last } = recording;
    const counts = recording.counts(writer.cache);
    assert.deepEqual([counts.hits, counts.misses, counts.currsize], [hits, misses, currsize]);
    for (const tick of [first!, ...rest]) recording.append(tick);
    const isKnown = [first!.first + 3, last, recording.last].map((at) => recording.stateAt(1, at).isKnown);
    assert.deepEqual(isKnown, [true, false, true]);
  });
});

function attempt(task: () => void): void {
  try {
    task();
  } catch {
    return;
  }
}
