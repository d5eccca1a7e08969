import assert from 'node:assert/strict';
import { lruCache } from '../../../src/engine/index.ts';
import { findExercise } from '../../../src/lessons/exercises/index.ts';
import type { Findings } from '../../../src/lessons/exercises/play/question.ts';
import { checkSource, openPlayer, overTheWall, tell } from './support.ts';

/**
 * What is told of an answer that is ended in the middle: an answer cannot hang here, so what was found until its
 * `turn`th call of `stop()` is taken for what was found when it was ended.
 */
async function endedIn(id: string, turn: number, spoil: (solution: string) => string): Promise<string[]> {
  const player = openPlayer();
  let found: Findings | undefined;
  const stop = (): void => {
    if (--turn === 0) found = overTheWall(player.takeUnfinished()!);
  };
  const report = await checkSource(
    id,
    spoil(findExercise(id)!.solution),
    { stop, lruCache },
    (answer) => (question) => {
      const findings = overTheWall(player.play(answer, overTheWall(question)));
      return Promise.resolve(found ?? findings);
    },
  );
  assert.ok(found);
  assert.equal(report.passed, false);
  return tell(report);
}

const before =
  (line: string) =>
  (solution: string): string => {
    assert.ok(solution.includes(line), line);
    return solution.replace(line, `stop();${line}`);
  };

describe('an answer that never comes back', function () {
  it('is told with the operations that were asked, and what they gave', async () => {
    assert.deepEqual(await endedIn('lru', 2, before('const oldest')), [
      'failed: Every operation gives what it should. The check was ended while the last operation of this sequence ran.',
      '  new LRUCache(1) |  |  | empty | ',
      '  put(3, 87) |  |  | 3: 87 | ',
      '  put(1, 52) |  |  | 1: 52 | ',
      '  get(0) | -1 | -1 | 1: 52 | ',
      '! put(0, 2) |  | still running | 0: 2 | ',
    ]);
  });

  it('is told when it does not get made', async () => {
    const making = (solution: string): string =>
      solution.replace('capacity: number) {}', 'capacity: number) { stop(); }');
    assert.deepEqual(await endedIn('lfu', 1, making), [
      'failed: Every operation gives what it should. The check was ended while the last operation of this sequence ran.',
      '! new LFUCache(1) |  | still running | empty | ',
    ]);
  });

  it('is told of the measurement', async () => {
    const growing = (solution: string): string =>
      before('const oldest')(solution).replace('stop();', 'if (this.nodes.size === 1000) stop();');
    assert.deepEqual((await endedIn('lru', 1, growing)).slice(2), [
      'failed: The time of an operation does not grow with the cache. The check was ended while a cache of 1000 entries was measured.',
    ]);
  });

  it('is told of a reader and of a function', async () => {
    assert.equal(
      (await endedIn('timed-cache', 1, before('const page')))[0],
      'failed: The lifetime counts from the fetch. The check was ended while the last operation of this sequence ran.',
    );
    assert.deepEqual(await endedIn('fast-function', 3, before('if (n === 0)')), [
      'failed: Small numbers are right. The check was ended while fewestSquares(2) ran.',
    ]);
  });
});
