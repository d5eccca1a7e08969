import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  missRatioCurve,
  policies,
  simulate,
  startMissRatioCurve,
  startSimulation,
} from '../../../src/engine/index.ts';
import { NaiveCache } from './models/naive-cache.ts';

const trace = fc.nat(25).chain((keys) => fc.array(fc.nat(keys), { maxLength: 250, size: 'max' }));

/** The fewest misses any cache of this size can have, found by trying every victim. */
function leastMisses(keys: readonly number[], maxsize: number): number {
  let states = new Map<string, number>([['', 0]]);
  for (const key of keys) {
    const next = new Map<string, number>();
    const keep = (state: number[], misses: number): void => {
      const name = state.sort().join();
      next.set(name, Math.min(misses, next.get(name) ?? Infinity));
    };
    for (const [name, misses] of states) {
      const state = name === '' ? [] : name.split(',').map(Number);
      if (state.includes(key)) keep(state, misses);
      else if (state.length < maxsize) keep([...state, key], misses + 1);
      else for (const victim of state) keep([...state.filter((other) => other !== victim), key], misses + 1);
    }
    states = next;
  }
  return Math.min(...states.values());
}

describe('simulate', () => {
  it('counts requests, hits, misses, evictions and what is left', () => {
    assert.deepEqual(simulate('lru', 2, [7, 9, 7, 9, 8]), {
      requests: 5,
      hits: 2,
      misses: 3,
      evictions: 1,
      size: 2,
    });
    assert.deepEqual(simulate('fifo', 0, [7, 7]), { requests: 2, hits: 0, misses: 2, evictions: 0, size: 0 });
    assert.deepEqual(simulate('opt', 0, [7, 7]), { requests: 2, hits: 0, misses: 2, evictions: 0, size: 0 });
    for (const id of ['lru', 'opt']) {
      assert.deepEqual(simulate(id, null, 'abca'), {
        requests: 4,
        hits: 1,
        misses: 3,
        evictions: 0,
        size: 3,
      });
      assert.deepEqual(simulate(id, 3, []), { requests: 0, hits: 0, misses: 0, evictions: 0, size: 0 });
      assert.equal(simulate(id, 5, new Set(['a', 'b', 1, '1'])).misses, 4);
      assert.equal(simulate(id, 9, new Uint32Array([4e9, 4e9, 0])).hits, 1);
    }
    assert.throws(() => simulate('opt', 1.5, []), TypeError);
    assert.throws(() => simulate('none', 1, []), { name: 'TypeError', message: /opt/ });
  });

  it('agrees with the naive model of every policy', () => {
    for (const { id } of policies) {
      fc.assert(
        fc.property(trace, fc.integer({ min: 1, max: 12 }), (keys, maxsize) => {
          const naive = new NaiveCache(id, maxsize);
          for (const key of keys) if (naive.get(key) === undefined) naive.set(key, 1);
          const { hits, misses, values, evicted } = naive;
          const expected = {
            requests: keys.length,
            hits,
            misses,
            evictions: evicted.length,
            size: values.size,
          };
          assert.deepEqual(simulate(id, maxsize, keys), expected);
          // The sketch of W-TinyLFU estimates: other keys collide in it in other ways.
          const named = keys.map((key) => (id === 'w-tinylfu' ? key : `key ${key}`));
          assert.deepEqual(simulate(id, maxsize, named), expected);
        }),
        { seed: 18, numRuns: 60 },
      );
    }
  });

  it('counts the same where requests come bit by bit', () => {
    fc.assert(
      fc.property(
        fc.array(trace, { maxLength: 6 }),
        fc.constantFrom(...policies),
        fc.nat(9),
        (parts, { id }, size) => {
          const running = startSimulation(id, size);
          for (const part of parts) {
            running.push(new Set<number>());
            running.push(part);
          }
          assert.deepEqual(running.counts(), simulate(id, size, parts.flat()));
        },
      ),
      { seed: 25, numRuns: 200 },
    );
    assert.throws(() => startSimulation('opt', 1), { name: 'TypeError', message: /Unknown policy "opt"/ });
  });

  it('opt has the fewest misses there can be', () => {
    const small = fc.array(fc.nat(6), { maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 4 }), (keys, maxsize) => {
        assert.equal(
          simulate('opt', maxsize, keys).misses,
          keys.length === 0 ? 0 : leastMisses(keys, maxsize),
        );
      }),
      { seed: 19, numRuns: 60 },
    );
  });

  it('opt is never worse than any policy', () => {
    fc.assert(
      fc.property(trace, fc.integer({ min: 0, max: 20 }), (keys, maxsize) => {
        const least = simulate('opt', maxsize, keys);
        assert.equal(least.evictions, least.misses - least.size - (maxsize === 0 ? least.misses : 0));
        for (const { id } of policies) assert.ok(simulate(id, maxsize, keys).misses >= least.misses, id);
      }),
      { seed: 20, numRuns: 150 },
    );
  });
});

describe('missRatioCurve', () => {
  it('is LRU at every size', () => {
    fc.assert(
      fc.property(trace, (keys) => {
        const curve = missRatioCurve(keys);
        assert.deepEqual([curve.requests, curve.distinct], [keys.length, new Set(keys).size]);
        for (let size = 0; size <= curve.distinct + 2; size++)
          assert.equal(curve.misses(size), simulate('lru', size, keys).misses);
      }),
      { seed: 21, numRuns: 100 },
    );
  });

  it('is the same where requests come bit by bit, and can be looked at in between', () => {
    fc.assert(
      fc.property(fc.array(trace, { maxLength: 6 }), (parts) => {
        const running = startMissRatioCurve();
        for (const [at, part] of parts.entries()) {
          running.push(part);
          const [curve, whole] = [running.curve(), missRatioCurve(parts.slice(0, at + 1).flat())];
          assert.deepEqual(
            [curve.requests, curve.distinct, curve.enough, curve.knee],
            [whole.requests, whole.distinct, whole.enough, whole.knee],
          );
          for (let size = 0; size <= whole.distinct; size++)
            assert.equal(curve.misses(size), whole.misses(size));
        }
      }),
      { seed: 26, numRuns: 100 },
    );
  });

  it('takes any iterable and any size a cache takes', () => {
    const curve = missRatioCurve('abcab');
    assert.deepEqual(
      [curve.misses(0), curve.misses(2), curve.misses(3), curve.misses(Infinity)],
      [5, 5, 3, 3],
    );
    assert.deepEqual([curve.misses(-1), curve.misses(null)], [5, 3]);
    assert.throws(() => curve.misses(1.5), TypeError);
    assert.deepEqual([missRatioCurve([]).distinct, missRatioCurve([]).misses(3)], [0, 0]);
    assert.equal(missRatioCurve([1, '1', 1]).distinct, 2);
  });

  it('knows the size that is enough and the knee, which is where room pays best', () => {
    fc.assert(
      fc.property(trace, (keys) => {
        const { requests, distinct, enough, knee, misses } = missRatioCurve(keys);
        assert.equal(misses(enough), distinct);
        if (enough > 0) assert.ok(misses(enough - 1) > distinct);
        const lead = (size: number): number =>
          (requests - misses(size)) * enough - size * (requests - distinct);
        for (let size = 0; size <= enough; size++) assert.ok(lead(size) <= lead(knee));
      }),
      { seed: 22, numRuns: 100 },
    );
    const round = Array.from({ length: 60 }, (_, index) => index % 7);
    assert.deepEqual([missRatioCurve(round).enough, missRatioCurve(round).knee], [7, 7]); // a cliff
  });

  it('simulates other policies at the sizes that are asked for', () => {
    const keys = Array.from({ length: 60 }, (_, index) => index % 7);
    const { others } = missRatioCurve(keys, { policies: ['mru', 'opt'], sizes: [2, 6] });
    for (const { policy, points } of others) {
      const expected = [2, 6].map((size) => ({ size, misses: simulate(policy, size, keys).misses }));
      assert.deepEqual(points, expected);
    }
    assert.deepEqual(missRatioCurve(keys, { policies: ['lfu'] }).others[0]?.points.map(({ size }) => size), [2, 4, 6, 7]); // oxfmt-ignore
    for (const wrong of [{ policies: 'lfu' }, { policies: ['nobody'] }, { sizes: 3 }, { policy: ['lfu'] }])
      assert.throws(() => missRatioCurve(keys, wrong as never), TypeError, JSON.stringify(wrong));
  });
});
