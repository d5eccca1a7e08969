import assert from 'node:assert/strict';
import { lruCache } from '../../../src/engine/index.ts';
import type { CheckResult } from '../../../src/lessons/exercises/check/report.ts';
import { exercises, findExercise } from '../../../src/lessons/exercises/index.ts';
import { context, evaluate, tell } from './support.ts';

/**
 * What is told of an answer that is ended in the middle: an answer cannot hang here, so it asks itself what would be
 * said if it never came back, on its `turn`th call of `stop()`.
 */
function endedIn(id: string, turn: number, spoil: (solution: string) => string): string[] {
  const exercise = findExercise(id)!;
  let pending: (() => CheckResult) | undefined;
  let told: CheckResult | undefined;
  const stop = (): void => {
    if (--turn === 0) told = pending?.();
  };
  const answer = evaluate(exercise, spoil(exercise.solution), { stop, lruCache });
  exercise.check(answer, { ...context, onAsk: (tellUnanswered) => (pending = tellUnanswered) });
  assert.ok(told);
  return tell({ passed: false, results: [told] });
}

const before =
  (line: string) =>
  (solution: string): string => {
    assert.ok(solution.includes(line), line);
    return solution.replace(line, `stop();${line}`);
  };

describe('an answer that never comes back', () => {
  it('is told with the operations that were asked, and what they gave', () => {
    assert.deepEqual(endedIn('lru', 2, before('const oldest')), [
      'failed: Every operation gives what it should. The check was ended while the last operation of this sequence ran.',
      '  new LRUCache(1) |  |  | empty | ',
      '  put(3, 87) |  |  | 3: 87 | ',
      '  put(1, 52) |  |  | 1: 52 | ',
      '  get(0) | -1 | -1 | 1: 52 | ',
      '! put(0, 2) |  | still running | 0: 2 | ',
    ]);
  });

  it('is told when it does not get made', () => {
    assert.deepEqual(
      endedIn('lfu', 1, (solution) =>
        solution.replace('capacity: number) {}', 'capacity: number) { stop(); }'),
      ),
      [
        'failed: Every operation gives what it should. The check was ended while the last operation of this sequence ran.',
        '! new LFUCache(1) |  | still running | empty | ',
      ],
    );
  });

  it('is told of the measurement', () => {
    const growing = (solution: string): string =>
      before('const oldest')(solution).replace('stop();', 'if (this.nodes.size > 1000) stop();');
    assert.deepEqual(endedIn('lru', 1, growing), [
      'failed: The time of an operation does not grow with the cache. The check was ended while a cache of 6000 entries was measured.',
    ]);
  });

  it('is told of a reader and of a function', () => {
    assert.equal(endedIn('timed-cache', 1, before('const page')).length, 4);
    assert.deepEqual(endedIn('fast-function', 3, before('if (n === 0)')), [
      'failed: Small numbers are right. The check was ended while fewestSquares(2) ran.',
    ]);
  });

  it('changes nothing of a check that comes to its end', () => {
    for (const exercise of exercises.slice(0, 3)) {
      const answer = evaluate(exercise, exercise.starter);
      assert.deepEqual(
        exercise.check(answer, { ...context, onAsk: () => undefined }),
        exercise.check(answer, context),
      );
    }
  });
});
