import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StackDistances } from '../../../src/engine/stackDistances.ts';
import { createCache, memoize, missRatioCurve, policies, simulate } from '../../../src/engine/index.ts';
import { missClasses, Recording, whole, type MissClass } from '../../../src/recording/index.ts';
import { History, noCounts } from '../../../src/recording/counts.ts';
import { dice, noKeys, sizeOf, Studio } from './support.ts';

/** How many misses of the first cache are in each class. */
function classed(recording: Recording): Record<MissClass, number> {
  const { classes } = whole(recording.misses(1));
  return Object.fromEntries(
    missClasses.map((name, place) => [name, classes.filter((each) => each === place).length]),
  ) as Record<MissClass, number>;
}

describe('a history', () => {
  it('keeps the shape of a day and of a second in it, in at most 600 points', () => {
    const counts = noCounts();
    const history = new History(counts);
    const request = (time: number, isHit: boolean): void => {
      counts.requests++;
      if (isHit) counts.hits++;
      else counts.misses++;
      history.add(time);
    };
    for (let pass = 0; pass < 17280; pass++) {
      for (let i = 0; i < 5; i++) request(pass * 5000, i < 4);
      if (pass === 8640) for (let i = 0; i < 1_000_000; i++) request(pass * 5000 + i / 1000, i < 900_000);
    }
    const points = history.list();
    assert.ok(points.length <= 600);
    const longest = Math.max(...points.slice(1).map(({ time }, i) => time - points[i]!.time));
    const most = Math.max(...points.slice(1).map(({ requests }, i) => requests - points[i]!.requests));
    assert.ok(longest <= 86_400_000 / 100 && most <= counts.requests / 100, `${longest} ${most}`);
    assert.deepEqual({ ...points.at(-1) }, { time: 17279 * 5000, requests: 1_086_400, hits: counts.hits, misses: counts.misses });
    const late = points.filter(({ time, requests }) => time < 8641 * 5000 && requests > 943_000 && requests < 1_043_000);
    assert.ok(late.length > 20 && late.every(({ hits }) => Math.abs(hits - (900_000 + 8641 * 4)) <= 5));
  }); // oxfmt-ignore

  it('is no longer than 600 points and ends with now, whatever happens', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const roll = dice(seed);
        const counts = noCounts();
        const history = new History(counts);
        let time = 0;
        for (let i = 0; i < 3000; i++) {
          time += roll(20) ? roll(3) : roll(1_000_000);
          const many = roll(50) ? 1 : roll(5000);
          counts.requests += many;
          counts.hits = roll(400) ? counts.hits + many : 0;
          history.add(time);
          if (i % 100 === 0) assert.ok(history.list().length <= 600);
        }
        assert.equal(history.list().at(-1)?.hits, counts.hits);
      }),
      { seed: 43, numRuns: 20 },
    );
  });
});

describe('why requests missed', () => {
  it('adds up for every policy, and splits what was evicted by what the clairvoyant would have had', () => {
    for (const { id } of policies) {
      const roll = dice(9);
      const studio = new Studio(String);
      const cache = createCache<number, number>(id, 20, { observer: studio.open({ policy: id, maxsize: 20 }) });
      let misses = 0;
      for (let i = 0; i < 6000; i++) {
        const key = Math.floor(roll(1000) ** 2 / 10_000);
        if (cache.get(key) === undefined) {
          misses++;
          if (roll(20)) cache.set(key, i);
        }
        if (roll(50) === 0) cache.delete(roll(100));
        if (roll(2000) === 0) cache.clear();
      }
      const recording = studio.finish();
      const { evicted, ...others } = recording.causes(1);
      const split = classed(recording);
      const { capacity, policy, ...same } = split;
      assert.deepEqual(same, others);
      assert.equal(evicted + Object.values(others).reduce((sum, each) => sum + each, 0), misses);
      assert.equal(capacity + policy, evicted);
      assert.ok(others.first > 90 && others.deleted > 0 && others.cleared > 0 && others.unstored > 0 && policy > 0);
    }
  }); // oxfmt-ignore

  it('by lifetime: what expired one by one and all at once', () => {
    const studio = new Studio(String);
    const writer = studio.open();
    writer.stored(1, false, { key: 'a', isList: false, label: 'a', value: 1, number: 0 });
    writer.removed(1, 'expired');
    writer.miss('a', false, 'a');
    writer.stored(1, false, { key: 'a', isList: false, label: 'a', value: 1, number: 0 });
    writer.cleared([1], 'expired');
    writer.miss('a', false, 'a');
    assert.equal(studio.finish().causes(1).expired, 2);
  });

  it('is measured against the optimum of the simulator and the curve of LRU', () => {
    const roll = dice(4);
    for (const size of [1, 3, 50]) {
      const studio = new Studio(String);
      const cache = createCache<number, number>('lru', size, { observer: studio.open({ maxsize: size }) });
      const requests = Array.from({ length: 8000 }, () =>
        Math.floor(roll(1000) ** 2 / (200_000 / (size + 1))),
      );
      for (const key of requests) if (cache.get(key) === undefined) cache.set(key, key);
      const recording = studio.finish();
      const { policy } = classed(recording);
      const optimum = simulate('opt', size, requests);
      assert.ok(policy <= optimum.hits && cache.info().hits + policy >= optimum.hits);
      const distances = new StackDistances();
      const found = recording.requests(1).map((key) => distances.request(key));
      const curve = missRatioCurve(requests);
      for (const entries of [1, 2, 10, 60])
        assert.equal(found.filter((distance) => distance > entries).length, curve.misses(entries));
    }
  });
});

describe('a recording', () => {
  it('is given on as ticks: another one says the same', () => {
    const roll = dice(11);
    const studio = new Studio(String);
    const writers = ['arc', 'lfu'].map((policy) => studio.open({ policy, maxsize: 10 }));
    const caches = writers.map((observer, i) => createCache<number, number>(i ? 'lfu' : 'arc', 10, { observer }));
    for (let i = 0; i < 20_000; i++) {
      const cache = caches[roll(2)]!;
      const key = roll(40);
      if (cache.get(key) === undefined) cache.set(key, i);
    }
    const recording = studio.finish();
    const again = new Recording();
    for (const tick of recording.ticks()) again.append(structuredClone(tick));
    assert.equal(again.last, recording.last);
    for (const { cache } of writers) {
      assert.deepEqual(again.counts(cache), recording.counts(cache));
      for (const step of [1, 500, again.last]) assert.deepEqual(again.stateAt(cache, step), recording.stateAt(cache, step));
    }
    const cut = studio.finish({ budget: 10 });
    const late = new Recording();
    for (const tick of cut.ticks()) late.append(tick);
    assert.deepEqual([late.first, late.last], [cut.first, cut.last]);
    const { requests } = late.counts(1);
    assert.deepEqual(late.counts(1), { ...cut.counts(1), requests });
    assert.equal(late.stateAt(1, late.last).isKnown, false);
  }); // oxfmt-ignore

  it('tells events in words that an export can fold', () => {
    const studio = new Studio(String);
    const cache = createCache<string, number>('lru', 1, { observer: studio.open({ maxsize: 1 }) });
    cache.get('a');
    cache.set('a', 1);
    cache.set('a', 2);
    cache.get('a');
    cache.set('b', 3);
    cache.delete('b');
    cache.clear();
    const words = [...studio.finish().events()].map(({ number, type, cause = '', key }) => `${number} ${type} ${cause} ${key}`);
    assert.deepEqual(words, [
      '1 made  ', '2 miss  a', '3 stored  a', '4 replaced  a', '5 hit  a', '6 removed evicted a', '7 stored  b', '8 removed deleted b', '9 cleared cleared ',
    ]);
  }); // oxfmt-ignore

  it('works in slices, and keeps checkpoints within its budget', () => {
    const studio = new Studio(String);
    const cache = createCache<number, number>('lfu', 100, { observer: studio.open({ policy: 'lfu', maxsize: 100 }) });
    for (let i = 0; i < 60_000; i++) if (cache.get((i * i) % 301) === undefined) cache.set((i * i) % 301, i);
    let time = 0;
    const recording = studio.finish({ least: 4096, now: () => (time += 3) });
    let slices = 1;
    while (!recording.prepare(1, recording.last, 8)) slices++;
    assert.ok(slices > 5);
    assert.ok(recording.stateBytes > 0);
    assert.deepEqual(recording.stateAt(1, recording.last).keys, cache.keys().map(String));
  }); // oxfmt-ignore

  it('of very many caches costs each event the same, and forgets one on request', () => {
    const studio = new Studio(String);
    const caches = Array.from({ length: 1000 }, (_, i) =>
      createCache<number, number>('lru', 4, { observer: studio.open({ name: `c${i}`, maxsize: 4 }) }),
    );
    for (let i = 0; i < 30_000; i++) caches[(i * 7919) % 1000]!.get(i % 50);
    const recording = studio.finish();
    assert.equal(recording.caches().length, 1000);
    assert.ok(recording.caches().every(({ cache }) => recording.counts(cache).misses === 30));
    const changed = recording.append({
      first: recording.last + 1,
      events: new Uint8Array(),
      caches: [],
      keys: noKeys,
    });
    assert.equal(changed.size, 0);
    recording.forget(7);
    assert.throws(() => recording.counts(7), RangeError);
    assert.equal([...recording.events()].length, sizeOf(studio.ticks));
  });
});

describe('a race', () => {
  it('is that of the simulator on the same requests, below the optimum, and tells where a policy parts', () => {
    const roll = dice(9);
    const studio = new Studio(String);
    const cache = createCache<number, number>('lru', 20, { observer: studio.open({ maxsize: 20 }) });
    const requests = Array.from({ length: 3000 }, () => Math.floor(roll(1000) ** 2 / 10_000));
    for (const key of requests) if (cache.get(key) === undefined) cache.set(key, key);
    const recording = studio.finish();
    const ids = policies.map(({ id }) => id);
    const { lanes, requests: points, numbers } = whole(recording.race(1));
    assert.deepEqual([points.length, points.at(-1), numbers.length], [200, 3000, 200]);
    assert.deepEqual(
      lanes.map(({ policy }) => policy),
      ['recorded', 'opt', ...ids],
    );
    const last = (policy: string): number => lanes.find((lane) => lane.policy === policy)!.hits.at(-1)!;
    for (const id of ids) assert.equal(last(id), simulate(id, 20, requests).hits, id);
    assert.equal(last('opt'), simulate('opt', 20, requests).hits);
    assert.equal(last('recorded'), cache.info().hits);
    assert.equal(lanes.find(({ policy }) => policy === 'lru')!.parts, 0);
    const { parts } = lanes.find(({ policy }) => policy === 'fifo')!;
    const before = recording.countsAt(parts - 1).get(1)!.requests;
    const [ours, theirs] = ['lru', 'fifo'].map((id) =>
      [before, before + 1].map((count) => simulate(id, 20, requests.slice(0, count)).hits),
    );
    assert.equal(ours![0], theirs![0]);
    assert.notEqual(ours![1], theirs![1]);
  });

  it('runs what its own policy did again, with recursion, deletes and clears', () => {
    for (const { id } of policies) {
      const roll = dice(6);
      const studio = new Studio(String);
      const facts = { policy: id, maxsize: 6 };
      const keyed = createCache<number, number>(id, 6, { observer: studio.open(facts) });
      for (let i = 0; i < 3000; i++) {
        const key = roll(20);
        if (keyed.get(key) === undefined) keyed.set(key, i);
        if (roll(60) === 0) keyed.delete(roll(20));
        if (roll(900) === 0) keyed.clear();
      }
      const options = { policy: id, maxsize: 6, observer: studio.open(facts) };
      const stairs: (n: number) => number = memoize(
        (n: number): number => (n < 3 ? n : stairs(n - 3) + stairs(n - 2) + stairs(n - 1)),
        options,
      );
      for (const stair of [10, 12, 8]) stairs(stair);
      const recording = studio.finish();
      for (const cache of [1, 2]) {
        const { lanes } = whole(recording.race(cache));
        assert.equal(lanes.find(({ policy }) => policy === id)?.parts, 0, `${id} ${cache}`);
      }
    }
  });
});
