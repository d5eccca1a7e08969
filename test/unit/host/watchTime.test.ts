import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { childrenOf, groupItem } from '../../../src/host/views/cacheTree.ts';
import { lruCache } from '../watch/watchedProgram.ts';
import { settled } from './host.ts';
import { desk } from './stub/desk.ts';
import { StubDocument } from './stub/programs.ts';
import { climb, FILE, leave, WatchHost } from './watchHost.ts';

describe('a watched program, while time passes', () => {
  let host: WatchHost;
  beforeEach(() => {
    host = new WatchHost();
    mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
    host.dispose();
  });

  it('is busy where nothing is heard of it for over a second, until it is heard again', async () => {
    const document = new StubDocument(FILE, 'from functools import lru_cache\n\n@lru_cache\ndef f(): ...\n');
    const { result, task, guest } = await host.start();
    climb(guest);
    const said = () => {
      const [program] = childrenOf(host.store.sessions, undefined);
      assert.ok(program && 'kind' in program);
      return [
        host.store.sessions[0]?.isBusy ?? false,
        groupItem(program).description,
        desk.statusItem.text,
        host.lensesOf(document)[0]?.[1].endsWith(' · busy'),
      ];
    };
    const [quiet, busy] = [
      [false, undefined, '$(eye) stairs.py', false],
      [true, 'busy', '$(eye) stairs.py: busy', true],
    ];
    for (let beat = 0; beat < 9; beat++) {
      mock.timers.tick(1000);
      guest.take({ type: 'beat' });
    }
    assert.deepEqual(said(), quiet);
    mock.timers.tick(1250);
    assert.deepEqual(said(), busy);
    assert.match(host.hoverOf(document, 2), /stairs\\.py is busy: its figures stand still/);
    guest.take({ type: 'beat' });
    assert.deepEqual(said(), quiet);
    mock.timers.tick(9000);
    assert.deepEqual(said(), busy);
    leave(guest);
    task.end(0);
    await result;
    mock.timers.tick(9000);
    assert.ok(!host.store.sessions.some(({ isBusy }) => isBusy));
  });

  it('stands for itself in the dashboard while nothing of it is seen, so that it can be stopped there', async () => {
    const { result, task, guest } = await host.start();
    guest.take({ type: 'cache', cache: 1, facts: lruCache({ isLibrary: true }) });
    assert.equal(host.store.sessions.length, 0);
    await settled();
    mock.timers.tick(1000);
    const [session] = host.store.sessions;
    assert.deepEqual(
      [session?.title, session?.status, session?.message],
      ['stairs.py', 'running', 'No running process of it has a cache of its own yet.'],
    );
    assert.ok(host.store.stop(session!.id));
    assert.ok(task.isTerminated);
    leave(guest);
    await result;
    assert.equal(host.store.sessions.length, 0);
  });

  it('is one session, before and after its first cache', async () => {
    const { result, task, guest } = await host.start();
    await settled();
    mock.timers.tick(1000);
    const [before] = host.store.sessions;
    climb(guest);
    const [after, ...others] = host.store.sessions;
    assert.deepEqual([after?.id, after?.message, others], [before?.id, undefined, []]);
    mock.timers.tick(1000);
    assert.equal(host.store.sessions.length, 1);
    leave(guest);
    task.end(0);
    await result;
    assert.equal(host.store.sessions[0]?.status, 'finished');
  });

  it('is let go where it has ended and a person stops what it has left running', async () => {
    const { result, task, guest } = await host.start();
    const child = host.programs.server.connect({ pid: 4712, ppid: 4711 });
    climb(guest);
    leave(guest);
    task.end(0);
    await result;
    assert.equal(host.store.running.length, 0);
    mock.timers.tick(1000);
    const [left] = host.store.running;
    assert.equal(left?.title, 'stairs.py');
    host.store.stop(left.id);
    assert.ok(!host.programs.server.isOpen);
    assert.deepEqual(
      host.store.sessions.map(({ status }) => status),
      ['finished'],
    );
    child.end();
  });
});
