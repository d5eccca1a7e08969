import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cache, createCache, lruCache, memoize, policies, timedLruCache } from '../../../src/engine/index.ts';
import type { Cached, Entry, RemovalCause, Teller } from '../../../src/engine/index.ts';
import { Ghosts } from '../../../src/engine/ghosts.ts';
import { Ticks } from './support.ts';

/** Writes down what it is told, a word a call; keys have numbers in the order of their misses. */
class Scribe implements Teller {
  words: string[] = [];
  private misses = 0;

  hit(slot: number): void {
    this.words.push(`hit ${slot}`);
  }

  miss(key: unknown, isList: boolean, label: unknown): number {
    this.words.push(`miss ${isList ? 'list' : 'key'} ${JSON.stringify(key)} of ${JSON.stringify(label)}`);
    return ++this.misses;
  }

  entered(): void {
    this.words.push('entered');
  }

  left(): void {
    this.words.push('left');
  }

  stored(slot: number, evicted: boolean, { label, value, number }: Entry): void {
    this.words.push(
      `stored ${slot}${evicted ? ' evicting' : ''}: ${JSON.stringify([label, value, number]).slice(1, -1)}`,
    );
  }

  replaced(slot: number, value: unknown): void {
    this.words.push(`replaced ${slot}: ${JSON.stringify(value)}`);
  }

  renewed(slot: number, { value, number }: Entry): void {
    this.words.push(`renewed ${slot}: ${JSON.stringify(value)},${number}`);
  }

  removed(slot: number, cause: RemovalCause): void {
    this.words.push(`removed ${slot} ${cause}`);
  }

  cleared(slots: Iterable<number>, cause: RemovalCause): void {
    this.words.push(`cleared ${[...slots].join()} ${cause}`);
  }
}

describe('a teller', () => {
  it('of a keyed cache is told slots, and a key once', () => {
    const observer = new Scribe();
    const cached = createCache<string, number>('lru', 1, { observer });
    cached.get('a');
    cached.set('a', 1);
    cached.set('a', 2);
    cached.get('a');
    cached.set('b', 3);
    cached.delete('b');
    cached.clear();
    assert.deepEqual(observer.words, [
      'miss key "a" of "a"', 'stored 1: "a",1,0', 'replaced 1: 2', 'hit 1', 'stored 1 evicting: "b",3,0',
      'removed 1 deleted', 'cleared  cleared',
    ]); // oxfmt-ignore
  });

  it('of a function gets the number of a miss back, whatever is called in between', () => {
    const observer = new Scribe();
    const sum: Cached<(a: number, b: number) => number> = lruCache({ maxsize: 2, observer })(
      (a: number, b: number): number => (a === 0 ? b : sum(a - 1, b + 1)),
    );
    sum(1, 5);
    sum(1, 5);
    assert.deepEqual(observer.words, [
      'miss list [1,5] of [1,5]', 'entered', 'miss list [0,6] of [0,6]', 'entered', 'left', 'stored 1: [0,6],6,2', 'left',
      'stored 2: [1,5],6,1', 'hit 2',
    ]); // oxfmt-ignore
  });

  it('is told the key that the cache compares, and the arguments that people wrote', () => {
    const observer = new Scribe();
    const byId = lruCache({ observer, key: (user: { id: number }) => user.id })(
      (user: { id: number }) => user.id,
    );
    byId({ id: 7 });
    const none = lruCache({ observer, maxsize: 0 })((...all: unknown[]) => all.length);
    none([1], 2);
    none('a');
    none();
    assert.deepEqual(
      observer.words.filter((word) => word.startsWith('miss')),
      ['miss key 7 of {"id":7}', 'miss list [[1],2] of [[1],2]', 'miss key "a" of "a"', 'miss list [] of []'],
    );
  });

  it('is told that the function has ended when it throws', () => {
    const observer = new Scribe();
    const cached = lruCache({ observer })((n: number) => {
      throw new Error(String(n));
    });
    assert.throws(() => cached(1));
    assert.deepEqual(observer.words, ['miss key 1 of 1', 'entered', 'left']);
  });

  it('is told once that a result takes the place of an inner one', () => {
    const observer = new Scribe();
    let depth = 0;
    const cached: Cached<(n: number) => number> = memoize((n: number): number => (depth++ ? depth : cached(n) + 5), {
      maxsize: null,
      observer,
    }); // oxfmt-ignore
    cached(1);
    assert.deepEqual(observer.words.slice(-3), ['stored 1: 1,2,2', 'left', 'renewed 1: 7,1']);
  });

  it('is told of every clear, also of an empty cache, because the counters are zero then', () => {
    const observer = new Scribe();
    const clock = new Ticks();
    cache((n: number) => n).cacheClear();
    const cleared = lruCache({ observer })((n: number) => n);
    cleared.cacheClear();
    const timed = timedLruCache(1, 3, { observer, clock })((n: number) => n);
    timed(1);
    clock.time = 1000;
    timed(1);
    assert.deepEqual(
      observer.words.filter((word) => word.startsWith('cleared')),
      ['cleared  cleared', 'cleared 1 expired'],
    );
  });

  it('is known by its methods; anything else is refused', () => {
    for (const observer of [{}, { hit: 1, stored: 2 }, 'lru', null]) {
      assert.throws(() => createCache('lru', 1, { observer: observer as never }), /^TypeError: observer must be/);
      assert.throws(() => lruCache({ observer: observer as never }), /^TypeError: observer must be/);
    } // oxfmt-ignore
  });
});

describe('the layout of a policy', () => {
  const divided = ['lfu', 'clock', 'sieve', 's3-fifo', 'slru', '2q', 'arc', 'w-tinylfu'];

  it('is there where an order does not say all', () => {
    const found = policies
      .filter((spec) => 'layout' in spec.create({ maxsize: 1, seed: 1 }))
      .map(({ id }) => id);
    assert.deepEqual(found, divided);
  });

  it('holds every slot once, in its own part of the order of slots', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...divided),
        fc.constantFrom(1, 2, 3, 8, 20, Infinity),
        fc.array(fc.nat(30), { maxLength: 120, size: 'max' }),
        (id, maxsize, keys) => {
          const policy = policies.find((each) => each.id === id)!.create({ maxsize, seed: 1 });
          const slotOf = new Map<number, number>();
          for (const key of keys) {
            const present = slotOf.get(key);
            if (present !== undefined) policy.hit(present);
            else {
              policy.admit?.(key);
              const slot = slotOf.size === maxsize ? policy.evict() : slotOf.size + 1;
              for (const [other, at] of slotOf) if (at === slot) slotOf.delete(other);
              policy.insert(slot);
              slotOf.set(key, slot);
            }
          }
          const parts = policy.layout!();
          assert.deepEqual(
            parts.flatMap(({ slots }) => [...slots]),
            [...policy.slots()],
          );
          for (const { hand, slots, ghosts, mark } of parts) {
            if (hand) assert.ok([...slots].includes(hand));
            for (const ghost of ghosts ?? []) assert.ok(keys.includes(ghost) && !slotOf.has(ghost));
            for (const slot of slots) assert.ok(mark === undefined || mark(slot) >= 0);
          }
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });
});

describe('ghosts', () => {
  it('are those of a Set in order of insertion, whatever their fingerprint', () => {
    const print = fc.oneof(
      fc.maxSafeInteger(),
      fc.constantFrom(0, 1, -1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, 1 - 2 ** 53),
    );
    const step = fc.record({
      print,
      kind: fc.constantFrom('push', 'push', 'push', 'delete', 'shift', 'clear'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(8), (steps, limit) => {
        const ghosts = new Ghosts();
        const model = new Set<number>();
        const shift = (): void => void model.delete([...model][0]!);
        for (const { kind, print: one } of steps) {
          if (kind === 'push') {
            ghosts.push(one, limit);
            if (model.add(one).size > limit) shift();
          } else if (kind === 'delete') assert.equal(ghosts.delete(one), model.delete(one));
          else {
            if (kind === 'shift') shift();
            else model.clear();
            ghosts[kind]();
          }
          assert.deepEqual([ghosts.size, [...ghosts]], [model.size, [...model]]);
        }
      }),
      { seed: 22, numRuns: 300 },
    );
  });
});
