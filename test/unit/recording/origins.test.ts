import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTick, kinds, MOST_ORIGINS, Recording } from '../../../src/recording/index.ts';
import type { Origin, Tick } from '../../../src/recording/index.ts';
import { packed, unpacked } from '../../../src/protocol/recorded.ts';
import { noKeys } from './support.ts';
import { Writing } from './writing.ts';

function finish(writing: Writing): Recording {
  writing.recorder.flush();
  return recordingOf(writing.ticks);
}

function recordingOf(ticks: Iterable<Tick>): Recording {
  const recording = new Recording();
  for (const tick of ticks) {
    assert.ok(isTick(tick));
    recording.append(tick);
  }
  return recording;
}

const originsOf = (recording: Recording): (Origin | undefined)[] =>
  Array.from(recording.events(), ({ origin }) => origin);

/** What two caches did, each event with the line that it came from, or none. */
function written(lines: readonly (Origin | undefined)[]): { writing: Writing; recording: Recording } {
  const writing = new Writing();
  const writers = [writing.open(), writing.open()];
  lines.forEach((origin, at) => {
    writing.origin = origin;
    writers[at % 2]!.miss(at, false, at);
    if (at % 7 === 0) writing.recorder.flush();
  });
  return { writing, recording: finish(writing) };
}

const lines = fc.array(
  fc.option(
    fc.record(
      { file: fc.string(), line: fc.integer({ min: 1, max: 2 ** 31 - 1 }) },
      { noNullPrototype: true },
    ),
    {
      nil: undefined,
    },
  ),
  { maxLength: 60 },
);

describe('the line of code that has caused an event', () => {
  it('is kept with the event, where it is known, and told to those who follow', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { recording } = written(given);
        const expected = [undefined, undefined, ...given];
        assert.deepEqual(originsOf(recording), expected);
        assert.deepEqual(originsOf(recordingOf(recording.ticks())), expected);
        const { length } = expected;
        for (let number = 1; number <= length; number++)
          assert.deepEqual(recording.originOf(number), expected[number - 1]);
      }),
      { numRuns: 200 },
    );
  });

  it('goes with the events of one cache that are taken out, also as JSON', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { recording } = written(given);
        const tick = recording.extract(2, 1000)!;
        const expected = [undefined, ...given.filter((_, at) => at % 2 === 1)];
        assert.deepEqual(originsOf(recordingOf([tick])), expected);
        const json: unknown = JSON.parse(JSON.stringify(packed(tick, 's', 1)));
        assert.deepEqual(originsOf(recordingOf([unpacked(json as never)!])), expected);
      }),
      { numRuns: 200 },
    );
  });

  it(`is asked for at the first ${MOST_ORIGINS} events, and never again`, () => {
    const writing = new Writing();
    writing.origin = { file: 'f', line: 1 };
    const writer = writing.open();
    for (let event = 2; event <= MOST_ORIGINS + 200; event++) writer.hit(1);
    assert.equal(writing.asked, MOST_ORIGINS);
    writing.recorder.resume([]);
    writer.hit(1);
    assert.equal(writing.asked, MOST_ORIGINS);
    const recording = finish(writing);
    assert.deepEqual(recording.originOf(MOST_ORIGINS), { file: 'f', line: 1 });
    assert.equal(recording.originOf(MOST_ORIGINS + 1), undefined);
  });

  it('that is made up is left out, and no more are kept than can be', () => {
    const { writing } = written([{ file: 'f', line: 1 }]);
    const [tick] = writing.ticks;
    const columns = { numbers: [-1, 0, 1, 2, 3, 4], files: [0, 0, 0, 1, -1, 0], lines: [1, 1, 0, 1, 1, 1] };
    const [numbers, files, at] = Object.values(columns).map((list) => Int32Array.from(list));
    const made = { ...tick!, origins: { numbers: numbers!, files: files!, lines: at!, names: ['f'] } };
    assert.deepEqual(originsOf(recordingOf([made])), [undefined, undefined, undefined]);
    assert.equal(recordingOf([made]).originOf(4), undefined);
    const bytes = (size: number): Uint8Array => new Uint8Array(size * 23).fill(kinds.hit);
    const many = Int32Array.from({ length: 20_000 }, (_, place) => place + 1);
    const zeros = new Int32Array(many.length);
    const origins = { numbers: many, files: zeros, lines: many, names: ['f'] };
    const large = recordingOf([{ first: 1, events: bytes(many.length), caches: [], keys: noKeys, origins }]);
    assert.equal([...large.events()].filter(({ origin }) => origin).length, MOST_ORIGINS);
  });

  it('is no tick where it is none', () => {
    const { writing } = written([{ file: 'f', line: 1 }]);
    const tick = writing.ticks.find(({ origins }) => origins)!;
    const { origins } = tick;
    assert.ok(isTick(tick) && isTick({ ...tick, origins: undefined }));
    const wrong: unknown[] = [
      null,
      1,
      {},
      { ...origins, numbers: [3] },
      { ...origins, lines: new Int32Array(2) },
      { ...origins, names: [1] },
      { ...origins, names: 'f' },
      { ...origins, names: ['f'.repeat(2000)] },
    ];
    for (const each of wrong) assert.ok(!isTick({ ...tick, origins: each }), JSON.stringify(each));
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const given: unknown = { ...tick, origins: anything };
        if (isTick(given)) recordingOf([given]);
      }),
    );
  });
});
