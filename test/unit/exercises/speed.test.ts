import assert from 'node:assert/strict';
import { checkSpeed } from '../../../src/lessons/exercises/check/speed.ts';

const even = (time: number): { evict: number; use: number; miss: number } => ({
  evict: time,
  use: time,
  miss: time,
});

/** Measurements whose large caches take so many times as long as small ones, the last for ever; how many were taken. */
async function measured(...factors: readonly number[]): Promise<{ passed: boolean; rounds: number }> {
  let rounds = 0;
  const { passed } = await checkSpeed('fast', {
    ask: () => {
      const factor = factors[Math.min(rounds++, factors.length - 1)]!;
      const found = { small: even(1), large: even(factor), moved: even(0) };
      return Promise.resolve({ isDone: true, played: [], measured: found });
    },
  });
  return { passed, rounds };
}

describe('the speed of an answer', () => {
  it('is measured once in each cache where nothing disturbs', async () => {
    assert.deepEqual(await measured(2), { passed: true, rounds: 2 });
  });

  it('is right by one good round among ten, where other programs disturb', async () => {
    assert.deepEqual(await measured(...Array<number>(9).fill(30), 3), { passed: true, rounds: 11 });
    assert.deepEqual(await measured(900, 90, 30, 30, 3), { passed: true, rounds: 6 });
  });

  it('is refused after three rounds where it is far from right, after ten where it is near', async () => {
    assert.deepEqual(await measured(60), { passed: false, rounds: 3 });
    assert.deepEqual(await measured(20), { passed: false, rounds: 10 });
  });
});
