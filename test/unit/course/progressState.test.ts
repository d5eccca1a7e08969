import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LessonProgress, ProgressState } from '../../../src/host/lessons/progressState.ts';
import {
  addProgress,
  isSame,
  latestTime,
  mergeProgress,
  noProgress,
  readProgress,
} from '../../../src/host/lessons/progressState.ts';

const time = fc.integer({ min: 1, max: 8 });
const times = fc.dictionary(fc.constantFrom('a', 'b', 'c'), time, { noNullPrototype: true });
const answer = fc.record({ text: fc.constantFrom('yes', 'no'), right: fc.boolean(), at: time });
const RECORDS = ['done', 'answers', 'passed', 'attempts', 'hints', 'solutions', 'active', 'again'] as const;
const lesson: fc.Arbitrary<LessonProgress> = fc.record(
  {
    openedAt: time,
    finishedAt: time,
    resetAt: time,
    done: times,
    answers: fc.dictionary(fc.constantFrom('q', 'r'), answer, { noNullPrototype: true }),
    passed: times,
    attempts: times,
    hints: times,
    solutions: times,
    active: times,
    again: fc.dictionary(fc.constantFrom('q 1', 'q 2', 'r 2'), answer, { noNullPrototype: true }),
  },
  { requiredKeys: [...RECORDS], noNullPrototype: true },
);
/** What one window may know. */
const anyState: fc.Arbitrary<ProgressState> = fc.dictionary(fc.constantFrom('1', 'A'), lesson, {
  noNullPrototype: true,
});

/** Both know the same, and a state that follows its own resets. */
function assertSame(a: ProgressState, b: ProgressState): void {
  assert.ok(isSame(a, b), `${JSON.stringify(a)}\n${JSON.stringify(b)}`);
}

const one = (progress: Partial<LessonProgress>): ProgressState => ({ '1': { ...noProgress, ...progress } });
const merged = (...states: readonly Partial<LessonProgress>[]): LessonProgress =>
  states.map(one).reduce(mergeProgress, {})['1']!;

describe('the progress of two windows', () => {
  it('becomes the same whichever comes first, and however often', () => {
    fc.assert(
      fc.property(anyState, anyState, anyState, (a, b, c) => {
        assertSame(mergeProgress(a, b), mergeProgress(b, a));
        assertSame(mergeProgress(mergeProgress(a, b), c), mergeProgress(a, mergeProgress(b, c)));
        const ab = mergeProgress(a, b);
        assertSame(mergeProgress(ab, a), ab);
        assertSame(mergeProgress(ab, ab), ab);
      }),
    );
  });

  it('loses nothing that is newer than the last reset, and keeps nothing that is older', () => {
    fc.assert(
      fc.property(lesson, lesson, (a, b) => {
        const both = merged(a, b);
        const reset = Math.max(a.resetAt ?? 0, b.resetAt ?? 0);
        for (const id of ['a', 'b', 'c']) {
          const known = [a.done[id], b.done[id]].filter((at) => at !== undefined && at > reset) as number[];
          assert.equal(both.done[id], known.length === 0 ? undefined : Math.max(...known));
        }
        for (const { at } of Object.values(both.answers)) assert.ok(at > reset);
        assert.equal(both.resetAt ?? 0, reset);
      }),
    );
  });

  it('is asked anew after a reset', () => {
    const before = { text: 'twice', right: false, at: 10 };
    const after = { text: 'once', right: true, at: 12 };
    assert.deepEqual(merged({ answers: { q: before } }, { resetAt: 11, answers: { q: after } }).answers, {
      q: after,
    });
  });
});

describe('what happens in a lesson', () => {
  const known: LessonProgress = {
    ...noProgress,
    openedAt: 1,
    finishedAt: 4,
    done: { a: 2 },
    passed: { lru: 3 },
  };

  it('is added to what is known', () => {
    const answer = { text: 'once', right: true, at: 5 };
    assert.deepEqual(addProgress(known, { openedAt: 5, done: { b: 5 }, answers: { q: answer } }), {
      ...known,
      openedAt: 5,
      done: { a: 2, b: 5 },
      answers: { q: answer },
    });
  });

  it('changes no first run, no first answer, no first end', () => {
    const first = { text: 'twice', right: false, at: 4 };
    const before = { ...known, answers: { q: first } };
    const again = {
      finishedAt: 6,
      done: { a: 6 },
      passed: { lru: 6 },
      answers: { q: { text: 'once', right: true, at: 6 } },
    };
    assert.deepEqual(addProgress(before, again), before);
  });

  it('is the first end where there was none', () => {
    assert.equal(addProgress(noProgress, { finishedAt: 6 }).finishedAt, 6);
  });
});

describe('stored progress', () => {
  const known = one({
    openedAt: 3,
    done: { a: 4 },
    answers: { q: { text: 'x', right: true, at: 9 } },
    passed: { lru: 5 },
  });

  it('is read as it was written', () =>
    assert.deepEqual(readProgress(JSON.parse(JSON.stringify(known))), known));

  it('is nothing where it cannot be understood', () => {
    for (const stored of [undefined, null, 5, 'x', [], { '1': { done: 'x' } }, { '1': null }])
      assert.deepEqual(readProgress(stored), {}, JSON.stringify(stored));
  });

  it('tells when the last thing happened', () => {
    assert.equal(latestTime(known['1']!), 9);
    assert.equal(latestTime(noProgress), 0);
  });
});
