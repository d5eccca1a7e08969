import assert from 'node:assert/strict';
import type { SessionStatus } from '../../../src/protocol/session.ts';
import type { DashboardState, ModelMessage } from '../../../src/webview/model.ts';
import { fold, initialState, inOrderOfInterest } from '../../../src/webview/model.ts';
import { delta, session } from './support.ts';

const init: ModelMessage = { type: 'init', sessions: [], scenarios: [{ id: 'lru', title: 'LRU' }] };

function after(...messages: ModelMessage[]): DashboardState {
  return messages.reduce(fold, initialState);
}

function started(id: string): ModelMessage {
  return { type: 'started', session: session(id) };
}

function printed(id: string, ...lines: string[]): { session: string; delta: ReturnType<typeof delta> } {
  return { session: id, delta: delta({ output: lines.map((text) => ({ text, after: 0 })) }) };
}

/** Sessions as `id:status`, then whatever they printed. */
function told({ sessions }: Pick<DashboardState, 'sessions'>): string[] {
  return sessions.map(({ id, status, message, output }) =>
    [`${id}:${status}`, ...(message ? [message] : []), ...output.map(({ text }) => text)].join(' '),
  );
}

describe("the dashboard's model", () => {
  it('knows nothing before init', () => {
    assert.deepEqual(initialState, { hydrated: false, sessions: [], scenarios: [] });
    assert.equal(after(init).hydrated, true);
    assert.deepEqual(after(init).scenarios, [{ id: 'lru', title: 'LRU' }]);
  });

  it('begins anew with every init', () => {
    const again: ModelMessage = { ...init, sessions: [session('b')] };
    assert.deepEqual(told(after(init, started('a'), again)), ['b:running']);
  });

  it('puts the newest session first, once', () => {
    assert.deepEqual(told(after(init, started('a'), started('b'))), ['b:running', 'a:running']);
    assert.deepEqual(told(after(init, started('a'), started('b'), started('a'))), ['a:running', 'b:running']);
  });

  it('applies a batch in order, to the sessions it names', () => {
    const deltas = [printed('a', '1', '2'), printed('b', 'x'), printed('a', '3'), printed('gone', '?')];
    const state = after(init, started('a'), started('b'), { type: 'events', deltas });
    assert.deepEqual(told(state), ['b:running x', 'a:running 1 2 3']);
  });

  it('keeps what an ended session printed, and its message', () => {
    const events: ModelMessage = { type: 'events', deltas: [printed('a', '1')] };
    const failed: ModelMessage = { type: 'status', session: 'a', status: 'failed', message: 'No feed.' };
    assert.deepEqual(told(after(init, started('a'), events, failed)), ['a:failed No feed. 1']);
    const finished: ModelMessage = {
      type: 'status',
      session: 'a',
      status: 'finished',
      message: undefined,
    };
    const ended = after(init, started('a'), finished).sessions[0]!;
    assert.equal('message' in ended, false);
  });

  it('goes on folding into an ended session: its caches can be cleared', () => {
    const info = { hits: 0, misses: 0, maxsize: 16, currsize: 0 };
    const sample = { cache: '1', name: 'f', policy: 'lru', time: 9, evictions: 0, info, points: [] };
    const state = after(
      init,
      started('a'),
      { type: 'status', session: 'a', status: 'finished' },
      { type: 'events', deltas: [{ session: 'a', delta: delta({ caches: [sample] }) }] },
    );
    assert.deepEqual(state.sessions[0]?.caches[0]?.info, info);
  });

  it('forgets a removed session', () => {
    const removed: ModelMessage = { type: 'removed', session: 'a' };
    assert.deepEqual(told(after(init, started('a'), started('b'), removed)), ['b:running']);
  });

  it('leaves the state before as it was', () => {
    const before = after(init, started('a'));
    const copy = structuredClone(before);
    fold(before, { type: 'events', deltas: [printed('a', '1')] });
    fold(before, { type: 'status', session: 'a', status: 'stopped' });
    assert.deepEqual(before, copy);
  });

  it('shows living sessions before ended ones, each newest first', () => {
    const turn = (id: string, status: SessionStatus): ModelMessage => ({
      type: 'status',
      session: id,
      status,
    });
    const turns = [turn('d', 'finished'), turn('b', 'failed'), turn('c', 'idle')];
    const state = after(init, ...['a', 'b', 'c', 'd'].map(started), ...turns);
    const order = inOrderOfInterest(state.sessions).map(({ id }) => id);
    assert.deepEqual(order, ['c', 'a', 'd', 'b']);
  });
});
