import assert from 'node:assert/strict';
import * as v from 'valibot';
import { cacheInfoText } from '../../../src/protocol/cacheInfoText.ts';
import { DashboardToHost } from '../../../src/protocol/dashboard.ts';
import { emptyDelta } from '../../../src/protocol/fold.ts';
import { KernelToHost } from '../../../src/protocol/kernel.ts';

/** schema | message | whether it may be used */
const MESSAGES: readonly [v.GenericSchema, unknown, boolean][] = [
  [KernelToHost, { type: 'ready' }, true],
  [KernelToHost, { type: 'events', delta: emptyDelta() }, true],
  [KernelToHost, { type: 'events', delta: { ...emptyDelta(), counts: { calls: Infinity } } }, false],
  [KernelToHost, { type: 'events' }, false],
  [KernelToHost, { type: 'done', run: 'r', ok: true, durationMs: 1 }, true],
  [KernelToHost, { type: 'done', run: 'r', ok: true, durationMs: 1, result: {} }, false],
  [KernelToHost, { type: 'exec' }, false],
  [KernelToHost, null, false],
  [DashboardToHost, { type: 'ready' }, true],
  [DashboardToHost, { type: 'stop', session: '1' }, true],
  [DashboardToHost, { type: 'stop' }, false],
  [DashboardToHost, { type: 'clear', session: '1', cache: 1 }, false],
  [DashboardToHost, { type: 'run', scenario: 'stairs' }, true],
  [DashboardToHost, { type: '__proto__' }, false],
];

describe('messages are validated', () => {
  for (const [schema, message, good] of MESSAGES) {
    it(`${JSON.stringify(message)} is ${good ? 'taken' : 'refused'}`, () => {
      assert.equal(v.safeParse(schema, message).success, good);
    });
  }

  it('CacheInfo is printed as Python prints it', () => {
    const info = { hits: 52, misses: 30, maxsize: 16, currsize: 16 };
    assert.equal(cacheInfoText(info), 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)');
    assert.equal(
      cacheInfoText({ ...info, maxsize: null }),
      'CacheInfo(hits=52, misses=30, maxsize=None, currsize=16)',
    );
  });
});
