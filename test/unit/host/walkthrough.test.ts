import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import type { Dashboard } from '../../../src/host/dashboard/dashboard.ts';
import { Walkthrough } from '../../../src/host/walkthrough.ts';
import { scenarios } from '../../../src/lessons/scenarios/index.ts';
import type { SessionState } from '../../../src/protocol/session.ts';
import { Host } from './host.ts';
import { desk } from './stub/desk.ts';
import { StubMemento } from './stub/values.ts';

/** Endless: what it shows has been seen after two passes. */
const ENDLESS = 'monitor-timed';

describe('the steps of the walkthrough', () => {
  let memento: StubMemento;
  let host: Host;
  let opened: EventEmitter<void>;
  let walkthrough: Walkthrough;

  function begin(): void {
    host = new Host();
    opened = new EventEmitter<void>();
    const dashboard = { onDidOpen: opened.event } as unknown as Dashboard;
    walkthrough = new Walkthrough(memento, host.store, dashboard, host.course.progress);
  }
  beforeEach(() => {
    memento = new StubMemento();
    begin();
  });
  afterEach(() => {
    walkthrough.dispose();
    opened.dispose();
    host.dispose();
  });

  /** The steps whose keys were raised since this was asked last. */
  function raised(): string[] {
    const keys = desk.executed.splice(0).filter(([id, , value]) => id === 'setContext' && value === true);
    return keys
      .map(([, key]) => String(key))
      .flatMap((key) => /^cachebook\.done\.(.+)$/.exec(key)?.[1] ?? []);
  }

  function start(source: string, program?: SessionState['program']): string {
    const session: SessionState = {
      program,
      id: `run of ${source}`,
      source,
      title: source,
      status: 'running',
      output: [],
      caches: [],
      timings: [],
      counts: {},
    };
    host.store.start(session);
    return session.id;
  }

  for (const { id } of scenarios) {
    it(`is ticked when its scenario has finished, and not before: ${id}`, () => {
      const session = start(id);
      assert.deepEqual(raised(), []);
      host.store.setStatus(session, 'finished');
      assert.deepEqual(raised(), [id]);
    });

    it(`is not ticked by a run that was stopped or has failed: ${id}`, () => {
      host.store.setStatus(start(id), 'stopped');
      host.store.setStatus(start(id), 'failed');
      assert.deepEqual(raised(), []);
    });
  }

  for (const status of ['finished', 'stopped', 'failed'] as const) {
    it(`is ticked when a program was watched, however it has ended: ${status}`, () => {
      const session = start('watch:file:///stairs.py', { run: '1', title: 'stairs.py' });
      assert.deepEqual(raised(), []);
      host.store.setStatus(session, status);
      assert.deepEqual(raised(), ['watch']);
    });
  }

  it('of an endless monitor is ticked by its second pass', () => {
    const session = start(ENDLESS);
    const pass = (passes: number): void =>
      host.store.apply(session, { output: [], caches: [], retired: [], timings: [], counts: { passes } });
    pass(1);
    assert.deepEqual(raised(), []);
    pass(2);
    assert.deepEqual(raised(), [ENDLESS]);
  });

  it('of the dashboard is ticked when that is opened', () => {
    opened.fire();
    assert.deepEqual(raised(), ['dashboard']);
  });

  it('are remembered by the next window', () => {
    host.store.setStatus(start('recency'), 'finished');
    walkthrough.dispose();
    host.dispose();
    begin();
    assert.deepEqual(raised(), ['recency']);
  });
});
