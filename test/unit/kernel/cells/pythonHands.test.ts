import assert from 'node:assert/strict';
import { createPythonHands } from '../../../../src/kernel/cells/python/answers.ts';
import { InterruptBuffer } from '../../../../src/kernel/cells/python/interruptBuffer.ts';
import { createPlayer } from '../../../../src/lessons/exercises/play/player.ts';

describe('a question to an answer in Python', () => {
  /** Plays a cache whose get does this. */
  function playWith(get: () => unknown): readonly [isDone: boolean | undefined, outcomes: readonly string[]] {
    const functions: Record<string, () => unknown> = { forget: () => 0, make: () => 1, put: () => 0, get };
    const find = (name: string) => functions[name.replace('answer_', '')]!;
    const hands = createPythonHands(find, new InterruptBuffer(new Uint8Array(1)), () => undefined);
    const player = createPlayer(hands, performance, () => '');
    const question = {
      game: 'keyed',
      trials: [{ setups: [1], operations: [{ type: 'get', key: 1 }] }],
    } as const;
    try {
      const { isDone, played } = player.play(undefined, question);
      return [isDone, played[0]!.outcomes.map(({ as }) => as)];
    } catch {
      const unfinished = player.takeUnfinished();
      return [unfinished?.isDone, unfinished?.played[0]?.outcomes.map(({ as }) => as) ?? []];
    }
  }

  it('is unfinished where Python was told to stop, wherever it was just then', () => {
    const stopped = Object.assign(new Error('KeyboardInterrupt'), { type: 'KeyboardInterrupt' });
    assert.deepEqual(
      playWith(() => 'c'),
      [false, []],
    );
    assert.deepEqual(
      playWith(() => {
        throw stopped;
      }),
      [false, []],
    );
  });

  it('is answered with what is raised', () => {
    assert.deepEqual(
      playWith(() => 'eKeyError: 1'),
      [true, ['thrown']],
    );
    assert.deepEqual(
      playWith(() => 3),
      [true, ['value']],
    );
  });
});
