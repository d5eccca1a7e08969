import assert from 'node:assert/strict';
import { createCache, policies } from '../../../src/engine/index.ts';
import { chunkOf, isTick, kinds, Recording } from '../../../src/recording/index.ts';
import { dice, Studio } from './support.ts';

/** Two caches of any policy, asked at random; `take` gets every tick as it comes. */
function play(studio: Studio, seed: number, requests: number, afterEach: () => void = () => undefined): void {
  const roll = dice(seed);
  const caches = [0, 1].map((i) => {
    const { id } = policies[(seed + i) % policies.length]!;
    return createCache<string, number>(id, 8, { observer: studio.open({ policy: id, maxsize: 8 }) });
  });
  for (let i = 0; i < requests; i++) {
    const cache = caches[roll(2)]!;
    const key = `key ${roll(25)}`;
    if (cache.get(key) === undefined) cache.set(key, i);
    if (roll(200) === 0) cache.delete(key);
    if (roll(1500) === 0) cache.clear();
    if (roll(50) === 0) studio.turn();
    afterEach();
  }
}

describe('who follows a recording', () => {
  it('has the same in the end, however the pieces fall', () => {
    for (const seed of [1, 2, 3]) {
      const studio = new Studio(String);
      const host = new Recording();
      const page = new Recording();
      const follower = host.follow();
      const roll = dice(seed);
      let taken = 0;
      const pass = (): void => {
        while (taken < studio.ticks.length) host.append(studio.ticks[taken++]!);
        const tick = follower.next();
        if (tick) page.append(structuredClone(tick));
      };
      play(studio, seed, 4000, () => roll(30) === 0 && pass());
      studio.recorder.flush();
      for (let i = 0; i < 5; i++) pass();
      assert.equal(follower.next(), undefined);
      assert.equal(page.last, host.last);
      assert.deepEqual([...page.events()], [...host.events()]);
      for (const { cache } of host.caches())
        for (let i = 0; i < 30; i++) {
          const step = roll(host.last + 1);
          assert.deepEqual(page.stateAt(cache, step), host.stateAt(cache, step));
        }
    }
  });

  it('gets texts that come late, new names, and ticks that are whole and stand alone', () => {
    const studio = new Studio(String);
    const writer = studio.open();
    const host = new Recording();
    const follower = host.follow();
    writer.miss('a', false, 'a');
    studio.recorder.flush();
    const [tick] = studio.ticks;
    host.append({ ...tick!, keys: { ...tick!.keys, texts: [null] } });
    const first = follower.next()!;
    assert.deepEqual(first.keys.texts, [null]);
    assert.ok(isTick(first));
    assert.equal(first.events.byteLength, first.events.buffer.byteLength);
    assert.equal(follower.next(), undefined);
    host.append({ ...tick!, first: host.last + 1, events: new Uint8Array(), caches: [] });
    assert.deepEqual(follower.next()?.keys.texts, ['a']);
    studio.recorder.rename(writer.cache, 'renamed');
    studio.recorder.flush();
    host.append(studio.ticks.at(-1)!);
    assert.equal(follower.next()?.caches[0]?.name, 'renamed');
    assert.equal(follower.next(), undefined);
  });

  it('who comes after the oldest events have left begins where they begin', () => {
    const studio = new Studio(String);
    play(studio, 5, 30_000);
    const host = studio.finish({ budget: 10 });
    assert.ok(host.first > 1);
    const page = new Recording();
    const follower = host.follow();
    for (let tick = follower.next(); tick; tick = follower.next()) page.append(tick);
    assert.deepEqual([page.first, page.last], [host.first, host.last]);
    assert.deepEqual([...page.events()].at(-1), [...host.events()].at(-1));
  });
});

describe('a moment', () => {
  it('has the counts of all caches, in any order of steps and after a cut', () => {
    const studio = new Studio(String);
    play(studio, 7, 20_000);
    for (const recording of [studio.finish(), studio.finish({ budget: 400_000 })]) {
      const roll = dice(3);
      for (let i = 0; i < 60; i++) {
        const step = recording.first + roll(recording.last - recording.first);
        const counts = recording.countsAt(step);
        for (const cache of [1, 2]) {
          const { info, evictions } = recording.stateAt(cache, step);
          const { hits, misses, currsize, evictions: told } = counts.get(cache)!;
          assert.deepEqual(
            { hits, misses, currsize, told },
            { hits: info.hits, misses: info.misses, currsize: info.currsize, told: evictions },
          );
        }
      }
      assert.throws(() => recording.countsAt(recording.last + 1), RangeError);
    }
  });

  it('is told in pieces as small as is wished, and none parts an eviction from its entry', () => {
    const studio = new Studio(String);
    for (let seed = 0; seed < 3; seed++) play(studio, seed, 4000);
    const whole = studio.finish();
    for (const most of [1, 2, 7, 500]) {
      const again = new Recording();
      for (const tick of whole.ticks(Infinity, most)) {
        const { size, kind } = chunkOf(tick.first, tick.events);
        assert.ok(size <= most + 1);
        assert.notEqual(kind[size - 1], kinds.evicted);
        again.append(tick);
      }
      assert.deepEqual([...again.events()], [...whole.events()]);
      for (const { cache } of whole.caches())
        assert.deepEqual(again.stateAt(cache, again.last), whole.stateAt(cache, whole.last));
    }
  });

  it('is found by what happens there, forwards and backwards', () => {
    const studio = new Studio(String);
    play(studio, 4, 12_000);
    const recording = studio.finish();
    const all = [...recording.events()];
    const roll = dice(2);
    for (let i = 0; i < 200; i++) {
      const from = roll(recording.last + 2);
      const kind = [kinds.miss, kinds.evicted, kinds.cleared, kinds.made][roll(4)]!;
      const cache = 1 + roll(2);
      const matches = (of: number, by: number): boolean => of === kind && by === cache;
      const after = all.find((event) => event.number > from && matches(event.kind, event.cache));
      const before = [...all]
        .reverse()
        .find((event) => event.number < from && matches(event.kind, event.cache));
      assert.equal(recording.seek(from, 1, matches), after?.number);
      assert.equal(recording.seek(from, -1, matches), before?.number);
    }
  });

  it('is pictured with the ends of what is too large to draw', () => {
    const studio = new Studio(String);
    const cache = createCache<number, number>('lru', 1000, { observer: studio.open({ maxsize: 1000 }) });
    for (let key = 0; key < 500; key++) cache.set(key, key);
    const recording = studio.finish();
    const [part] = recording.lookAt(1, recording.last, 5, Infinity)!.layout;
    assert.deepEqual(
      { size: part?.size, cutAt: part?.cutAt, keys: part?.entries.map(({ key }) => key) },
      { size: 500, cutAt: 3, keys: ['0', '1', '2', '498', '499'] },
    );
    const whole = recording.lookAt(1, recording.last, 500, Infinity)!.layout[0];
    assert.deepEqual([whole?.entries.length, whole?.cutAt], [500, undefined]);
    assert.equal(chunkOf(1, new Uint8Array()).size, 0);
  });
});

describe('the checkpoints of a recording', () => {
  it('have all the room where one cache is looked at, share it where there are several, and change nothing', () => {
    const studio = new Studio(String);
    for (let seed = 0; seed < 3; seed++) play(studio, seed, 20_000);
    let time = 0;
    const states = 30_000;
    const recording = studio.finish({ states, least: 100, now: () => (time += 5) });
    const plain = studio.finish();
    const roll = dice(5);
    const caches = recording.caches().map(({ cache }) => cache);
    for (const cache of [...caches, ...caches]) {
      for (let i = 0; i < 10; i++) {
        const step = i === 0 ? recording.last : roll(recording.last + 1);
        assert.deepEqual(recording.stateAt(cache, step), plain.stateAt(cache, step));
        assert.ok(recording.stateBytes <= states, `${recording.stateBytes} bytes`);
      }
    }
    const single = new Studio(String);
    play(single, 0, 40_000);
    const one = single.finish({ states, least: 100, now: () => (time += 5) });
    one.stateAt(1, one.last);
    assert.ok(one.stateBytes > states / 3, `${one.stateBytes} bytes`);
    assert.ok(one.stateBytes <= states);
  });

  for (const { id } of policies)
    it(`change nothing in a large cache of ${id}, of which a picture shows both ends`, () => {
      const studio = new Studio(String);
      const maxsize = 5000;
      const roll = dice(3);
      const cache = createCache<number, number>(id, maxsize, {
        observer: studio.open({ policy: id, maxsize }),
      });
      for (let i = 0; i < 16_000; i++) {
        const key = Math.min(roll(12_000), roll(12_000));
        if (cache.get(key) === undefined) cache.set(key, key);
      }
      let time = 0;
      const [quick, plain] = [studio.finish({ least: 100, now: () => (time += 5) }), studio.finish()];
      const far = Array.from({ length: 4 }, () => quick.last - roll(9000));
      for (const step of far.flatMap((step) => [step, step, step + 1, step - 1])) {
        const { keys, layout, ...rest } = plain.stateAt(1, step);
        assert.ok(keys.length >= 4999);
        const shown = quick.lookAt(1, step, 64, Infinity);
        const ends = layout.map(({ entries, ghosts, ...part }) => ({
          ...part,
          entries: entries.length > 64 ? [...entries.slice(0, 32), ...entries.slice(-32)] : entries,
          ...(entries.length > 64 && { cutAt: 32 }),
          ...(ghosts && { ghosts: ghosts.slice(-64) }),
        }));
        assert.deepEqual(shown, { ...rest, layout: ends });
        assert.ok(quick.stateBytes > 0);
      }
    });
});
