import assert from 'node:assert/strict';
import { createCache, memoize } from '../../../src/engine/index.ts';
import { fingerprint, fingerprintOfList } from '../../../src/engine/fingerprint.ts';
import { FrequencySketch } from '../../../src/engine/frequencySketch.ts';
import { counter } from './support.ts';

/** Policies that remember keys by fingerprint after their entry has left. */
const remembering = ['s3-fifo', '2q', 'arc', 'w-tinylfu'];

describe('fingerprints', () => {
  const items = [{}, [], () => 0, new Map(), Symbol('a'), Symbol('b'), 'a', 'b', '', '1', 1, -1, 0.5, NaN, Infinity, 2 ** 60, 1n, true, null, undefined, 'null', 'true', 'Symbol(a)']; // oxfmt-ignore

  it('are the same for equal keys, different for others, and safe integers', () => {
    const prints = items.map(fingerprint);
    assert.deepEqual(items.map(fingerprint), prints);
    assert.equal(new Set(prints).size, items.length);
    assert.ok(prints.every(Number.isSafeInteger));
    assert.equal(fingerprint(-5), -5);
    assert.equal(fingerprint('ab'.repeat(2)), fingerprint('abab'));
  });

  it('tell lists apart by order, number and content', () => {
    const lists = [[], [1], [1, 2], [2, 1], [1, 2, 3], ['1', 2], ['1,2'], [items[0], 1], [items[1], 1]];
    assert.equal(new Set(lists.map(fingerprintOfList)).size, lists.length);
    assert.equal(fingerprintOfList(['x']), fingerprint('x'));
  });

  it('stay what they are, so that a recorded run can be repeated', () => {
    const known: readonly [unknown, number][] = [
      ['', 142435905135713],
      ['a', 2690052957812034],
      ['abc', 7977612723247443],
      ['key:1', 7296933357945888],
      [true, 2749279605540501],
      [null, 1084608591740467],
      [0.5, 5986967302553677],
      [1n, 2604322044421647],
    ];
    for (const [key, print] of known) assert.equal(fingerprint(key), print);
    assert.equal(fingerprintOfList([1, 'a']), 8204775345175906);
  });

  it('spread texts that differ little over 53 bits', () => {
    const prints = new Set<number>();
    for (let i = 0; i < 200_000; i++) prints.add(fingerprint(`key:${i}`));
    assert.equal(prints.size, 200_000);
  });
});

describe('policies that remember', () => {
  const keysOf: Record<string, (i: number) => unknown> = {
    texts: (i) => `key ${i}`,
    symbols: (i) => Symbol.for(`key ${i}`),
    objects: (
      (all: object[]) => (i: number) =>
        (all[i] ??= { i })
    )([]),
  };

  for (const policy of remembering) {
    for (const [kind, make] of Object.entries(keysOf)) {
      it(`${policy} knows ${kind} again as it knows integers`, () => {
        const numbers = createCache<number, number>(policy, 8);
        const others = createCache<unknown, number>(policy, 8);
        let different = 0;
        for (let i = 0; i < 3000; i++) {
          const key = (i * i * 7 + (i >> 3)) % 23;
          const [a, b] = [numbers.get(key), others.get(make(key))];
          if ((a === undefined) !== (b === undefined)) different++;
          if (a === undefined) numbers.set(key, i);
          if (b === undefined) others.set(make(key), i);
        }
        // Only the sketch may see other collisions with other fingerprints.
        if (policy !== 'w-tinylfu') assert.equal(different, 0);
        assert.ok(others.info().hits > 300);
        others.clear();
        assert.equal(others.size, 0);
      });
    }

    it(`${policy} knows calls again, whatever their arguments`, () => {
      const shapes: ((n: number) => readonly unknown[])[] = [
        (n) => [n],
        (n) => [n, 1],
        (n) => [`${n}`, true],
        (n) => [n, 1, 2],
      ];
      const runs = shapes.map((shape) => {
        const cached = memoize(counter(), { policy, maxsize: 8 });
        for (let i = 0; i < 3000; i++) cached(...shape((i * i * 7 + (i >> 3)) % 23));
        return cached.cacheInfo().hits;
      });
      if (policy !== 'w-tinylfu') assert.equal(new Set(runs).size, 1);
      assert.ok(Math.min(...runs) > 300);
    });
  }
});

describe('the frequency sketch', () => {
  it('counts to fifteen and halves after ten uses per entry', () => {
    const sketch = new FrequencySketch(16);
    assert.equal(sketch.frequency(7), 0);
    for (let i = 0; i < 20; i++) sketch.increment(7);
    assert.equal(sketch.frequency(7), 15);
    for (let i = 0; i < 160 - 16; i++) sketch.increment(1000 + (i % 100));
    assert.equal(sketch.frequency(7), 15);
    sketch.increment(2000);
    assert.equal(sketch.frequency(7), 7);
    sketch.clear();
    assert.equal(sketch.frequency(7), 0);
  });

  it('counts a key once in each of its four counters, and halves by rounding down', () => {
    const sketch = new FrequencySketch(1);
    for (const expected of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      sketch.increment(5);
      assert.equal(sketch.frequency(5), expected);
    }
    const { counters } = sketch as unknown as { counters: Uint8Array };
    assert.deepEqual(
      [...counters].filter((count) => count > 0),
      [9, 9, 9, 9],
    );
    sketch.increment(5);
    assert.deepEqual(
      [...counters].filter((count) => count > 0),
      [5, 5, 5, 5],
    );
  });

  it('takes little room: in a small one strangers share counters', () => {
    const sketch = new FrequencySketch(8);
    for (let key = 0; key < 79; key++) sketch.increment(key);
    const strangers = Array.from({ length: 1000 }, (_, i) => sketch.frequency(10_000 + i));
    assert.ok(strangers.filter((frequency) => frequency > 0).length > 300);
  });

  it('never counts too little', () => {
    const sketch = new FrequencySketch(100);
    const uses = new Map<number, number>();
    for (let i = 0; i < 900; i++) {
      const key = (i * i) % 97;
      uses.set(key, (uses.get(key) ?? 0) + 1);
      sketch.increment(key);
    }
    for (const [key, count] of uses) assert.ok(sketch.frequency(key) >= Math.min(count, 15));
  });
});
