import assert from 'node:assert/strict';
import { goOn, Run } from '../../../src/kernel/notebook/run.ts';

/** Runs `goOn` where each pause takes `work` ms of work, and what was interrupted tries to go on in every n-th pause. */
async function look(work: number, every: number): Promise<{ goesOn: boolean; pauses: number }> {
  const run = Run.begin('token', 'cell-1');
  let pauses = 0;
  const pause = async (): Promise<void> => {
    if (++pauses % every === 0) run.lateAttempts++;
    await Promise.resolve();
  };
  const measureWork = (): (() => number) => {
    const began = pauses;
    return () => (pauses - began) * work;
  };
  return { goesOn: await goOn([run], { pause, measureWork }), pauses };
}

describe('whether what was interrupted goes on and on', () => {
  it('is told after a few looks where it does', async () => {
    assert.deepEqual(await look(50, 1), { goesOn: true, pauses: 3 });
  });

  it('is waited for where the machine is busy, however long that takes', async () => {
    assert.deepEqual(await look(1, 60), { goesOn: true, pauses: 180 });
  });

  it('is denied once it could have gone on and did not', async () => {
    assert.deepEqual(await look(50, Infinity), { goesOn: false, pauses: 2 });
    assert.deepEqual(await look(1, Infinity), { goesOn: false, pauses: 100 });
  });
});
