import assert from 'node:assert/strict';
import type { SessionState } from '../../../src/protocol/session.ts';
import { createAnnouncer, progressSentence, turningPoints } from '../../../src/webview/announcements.ts';
import type { DashboardState } from '../../../src/webview/model.ts';
import { initialState } from '../../../src/webview/model.ts';
import { session } from './support.ts';

function state(...sessions: SessionState[]): DashboardState {
  return { hydrated: true, sessions, scenarios: [] };
}

const at = (text: string): Partial<SessionState> => ({ progress: { fraction: 0.5, text } });

describe('announcements', () => {
  it('tell that a run began, finished, failed or was stopped', () => {
    const before = state(session('a'), session('b'), session('c'));
    const after = state(
      session('a', { status: 'finished' }),
      session('b', { status: 'failed', message: 'No feed at that address.' }),
      session('c', { status: 'stopped' }),
      session('d'),
    );
    assert.deepEqual(turningPoints(before, after), [
      'Run a: finished',
      'Run b: failed. No feed at that address.',
      'Run c: stopped',
      'Run d: started',
    ]);
    assert.deepEqual(turningPoints(after, after), []);
  });

  it('say nothing of a kernel that goes on', () => {
    const [running, idle] = [state(session('a')), state(session('a', { status: 'idle' }))];
    assert.deepEqual([turningPoints(running, idle), turningPoints(idle, running)], [[], []]);
    assert.deepEqual(turningPoints(idle, state(session('a', { status: 'stopped' }))), ['Run a: stopped']);
  });

  it('say nothing of what was there when the page opened', () => {
    assert.deepEqual(turningPoints(initialState, state(session('a'))), []);
  });

  it('tell the progress of running sessions only', () => {
    const ended = session('b', { status: 'finished', ...at('done') });
    assert.equal(progressSentence(state(session('a', at('Half way')), ended)), 'Run a: Half way');
  });

  it('come at once for a start or an end, and not for every step between', () => {
    const said: string[] = [];
    const announcer = createAnnouncer(
      (text) => said.push(text),
      () => undefined,
    );
    const steps = [
      state(),
      state(session('a')),
      state(session('a', at('1'))),
      state(session('a', at('2'))),
      state(session('a', { status: 'finished' })),
    ];
    steps.reduce((before, after) => {
      announcer.announce(before, after);
      return after;
    });
    assert.deepEqual(said, ['Run a: started', 'Run a: finished']);
  });
});
