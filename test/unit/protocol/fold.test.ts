import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyDelta,
  beginSession,
  emptyDelta,
  MAX_HISTORY_POINTS,
  MAX_OUTPUT_LINES,
  mergeDeltas,
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
    points: [{ time, hits, misses: 1 }],
  };
}

const deltas = fc.array(
  fc.record({
    output: fc.array(fc.string(), { maxLength: 3 }),
    caches: fc.uniqueArray(
      fc
        .record({ cache: fc.constantFrom('a', 'b'), time: fc.nat(), hits: fc.nat() })
        .map((s) => sample(s.cache, s.time, s.hits)),
      { selector: ({ cache }) => cache },
    ),
    retired: fc.constant<string[]>([]),
    timings: fc.array(fc.constant<Timing>({ label: 'plain', times: [1], min: 1 }), { maxLength: 2 }),
    counts: fc.dictionary(fc.constantFrom('calls', 'fetches'), fc.nat()),
  }),
  { maxLength: 6 },
);

describe('the fold of a session', () => {
  it('merged deltas mean the same as the deltas one by one', () => {
    fc.assert(
      fc.property(deltas, (list: SessionDelta[]) => {
        const stepwise = list.reduce(applyDelta, fresh);
        const merged = applyDelta(fresh, list.reduce(mergeDeltas, emptyDelta()));
        assert.deepEqual(merged, stepwise);
      }),
    );
  });

  it('leaves the state before as it was', () => {
    const before = structuredClone(fresh);
    applyDelta(fresh, { ...emptyDelta(), output: ['line'], counts: { calls: 1 }, caches: [sample('a', 1)] });
    assert.deepEqual(fresh, before);
  });

  it('keeps the newest lines of a long output', () => {
    const lines = Array.from({ length: MAX_OUTPUT_LINES + 7 }, (_, index) => `line ${index}`);
    const { output } = applyDelta(fresh, { ...emptyDelta(), output: lines });
    assert.deepEqual([output.length, output.at(-1)], [MAX_OUTPUT_LINES, lines.at(-1)]);
  });

  it('thins a long history and keeps its beginning, its end and its order', () => {
    let session = fresh;
    for (let time = 0; time < 5 * MAX_HISTORY_POINTS; time++) {
      session = applyDelta(session, { ...emptyDelta(), caches: [sample('a', time)] });
    }
    const times = session.caches[0]!.history.map((point) => point.time);
    assert.ok(times.length <= MAX_HISTORY_POINTS && times.length > MAX_HISTORY_POINTS / 3);
    assert.ok(times[0]! < 32);
    assert.equal(times.at(-1), 5 * MAX_HISTORY_POINTS - 1);
    assert.deepEqual(
      [...times].sort((a, b) => a - b),
      times,
    );
  });

  it('keeps the progress until there is newer progress', () => {
    const half = applyDelta(fresh, { ...emptyDelta(), progress: { fraction: 0.5, text: 'half' } });
    assert.equal(applyDelta(half, emptyDelta()).progress?.text, 'half');
  });
});
