import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProbeCall } from '../../../src/watch/messages.ts';
import { operations } from '../../../src/watch/messages.ts';
import { NaiveCache } from './naiveProgram.ts';
import { cacheMessage, callsMessage, info, lruCache, watched } from './watchedProgram.ts';

describe('any watched program', () => {
  /** Programs of two functions that call each other in two threads, heard in batches of any length. */
  const script = fc.record({
    limits: fc.tuple(fc.option(fc.nat(4)), fc.option(fc.nat(4))),
    steps: fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.tuple(fc.constant('call' as const), fc.nat(1), fc.nat(1), fc.nat(6)) },
        { weight: 1, arbitrary: fc.tuple(fc.constant('clear' as const), fc.nat(1), fc.nat(1), fc.nat(6)) },
      ),
      { maxLength: 40 },
    ),
    cuts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
  });

  function run({
    limits,
    steps,
  }: {
    limits: [number | null, number | null];
    steps: [string, number, number, number][];
  }) {
    const calls: ProbeCall[] = [];
    const caches: NaiveCache[] = [];
    const body = (_: NaiveCache, thread: number, key: number): void => {
      if (key > 1) caches[key % 2]?.call(thread, key - 1);
      if (key > 2) caches[0]?.call(thread, key - 2);
      if (key === 5) throw new Error('as a function may');
    };
    caches.push(...limits.map((limit, id) => new NaiveCache(id, limit, (call) => calls.push(call), body)));
    for (const [what, id, thread, key] of steps) {
      try {
        if (what === 'call') caches[id]!.call(thread, key);
        else caches[id]!.clear(thread);
      } catch {
        continue;
      }
    }
    return { calls, caches };
  }

  it('is at every end what a naive cache is, however its calls are cut into batches', () => {
    fc.assert(
      fc.property(script, ({ cuts, ...what }) => {
        const { calls, caches } = run(what);
        const { program, recording, tell, numberOf } = watched();
        caches.forEach(({ id, maxsize }) => tell(cacheMessage(id, lruCache({ name: `f${id}`, maxsize }))));
        for (let at = 0, turn = 0; at < calls.length; turn++) {
          const size = cuts[turn % cuts.length]!;
          tell(callsMessage(calls.slice(at, at + size), turn));
          at += size;
        }
        program.end();
        for (const cache of caches) {
          const number = numberOf(`f${cache.id}`);
          const { hits, misses, entries } = cache;
          assert.deepEqual(info(recording.counts(number)), { hits, misses, currsize: entries.size });
          const moment = recording.stateAt(number, recording.last);
          assert.ok(moment.isKnown);
          assert.deepEqual(moment.keys, [...entries.keys()].map(String));
        }
      }),
    );
  });

  it('has the true counters at the end, whatever was dropped', () => {
    fc.assert(
      fc.property(script, fc.infiniteStream(fc.nat(3)), ({ cuts, ...what }, dice) => {
        const { calls, caches } = run(what);
        const { program, recording, tell, numberOf } = watched();
        caches.forEach(({ id, maxsize }) => tell(cacheMessage(id, lruCache({ name: `f${id}`, maxsize }))));
        for (let at = 0, turn = 0; at < calls.length; turn++) {
          const batch = calls.slice(at, (at += cuts[turn % cuts.length]!));
          const isDropped = dice.next().value === 0;
          tell(isDropped ? { type: 'dropped', count: batch.length } : callsMessage(batch, turn));
        }
        tell({ type: 'counts', time: 1e4, counts: caches.map((cache) => cache.row()) });
        program.end();
        for (const cache of caches) {
          const { hits, misses, entries } = cache;
          if (hits + misses === 0) continue;
          const counts = recording.counts(numberOf(`f${cache.id}`));
          assert.deepEqual([counts.hits, counts.misses], [hits, misses]);
          assert.ok(counts.currsize >= entries.size);
        }
      }),
    );
  });

  it('takes whatever a probe may say', () => {
    const id = fc.nat(3);
    const facts = fc.record({
      name: fc.constantFrom('f', 'g'),
      isLibrary: fc.boolean(),
      kind: fc.constantFrom('k', 'l'),
      policy: fc.constantFrom('lru', 'lfu', 'w-tinylfu', 'arc', 'whatever', 'constructor'),
      maxsize: fc.option(fc.constantFrom(0, 1, 2, 128, Number.MAX_SAFE_INTEGER)),
      line: fc.nat(2),
    });
    const count = fc.constantFrom(0, 1, 2, 3, Number.MAX_SAFE_INTEGER);
    const row = fc.tuple(id, count, count, fc.option(count), count, fc.option(fc.nat(2)));
    const key = fc.option(fc.oneof(fc.nat(3), fc.double(), fc.string()));
    const call = fc.tuple(id, fc.nat(2), fc.constantFrom(...Object.values(operations)), key);
    const message = fc.oneof(
      fc.record({ type: fc.constant('cache' as const), cache: id, facts }),
      fc.record({ type: fc.constant('counts' as const), time: fc.nat(), counts: fc.array(row) }),
      fc.record({ type: fc.constant('calls' as const), time: fc.nat(), calls: fc.array(call) }),
      fc.record({ type: fc.constant('dropped' as const), count: fc.nat() }),
      fc.record({ type: fc.constant('gone' as const), caches: fc.array(id) }),
    );
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
        const { program, recording, tell } = watched();
        tell(...messages);
        program.end();
        for (const { cache } of recording.caches()) recording.stateAt(cache, recording.last);
        program.caches();
      }),
    );
  });
});
