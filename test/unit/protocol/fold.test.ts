import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyDelta,
  beginSession,
  DeltaSum,
  emptyDelta,
  MAX_OUTPUT_LINES,
  MAX_OUTPUT_TEXT,
} from '../../../src/protocol/fold.ts';
import type { CacheSample, SessionDelta, Timing } from '../../../src/protocol/session.ts';

const fresh = beginSession('1', 'stairs', 'Stairs');

function sample(cache: string, time: number, hits = 0): CacheSample {
  return {
    cache,
    name: `name ${cache}`,
    policy: 'lru',
    time,
    evictions: 0,
    info: { hits, misses: 1, maxsize: 3, currsize: 1 },
    points: [{ time, requests: time, hits, misses: 1 }],
  };
}

const deltas = fc.array(
  fc.record(
    {
      output: fc.array(fc.record({ text: fc.string(), after: fc.nat() }), { maxLength: 3 }),
      caches: fc.uniqueArray(
        fc
          .record({ cache: fc.constantFrom('a', 'b'), time: fc.nat(), hits: fc.nat() })
          .map((s) => sample(s.cache, s.time, s.hits)),
        { selector: ({ cache }) => cache },
      ),
      retired: fc.constant<string[]>([]),
      timings: fc.array(fc.constant<Timing>({ label: 'plain', times: [1], min: 1 }), { maxLength: 2 }),
      counts: fc.dictionary(fc.constantFrom('calls', 'fetches'), fc.nat()),
      isBusy: fc.boolean(),
    },
    { requiredKeys: ['output', 'caches', 'retired', 'timings', 'counts'] },
  ),
  { maxLength: 6 },
);

describe('the fold of a session', () => {
  it('merged deltas mean the same as the deltas one by one', () => {
    fc.assert(
      fc.property(deltas, (list: SessionDelta[]) => {
        const stepwise = list.reduce(applyDelta, fresh);
        const sum = new DeltaSum();
        for (const delta of list) sum.add(delta);
        const merged = applyDelta(fresh, sum.delta());
        assert.deepEqual(merged, stepwise);
      }),
    );
  });

  it('leaves the state before as it was', () => {
    const before = structuredClone(fresh);
    applyDelta(fresh, {
      ...emptyDelta(),
      output: [{ text: 'line', after: 0 }],
      counts: { calls: 1 },
      caches: [sample('a', 1)],
    });
    assert.deepEqual(fresh, before);
  });

  it('keeps the newest lines of a long output', () => {
    const lines = Array.from({ length: MAX_OUTPUT_LINES + 7 }, (_, index) => ({
      text: `line ${index}`,
      after: index,
    }));
    const { output, unkeptLines } = applyDelta(fresh, { ...emptyDelta(), output: lines });
    assert.deepEqual([output.length, output.at(-1), unkeptLines], [MAX_OUTPUT_LINES, lines.at(-1), 7]);
  });

  it('keeps the newest lines of long ones, and knows how many came before, however they come', () => {
    const someLines = fc.array(fc.nat(MAX_OUTPUT_TEXT), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(someLines, { maxLength: 20 }), (deltas) => {
        let session = fresh;
        let printed = 0;
        for (const lengths of deltas) {
          const output = lengths.map((length) => ({ text: 'a'.repeat(length % 9000), after: printed++ }));
          session = applyDelta(session, { ...emptyDelta(), output });
        }
        const { output, unkeptLines = 0 } = session;
        const size = output.reduce((sum, { text }) => sum + text.length + 1, 0);
        assert.ok(size <= MAX_OUTPUT_TEXT && output.length <= MAX_OUTPUT_LINES);
        assert.equal(unkeptLines + output.length, printed);
        assert.deepEqual(
          output.map(({ after }) => after),
          output.map((_, place) => unkeptLines + place),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the shape of a long history: a burst in a long quiet, its beginning, its end and its order', () => {
    let session = fresh;
    const day = 24 * 3_600_000;
    const add = (time: number, requests: number): void => {
      const points = [{ time, requests, hits: requests, misses: 0 }];
      session = applyDelta(session, { ...emptyDelta(), caches: [{ ...sample('a', time), points }] });
    };
    for (let pass = 0; pass < 2000; pass++) add((pass * day) / 4000, pass);
    for (let n = 0; n < 2000; n++) add(day / 2 + n / 2, 2000 + n * 500);
    for (let pass = 0; pass < 2000; pass++) add(day / 2 + 1000 + (pass * day) / 4000, 1_002_000 + pass);
    const { history } = session.caches[0]!;
    const times = history.map(({ time }) => time);
    assert.ok(times.length <= 600);
    const between = (from: number, to: number): number =>
      times.filter((time) => time >= from && time < to).length;
    assert.ok(between(0, day / 2) > 50, 'the quiet before');
    assert.ok(between(day / 2, day / 2 + 1000) > 100, 'the burst');
    assert.ok(between(day / 2 + 1000, day) > 50, 'the quiet after');
    assert.equal(times[0], 0);
    assert.equal(history.at(-1)?.requests, 1_003_999);
    assert.deepEqual(
      [...times].sort((x, y) => x - y),
      times,
    );
  });

  it('keeps the progress until there is newer progress', () => {
    const half = applyDelta(fresh, { ...emptyDelta(), progress: { fraction: 0.5, text: 'half' } });
    assert.equal(applyDelta(half, emptyDelta()).progress?.text, 'half');
  });
});
