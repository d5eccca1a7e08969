import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Cached, CacheEvent } from '../../../src/engine/index.ts';
import { createCache, lruCache, policies, ttlCache } from '../../../src/engine/index.ts';
import { SessionRecorder } from '../../../src/kernel/recorder.ts';
import type { Tick } from '../../../src/recording/index.ts';
import { both, isOneList, Recording } from '../../../src/recording/index.ts';

/** A recorder, and what it has told so far as a recording. */
class Room {
  private readonly ticks: Tick[] = [];
  readonly recorder = new SessionRecorder({
    clock: { now: () => 0 },
    later: () => undefined,
    afterThisTurn: () => undefined,
    inspect: String,
    sendTick: (tick) => this.ticks.push(structuredClone(tick)),
    sendDelta: () => undefined,
  });

  finish(): Recording {
    this.recorder.flush();
    const recording = new Recording();
    for (const tick of this.ticks) recording.append(tick);
    return recording;
  }
}

const operation = fc.tuple(
  fc.constantFrom('get', 'get', 'get', 'set', 'delete'),
  fc.integer({ min: 0, max: 6 }),
);
/** Operations that are recorded, or measured, in turn. */
const stretches = fc.array(fc.array(operation, { maxLength: 12 }), { minLength: 2, maxLength: 5 });

describe('caches while something is measured', () => {
  for (const spec of policies) {
    const policy = spec.id;
    it(`${policy}: nobody records them, and what they have become is told afterwards`, () => {
      const isList = isOneList(spec.create({ maxsize: 3, seed: 1 }));
      const property = fc.property(stretches, (all) => {
        const room = new Room();
        const { recorder } = room;
        const cache = recorder.watch('c', policy, (observer) =>
          createCache<number, number>(policy, 3, { observer }),
        );
        const play = (operations: (typeof all)[number]): void => {
          for (const [op, key] of operations) {
            if (op === 'delete') cache.delete(key);
            else if (op === 'set' || cache.get(key) === undefined) cache.set(key, key * 2);
          }
        };
        all.forEach((operations, index) => {
          if (index % 2 === 0) play(operations);
          else recorder.measure(() => play(operations));
        });
        const recording = room.finish();
        const { hits, misses, maxsize, currsize } = cache.info();
        const { info, keys, isKnown, next } = recording.stateAt(1, recording.last);
        assert.deepEqual(info, { hits, misses, maxsize, currsize });
        assert.deepEqual({ ...recording.counts(1) }, { ...recording.counts(1), hits, misses, currsize });
        assert.deepEqual([...keys].sort(), cache.keys().map(String).sort());
        const page = new Recording();
        for (const tick of recording.ticks()) page.append(tick);
        assert.deepEqual(page.counts(1), recording.counts(1));
        assert.deepEqual(page.stateAt(1, page.last), recording.stateAt(1, recording.last));
        const { currsize: size, ...past } = recording.countsAt(recording.last).get(1)!;
        assert.deepEqual({ ...past, currsize: size }, { ...recording.counts(1) });
        if (isList) assert.deepEqual([isKnown, keys], [true, cache.keys().map(String)]);
        const picture = recorder.describe(cache)!;
        assert.deepEqual(picture.info, info);
        assert.deepEqual(picture.entries!.map(({ key }) => key).sort(), [...keys].sort());
        const leaving = picture.entries!.find((entry) => entry.next)?.key;
        if (next !== undefined) assert.equal(leaving, recording.textOf(1, next && numberAt(recording, next)));
        if (currsize === 3 && !['2q', 'arc', 's3-fifo', 'slru', 'w-tinylfu'].includes(policy)) {
          cache.set(99, 99);
          assert.ok(!cache.has(Number(leaving)), 'who was said to leave next has left');
        }
        cache.clear();
        cache.set(1, 1);
        const after = room.finish();
        assert.ok(after.stateAt(1, after.last).isKnown, 'all is known again after a clear');
      });
      fc.assert(property, { numRuns: 40 });
    });
  }

  it('functions, whatever their arguments: the same keys, counters and pictures as if they had been recorded', () => {
    const makers: ((observer: never) => Cached<(...args: unknown[]) => unknown>)[] = [
      (observer) => lruCache({ maxsize: 3, observer })((...args: unknown[]) => args.length),
      (observer) => lruCache({ maxsize: 3, observer })((a: unknown) => a),
      (observer) => lruCache({ maxsize: 3, observer })((a: unknown, b: unknown) => [a, b]),
      (observer) => lruCache({ maxsize: null, observer, objects: 'structural' })((a: unknown) => a),
      (observer) => ttlCache(10, 3, { observer, clock: { now: () => 0 } })((a: unknown) => a),
    ];
    const value = fc.oneof(
      fc.integer(),
      fc.string(),
      fc.constantFrom(undefined, null, 0.5, true, 2 ** 40, -0, 7n),
    );
    const calls = fc.array(fc.array(value, { maxLength: 3 }), { maxLength: 10 });
    const property = fc.property(fc.nat(makers.length - 1), calls, calls, calls, (maker, ...parts) => {
      const [measured, recorded] = [true, false].map((isMeasured) => {
        const room = new Room();
        const { recorder } = room;
        const fn = recorder.watch('f', 'lru', (observer) => makers[maker]!(observer as never));
        const play = (list: unknown[][]): void => list.forEach((args) => void fn(...args));
        play(parts[0]);
        if (isMeasured) recorder.measure(() => play(parts[1]));
        else play(parts[1]);
        play(parts[2]);
        const recording = room.finish();
        const { hits, misses, currsize } = fn.cacheInfo();
        const counts = recording.counts(1);
        assert.deepEqual([counts.hits, counts.misses, counts.currsize], [hits, misses, currsize]);
        const { info, keys, isKnown, next } = recording.stateAt(1, recording.last);
        return { counts, info, keys, isKnown, next, picture: recorder.describe(fn) };
      });
      assert.deepEqual(measured, recorded);
    });
    fc.assert(property);
  });

  it('are not told of at all where nothing has happened to them', () => {
    const room = new Room();
    const cache = room.recorder.watch('c', 'lru', (observer) => createCache('lru', 3, { observer }));
    room.recorder.measure(() => cache.has(1));
    assert.deepEqual(
      Array.from(room.finish().events(), ({ type }) => type),
      ['made'],
    );
  });

  it('are recorded again when the measured code has thrown, and when it was cut off', () => {
    const room = new Room();
    const { recorder } = room;
    const cache = recorder.watch('c', 'lru', (observer) => createCache('lru', 3, { observer }));
    const fail = (): void => {
      cache.get(1);
      throw new Error('no');
    };
    assert.throws(() => recorder.measure(fail), /no/);
    cache.get(2);
    recorder.pause(); // As where code ends without coming to what it had to do last.
    cache.get(3);
    recorder.beginRun();
    cache.get(4);
    const recording = room.finish();
    assert.deepEqual(
      Array.from(recording.events(), ({ type, key }) => [type, key].join(' ').trim()),
      ['made', 'resumed', 'miss 2', 'resumed', 'miss 4'],
    );
    assert.equal(recording.counts(1).misses, 4);
    assert.equal(recording.counts(1).requests, 4);
    assert.equal(recording.history(1).at(-1)!.requests, 4);
  });

  it('measured within what is measured, and made in it, are recorded from its end on', () => {
    const room = new Room();
    const { recorder } = room;
    const make = () => recorder.watch('c', 'lru', (observer) => createCache('lru', 3, { observer }));
    const outer = make();
    const inner = recorder.measure(() => {
      recorder.measure(() => outer.get(1));
      outer.get(2);
      const made = make();
      made.get(3);
      return made;
    });
    inner.get(4);
    const recording = room.finish();
    assert.deepEqual(
      [1, 2].map((cache) => recording.counts(cache).misses),
      [2, 2],
    );
    assert.deepEqual(
      Array.from(recording.events(), ({ type }) => type).filter((type) => type === 'miss'),
      ['miss'],
    );
  });

  it('are quick: they have no observer but the person’s own', () => {
    const { recorder } = new Room();
    const own: CacheEvent[] = [];
    let calls = 0;
    const watched = recorder.watch('f', 'lru', (observer) =>
      lruCache({ observer: both(observer!, (event: CacheEvent) => own.push(event)) })(() => ++calls),
    );
    recorder.measure(() => watched());
    assert.deepEqual(
      own.map(({ type }) => type),
      ['miss', 'stored'],
    );
  });

  it('of more entries than are told anew have right counters, and are known again after a clear', () => {
    const room = new Room();
    const cache = room.recorder.watch('c', 'lru', (observer) =>
      createCache<number, number>('lru', 20_000, { observer }),
    );
    room.recorder.measure(() => {
      for (let key = 0; key < 20_000; key++) cache.set(key, key);
      cache.get(1);
    });
    cache.get(7);
    const lost = room.finish();
    assert.deepEqual(
      { ...lost.counts(1) },
      { hits: 2, misses: 0, evictions: 0, currsize: 20_000, requests: 2 },
    );
    const { isKnown, info } = lost.stateAt(1, lost.last);
    assert.deepEqual([isKnown, info.hits, info.currsize], [false, 2, 20_000]);
    assert.equal([...lost.events()].at(-1)!.key, '7');
    cache.clear();
    cache.set(1, 1);
    const known = room.finish();
    assert.deepEqual([known.stateAt(1, known.last).isKnown, known.counts(1).currsize], [true, 1]);
  });
});

/** The number of the key in a slot at the end. */
function numberAt(recording: Recording, slot: number): number {
  const { layout } = recording.stateAt(1, recording.last);
  return layout.flatMap(({ entries }) => entries).find((entry) => entry.slot === slot)!.number;
}
