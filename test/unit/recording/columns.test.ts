import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCache, policies } from '../../../src/engine/index.ts';
import {
  bytesOf,
  chunkOf,
  EVENT_BYTES,
  isTick,
  kinds,
  Recording,
  whole,
} from '../../../src/recording/index.ts';
import type { CacheFacts, Tick } from '../../../src/recording/index.ts';
import { cloneState, keep } from '../../../src/recording/keep.ts';
import { createChunk } from '../../../src/recording/events.ts';
import { dice, noKeys } from './support.ts';

const facts: CacheFacts = {
  cache: 1,
  name: 'c',
  kind: 'test',
  policy: 'lru',
  maxsize: 10,
  seed: 1,
  isRetired: false,
};

describe('a copy of a policy', () => {
  for (const spec of policies)
    it(`of ${spec.id} goes on as the policy itself, and neither sees what the other is told`, () => {
      const roll = dice(5);
      const twin = createCache<number, number>(spec.id, 8);
      let policy = spec.create({ maxsize: 8, seed: 1 });
      const slots = new Map<number, number>();
      const step = (key: number): void => {
        const present = slots.get(key);
        if (present !== undefined) {
          policy.hit(present);
          return;
        }
        policy.admit?.(key);
        const slot = slots.size === 8 ? policy.evict() : slots.size + 1;
        for (const [other, at] of slots) if (at === slot) slots.delete(other);
        policy.insert(slot);
        slots.set(key, slot);
      }; // oxfmt-ignore
      for (let i = 0; i < 600; i++) {
        const key = roll(roll(2) ? 8 : 25);
        if (twin.get(key) === undefined) twin.set(key, i);
        step(key);
        if (i % 7 === 0) {
          const before = policy;
          const kept = keep(policy);
          policy = cloneState(policy);
          for (let slot = slots.size; slot > 0; slot -= 2) before.hit(slot);
          if (slots.size === 8) before.evict();
          if (i % 2 === 0) before.clear();
          // What has gone on, or was emptied, is filled again as well as a new one is made.
          if (i % 3 === 0) policy = kept.putInto(before);
        }
        const keys = Array.from(policy.slots(), (slot) => [...slots].find(([, at]) => at === slot)![0]);
        assert.deepEqual(keys, twin.keys());
      }
    });

  it('holds plain fields only: nothing in it is a function or another cache’s', () => {
    for (const spec of policies) {
      const policy = spec.create({ maxsize: 8, seed: 1 });
      const walk = (value: unknown, copy: unknown): void => {
        assert.notEqual(typeof value, 'function');
        if (typeof value !== 'object' || value === null) return;
        assert.notEqual(value, copy);
        for (const [name, part] of Object.entries(value)) walk(part, (copy as Record<string, unknown>)[name]);
      };
      walk(policy, cloneState(policy));
    }
  });
});

describe('columns as bytes', () => {
  it('come back as they were, from any place in a larger buffer', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(9), fc.nat(), (size, offset, seed) => {
        const roll = dice(seed);
        const chunk = createChunk(7, 50);
        chunk.size = size;
        for (const column of ['key', 'slot', 'cache', 'depth', 'kind'] as const)
          for (let at = 0; at < size; at++) chunk[column][at] = roll(250);
        for (let at = 0; at < size; at++) chunk.time[at] = roll(1e9) / 7;
        const bytes = bytesOf(chunk);
        assert.equal(bytes.length, size * EVENT_BYTES);
        const larger = new Uint8Array(bytes.length + 20);
        larger.set(bytes, offset);
        const again = chunkOf(7, larger.subarray(offset, offset + bytes.length));
        for (const column of ['time', 'key', 'slot', 'cache', 'depth', 'kind'] as const)
          assert.deepEqual([...again[column]], [...chunk[column].subarray(0, size)]);
      }),
      { seed: 41, numRuns: 100 },
    );
    assert.throws(() => chunkOf(1, new Uint8Array(EVENT_BYTES + 1)), RangeError);
  });

  it('are a tick only where all of it is', () => {
    const tick: Tick = { first: 1, events: new Uint8Array(EVENT_BYTES), caches: [facts], keys: noKeys };
    assert.ok(isTick(tick) && isTick(structuredClone(tick)));
    const wrong = [
      undefined, null, 7, {}, { ...tick, first: 0 }, { ...tick, events: [] }, { ...tick, events: new Uint8Array(22) },
      { ...tick, caches: [{ ...facts, name: 1 }] }, { ...tick, caches: [{ ...facts, maxsize: -1 }] }, { ...tick, caches: 3 },
      { ...tick, keys: { ...noKeys, texts: ['a'] } }, { ...tick, keys: { ...noKeys, prints: [] } }, { ...tick, keys: null },
      { ...tick, counts: [{ cache: 1 }] }, { ...tick, counts: 1 },
    ]; // oxfmt-ignore
    for (const value of wrong) assert.equal(isTick(value), false);
    fc.assert(
      fc.property(fc.anything(), (value) => !isTick(value)),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('made-up columns', () => {
  it('are found out, never hang and never throw, whatever is asked', () => {
    for (const { id } of policies)
      for (let seed = 1; seed <= 24; seed++) {
        const roll = dice(seed);
        const size = 1000;
        const chunk = createChunk(1, size);
        chunk.size = size;
        for (let at = 0; at < size; at++) {
          chunk.kind[at] = at === 0 ? kinds.made : 2 + roll(seed % 3 ? 8 : 250);
          chunk.slot[at] = seed % 2 ? roll(14) : roll(2 ** 31) - 2 ** 30;
          chunk.key[at] = seed % 4 ? roll(60) : roll(2 ** 31) - 2 ** 30;
          chunk.cache[at] = seed % 5 || at === 0 ? 1 : roll(4) - 1;
          chunk.depth[at] = roll(65536);
          chunk.time[at] = seed % 6 ? at : [NaN, -1, Infinity][roll(3)]!;
        }
        const numbers = Int32Array.from({ length: 60 }, (_, i) => (seed % 7 ? i : roll(2 ** 31)));
        const keys = {
          caches: numbers.map(() => 1),
          numbers,
          prints: Float64Array.from(numbers, () => [NaN, 0.5, 1e300, -7, 3][roll(5)]!),
          texts: Array.from(numbers, String),
        };
        const recording = new Recording({ now: () => 0 });
        recording.append({ first: 1, events: bytesOf(chunk), caches: [{ ...facts, policy: id }], keys });
        assert.equal(recording.stateAt(1, size).isKnown, false, `${id} ${seed}`);
        assert.ok(recording.history(1).length <= 600 && [...recording.events()].length === size);
        assert.ok(recording.requests(1).every((key) => key >= 0 && key < 200));
        recording.callTree(1, size);
        whole(recording.misses(1));
        if (seed <= 4) whole(recording.race(1));
      }
  });

  it('cannot take a victim that the policy would not', () => {
    const tell = (victim: number): boolean => {
      const chunk = createChunk(1, 8);
      const rows = [[kinds.made], [kinds.miss, 1], [kinds.stored, 1, 1], [kinds.stored, 2, 2], [kinds.evicted, victim, victim], [kinds.stored, 3, victim]];
      rows.forEach(([kind = 0, key = 0, slot = 0], at) => {
        [chunk.kind[at], chunk.key[at], chunk.slot[at], chunk.cache[at]] = [kind, key, slot, 1];
      });
      chunk.size = rows.length;
      const recording = new Recording();
      const numbers = Int32Array.of(1, 2, 3);
      const keys = { caches: numbers.map(() => 1), numbers, prints: Float64Array.from(numbers), texts: ['a', 'b', 'c'] };
      recording.append({ first: 1, events: bytesOf(chunk), caches: [{ ...facts, maxsize: 2 }], keys });
      return recording.stateAt(1, 6).isKnown;
    };
    assert.deepEqual([tell(1), tell(2)], [true, false]);
  }); // oxfmt-ignore
});
