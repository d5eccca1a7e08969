import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { createCache } from '../../../src/engine/index.ts';
import type { KeyedCache } from '../../../src/engine/index.ts';
import { SessionArchive } from '../../../src/host/sessions/archive.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { SessionRecorder } from '../../../src/kernel/recorder.ts';
import { beginSession } from '../../../src/protocol/fold.ts';
import { desk } from './stub/desk.ts';

const folder = Uri.parse('file:///storage/sessions');
const files = (): string[] => [...desk.files.keys()].filter((uri) => uri.startsWith(folder.toString()));
const text = (): string => files().map((uri) => new TextDecoder().decode(desk.files.get(uri))).join('\n'); // oxfmt-ignore

const opened: Window[] = [];

/** A window: its sessions, and what is kept of them. */
class Window {
  readonly store = new SessionStore();
  readonly errors: unknown[] = [];
  readonly archive: SessionArchive;

  constructor(name = 'window') {
    this.archive = new SessionArchive(this.store, folder, name, (error) => this.errors.push(error));
    opened.push(this);
  }

  /** Begins a session with a cache whose events it takes in. */
  run(id: string): { cache: KeyedCache<number, number>; recorder: SessionRecorder } {
    this.store.start(beginSession(id, `source of ${id}`, `Title of ${id}`));
    const recorder = new SessionRecorder({
      clock: { now: () => 0 },
      later: () => undefined,
      afterThisTurn: () => undefined,
      inspect: String,
      sendTick: (tick) => this.store.record(id, tick),
      sendDelta: (delta) => this.store.say(id, delta),
    });
    const cache = recorder.watch('c', 'lru', (observer) =>
      createCache<number, number>('lru', 2, { observer }),
    );
    return { cache, recorder };
  }

  /** Ends it as a reload does, and gives the window that comes after. */
  async reload(name = 'window'): Promise<Window> {
    await this.archive.settled();
    assert.deepEqual(this.errors, []);
    this.archive.dispose();
    const next = new Window(name);
    await next.archive.restored;
    return next;
  }
}

describe('sessions and a window reload', () => {
  beforeEach(() => desk.clear());
  // What a window still writes would lie among the files of the next test.
  afterEach(async () => {
    for (const { archive } of opened.splice(0)) {
      await archive.settled();
      archive.dispose();
    }
  });

  it('are there again with their caches, histories and events: what has ended as it was, what lived as stopped', async () => {
    const before = new Window();
    const ended = before.run('ended');
    for (const key of [1, 2, 1, 3]) if (ended.cache.get(key) === undefined) ended.cache.set(key, key);
    ended.recorder.measure(() => ended.cache.get(1));
    ended.cache.get(1);
    ended.recorder.print('a line');
    ended.recorder.flush();
    before.store.setStatus('ended', 'finished');
    const living = before.run('living');
    living.cache.get(7);
    living.recorder.flush();
    const [old, snapshot] = [before.store.recordingOf('ended')!, before.store.snapshot('ended')];
    const { store } = await before.reload();
    assert.deepEqual(store.snapshot('ended'), snapshot);
    assert.deepEqual(
      store.sessions.map(({ id, status, message }) => [id, status, message]),
      [
        ['living', 'stopped', 'The window was reloaded during the run.'],
        ['ended', 'finished', undefined],
      ],
    );
    const recording = store.recordingOf('ended')!;
    assert.deepEqual([...recording.events()], [...old.events()]);
    for (let step = 0; step <= old.last; step++)
      assert.deepEqual(recording.stateAt(1, step), old.stateAt(1, step));
    assert.deepEqual(recording.counts(1), old.counts(1));
    assert.equal(store.recordingOf('living')!.counts(1).misses, 1);
  });

  it('keep the newest events of many, and counters that are right', async () => {
    const before = new Window();
    const { cache, recorder } = before.run('long');
    for (let n = 0; n < 100_000; n++) if (cache.get(n % 3) === undefined) cache.set(n % 3, n);
    recorder.flush();
    const counts = { ...before.store.recordingOf('long')!.counts(1) };
    const { store } = await before.reload();
    const recording = store.recordingOf('long')!;
    assert.deepEqual({ ...recording.counts(1) }, counts);
    assert.ok(recording.first > 1 && recording.bytes > 2 ** 19 && recording.bytes < 2 ** 21);
    assert.equal(store.find('long')!.caches[0]!.info.misses, cache.info().misses);
    assert.ok(text().length < 2 ** 22);
  });

  it('leave no file behind when they go, and are few', async () => {
    const before = new Window();
    for (let n = 0; n < 40; n++) {
      before.store.start(beginSession(`${n}`, `${n}`, ''));
      before.store.setStatus(`${n}`, 'stopped');
    }
    await before.archive.settled();
    assert.equal(files().length, 20);
    before.store.start(beginSession('again', '39', ''));
    const { store } = await before.reload();
    assert.deepEqual(store.sessions.map(({ id }) => id).slice(0, 3), ['again', '38', '37']);
  });

  it('whose files cannot be read are none, and the files are removed; those of another window stay', async () => {
    const other = new Window('other');
    other.run('of another window');
    const mine = await other.reload('mine');
    assert.deepEqual(mine.store.sessions, []);
    assert.equal(files().length, 1);
    mine.run('my own');
    await mine.archive.settled();
    const good = new TextDecoder().decode(desk.files.get(files().find((uri) => uri.includes('my')) ?? ''));
    const bad = ['', '{', 'null', '[]', '{"version":2}', good.slice(0, -5), good.replace('"output":[]', '"output":7'), good.replace('"version":1', '"version":9')]; // oxfmt-ignore
    bad.forEach((each, n) => desk.files.set(`${folder.toString()}/bad${n}.session.json`, new TextEncoder().encode(each))); // oxfmt-ignore
    desk.files.set(`${folder.toString()}/half.session.json.new`, new Uint8Array(3));
    const { store, archive } = await mine.reload('mine');
    await archive.settled();
    assert.deepEqual(
      store.sessions.map(({ id }) => id),
      ['my own'],
    );
    assert.equal(files().length, 2);
  });

  it('with events that no kernel can have told are there without them', async () => {
    const before = new Window();
    const { cache, recorder } = before.run('made up');
    cache.get(1);
    recorder.flush();
    await before.archive.settled();
    const [uri] = files();
    const made = new TextDecoder().decode(desk.files.get(uri!));
    for (const events of ['"events":"!!"', '"events":"AAAA"']) {
      desk.files.set(uri!, new TextEncoder().encode(made.replace(/"events":"[^"]*"/, events)));
      const next = new Window();
      await next.archive.restored;
      assert.equal(next.store.find('made up')!.caches[0]!.info.misses, 1);
      assert.equal(next.store.recordingOf('made up'), undefined);
      await next.archive.settled();
      next.archive.dispose();
    }
  });

  it('with many events are made ready in pieces, between which others get their turn', async () => {
    const window = new Window();
    const { cache, recorder } = window.run('a');
    for (let i = 0; i < 200_000; i++) if (cache.get(i % 5) === undefined) cache.set(i % 5, i);
    recorder.flush();
    await window.archive.restored;
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    await window.archive.settled();
    clearInterval(others);
    assert.ok(text().length > 1_000_000);
    assert.ok(turns >= 3, `${turns} turns`);
  });

  it('are written as a whole or not at all', async () => {
    const { archive } = new Window();
    await archive.settled();
    assert.deepEqual(files(), []);
    const window = new Window();
    window.run('a');
    await window.archive.settled();
    assert.deepEqual(
      files().map((uri) => uri.slice(folder.toString().length)),
      ['/a.session.json'],
    );
  });
});
