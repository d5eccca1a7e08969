import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Progress } from '../../../src/host/lessons/progress.ts';
import { laterAnswers, noProgress } from '../../../src/host/lessons/progressState.ts';
import { StubMemento } from '../host/stub/values.ts';

const LESSONS = 'lessons.progress';
const NOTEBOOKS = 'notebooks.progress';

/** The progress of one more window of the same person. */
function open(memento: StubMemento, now = 1000): Progress {
  let time = now;
  return new Progress(memento, () => time++);
}

function stored(value: unknown, key = LESSONS): StubMemento {
  const memento = new StubMemento();
  void memento.update(key, value);
  return memento;
}

/** Whatever a newer version may write, in the places where we write, too. */
const odd = fc.oneof(
  fc.constantFrom(null, 'x', -1, 1e300, [], { at: 5 }, { text: 'x', right: 'yes', at: 5 }),
  fc.jsonValue(),
);
const time = fc.integer({ min: 1, max: 900 });
const record = fc.oneof(
  odd,
  fc.dictionary(fc.constantFrom('a', 'b', 'constructor', '__proto__'), fc.oneof(time, odd)),
);
const anyEntry = fc.oneof(
  odd,
  fc.record(
    { done: record, answers: record, passed: record, openedAt: fc.oneof(time, odd), stars: odd },
    { requiredKeys: [] },
  ),
);
const anyStored = fc.oneof(odd, fc.dictionary(fc.constantFrom('1', '2', 'A', 'meta'), anyEntry));

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The paths of all that stands in `before` and not, the same, in `after`. */
function lost(before: unknown, after: unknown, path = ''): string[] {
  if (isRecord(before) && isRecord(after))
    return Object.keys(before).flatMap((key) =>
      lost(before[key], Object.hasOwn(after, key) ? after[key] : undefined, `${path}/${key}`),
    );
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}

/** What we write ourselves, so that we may change it: times that are moved on, and records with nothing in them. */
const OURS = /^\/[^/]+\/(openedAt|finishedAt|resetAt)$/;

describe('stored progress that is not all understood', () => {
  it('loses nothing of its own, and nothing that happens then', () => {
    fc.assert(
      fc.property(anyStored, (before) => {
        const memento = stored(before);
        const was = JSON.parse(JSON.stringify(before)) as unknown;
        const progress = open(memento);
        progress.record('1', (at) => ({ done: { mine: at, a: at }, passed: { constructor: at } }));
        progress.record('new', (at) => ({ openedAt: at }));
        assert.deepEqual(
          lost(was, memento.get(LESSONS)).filter((path) => !OURS.test(path)),
          [],
        );
        for (const each of [progress, open(memento)]) {
          assert.ok(Object.hasOwn(each.of('1').done, 'mine'));
          assert.ok(Object.hasOwn(each.of('1').passed, 'constructor'));
          assert.ok(each.of('new').openedAt !== undefined);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is read entry by entry', () => {
    const good = { ...noProgress, done: { a: 5 } };
    const progress = open(
      stored({ '1': good, '2': { done: 'x' }, '3': null, '4': { ...good, answers: { q: 1 } } }),
    );
    assert.deepEqual([progress.of('1'), progress.of('4')], [good, good]);
    assert.deepEqual(progress.known, ['1', '4']);
  });

  it('keeps what a newer version adds to an answer', () => {
    const answer = { text: 'once', right: true, at: 5, because: 'I looked' };
    const memento = stored({ '1': { ...noProgress, answers: { q: answer } } });
    const progress = open(memento);
    progress.record('1', (at) => ({ done: { a: at } }));
    assert.deepEqual((memento.get(LESSONS) as Json)['1'], {
      ...noProgress,
      done: { a: 1000 },
      answers: { q: answer },
    });
    assert.equal(progress.of('1').answers['q']?.text, 'once');
  });

  it('is forgotten where it is ours when it is reset, and nothing else is', () => {
    const memento = stored({ '1': { ...noProgress, done: { a: 5, b: { at: 5 } }, stars: 3 } });
    const progress = open(memento);
    progress.reset(progress.known);
    assert.deepEqual(memento.get(LESSONS), {
      '1': { ...noProgress, done: { b: { at: 5 } }, stars: 3, resetAt: 1000 },
    });
  });
});

describe('progress', () => {
  it('keeps all that happens in the same millisecond', () => {
    const progress = new Progress(new StubMemento(), () => 1000);
    const answers = ['1000', '1,001', '1001'];
    for (const text of answers)
      progress.record('1', (at) => ({ again: { [`q ${at}`]: { text, right: true, at } } }));
    assert.deepEqual(
      laterAnswers(progress.of('1'), 'q').map(({ text }) => text),
      answers,
    );
    progress.reset(['1']);
    progress.record('1', (at) => ({ done: { a: at } }));
    assert.deepEqual(Object.keys(progress.of('1').done), ['a']);
  });

  it('stays forgotten after a reset, whatever other windows know', () => {
    const memento = new StubMemento();
    const [one, other] = [open(memento), open(memento, 2000)];
    one.record('1', (at) => ({ done: { a: at } }));
    other.refresh();
    one.reset(one.known);
    other.refresh();
    one.refresh();
    assert.deepEqual([one.of('1').done, other.of('1').done], [{}, {}]);
  });

  it('of notebooks that are no lessons is bounded, and the newest stays', () => {
    const memento = new StubMemento();
    const progress = open(memento);
    for (let run = 0; run < 260; run++)
      progress.record('file:///a', (at) => ({ done: { [`cell${run}`]: at } }));
    assert.equal(Object.keys(progress.of('file:///a').done).length, 256);
    assert.ok('cell259' in progress.of('file:///a').done);
    for (let n = 0; n < 70; n++) progress.record(`file:///${n}`, (at) => ({ done: { cell: at } }));
    assert.equal(Object.keys(memento.get(NOTEBOOKS) as Json).length, 64);
    assert.ok('file:///69' in (memento.get(NOTEBOOKS) as Json));
    progress.record('1', (at) => ({ done: { cell: at } }));
    assert.ok('1' in (memento.get(LESSONS) as Json));
  });

  it('goes along when a notebook gets another address', () => {
    const progress = open(new StubMemento());
    const answer = { text: 'once', right: true };
    progress.record('untitled:a', (at) => ({ answers: { q: { ...answer, at } } }));
    progress.copy('untitled:a', 'file:///b');
    progress.rename((address) => (address === 'file:///b' ? 'file:///c' : undefined));
    assert.equal(progress.of('file:///c').answers['q']?.text, 'once');
    assert.deepEqual(progress.of('file:///b').answers, {});
  });
});
