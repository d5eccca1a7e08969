import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { createCache } from '../../../src/engine/index.ts';
import { SessionRecording } from '../../../src/host/sessions/recording.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { beginSession } from '../../../src/protocol/fold.ts';
import type { CacheState } from '../../../src/protocol/session.ts';
import type { Tick } from '../../../src/recording/index.ts';
import { Recorder } from '../../../src/recording/index.ts';

const MIB = 2 ** 20;

/** A store with a session, and a cache whose events it takes in. */
function recorded(id: string, store: SessionStore): { use: (requests: number) => void; fill: () => void } {
  store.start(beginSession(id, id, id));
  const recorder = new Recorder({
    now: () => 0,
    afterThisTurn: () => undefined,
    later: () => undefined,
    describe: String,
    send: (tick: Tick) => store.record(id, tick),
  });
  const writer = recorder.open({ name: 'c', kind: 'lru', policy: 'lru', maxsize: 2 });
  const cache = createCache<number, number>('lru', 2, { observer: writer });
  return {
    fill() {
      for (const key of [0, 1]) cache.set(key, key);
    },
    use(requests) {
      for (let n = 0; n < requests; n++) cache.get(n % 2);
      recorder.flush();
    },
  };
}

describe('the sessions of a window', () => {
  it('are few where they have ended, the newest ones', () => {
    const store = new SessionStore();
    for (let n = 0; n < 500; n++) {
      store.start(beginSession(String(n), `notebook:${n}`, 'title'));
      store.setStatus(String(n), 'stopped');
    }
    assert.equal(store.sessions.length, 20);
    assert.equal(store.sessions[0]?.id, '499');
  });

  it('leave when they are removed: one, or all that have ended, and never a living one', () => {
    const store = new SessionStore();
    const removed: string[] = [];
    store.onDidRemove((id) => removed.push(id));
    for (const id of ['living', 'a', 'b', 'c']) store.start(beginSession(id, id, id));
    for (const id of ['a', 'b', 'c']) store.setStatus(id, 'finished');
    store.removeEnded('living');
    store.removeEnded('b');
    assert.deepEqual(removed, ['b']);
    store.removeEnded();
    assert.deepEqual(
      store.sessions.map(({ id }) => id),
      ['living'],
    );
  });

  it('tell what a small cache holds and who leaves next, also where the run was quicker than its replay', async () => {
    const store = new SessionStore();
    const { fill, use } = recorded('a', store);
    fill();
    use(50_001);
    const { inside } = await new Promise<CacheState>((resolve) => {
      const look = (): void => {
        const [cache] = store.find('a')!.caches;
        if (cache?.inside) resolve(cache);
      };
      store.onDidChange(look);
      look();
    });
    assert.deepEqual(
      inside?.layout.map(({ name, entries }) => [name, entries.map(({ key }) => key)]),
      [['entries', ['1', '0']]],
    );
    assert.equal(inside.next, 2);
    store.clearCache('a', '1');
    assert.equal(store.find('a')?.caches[0]?.inside, undefined);
    store.dispose();
  });

  it('keep their events within 64 MiB together: the oldest leave first, the counters stay right and it is told', () => {
    const store = new SessionStore();
    const first = recorded('first', store);
    const second = recorded('second', store);
    first.use(1_500_000);
    assert.equal(store.find('first')?.kept, undefined);
    second.use(2_500_000);
    const bytes = ['first', 'second'].map((id) => store.recordingOf(id)!.bytes);
    assert.ok(bytes[0]! + bytes[1]! <= 64 * MIB && bytes[0]! + bytes[1]! > 60 * MIB);
    first.use(1);
    const { kept, caches } = store.find('first')!;
    assert.deepEqual([caches[0]?.info.misses, kept?.events], [1_500_001, 1_500_002]);
    assert.ok(kept!.kept < kept!.events && store.recordingOf('first')!.first > 1);
    assert.equal(store.find('second')?.caches[0]?.info.misses, 2_500_000);
    const recording = store.recordingOf('first')!;
    assert.equal(recording.stateAt(1, recording.last).info.misses, 1_500_001);
  });

  it('are told of what was recorded once a frame, and at once where somebody asks', () => {
    const clock = mock.method(performance, 'now', () => 1000);
    const store = new SessionStore();
    const { use } = recorded('busy', store);
    const told: (number | undefined)[] = [];
    store.onDidChange(({ delta }) => told.push(delta.caches[0]?.info.misses));
    for (let n = 0; n < 5; n++) use(10);
    assert.deepEqual(told, [10]);
    assert.equal(store.find('busy')?.caches[0]?.info.misses, 50);
    assert.deepEqual(told, [10, 50]);
    use(1);
    store.setStatus('busy', 'finished');
    assert.deepEqual(told, [10, 50, 51]);
    clock.mock.restore();
    store.dispose();
  });

  it('are told with few points of each cache where they have many, the newest among them', () => {
    const store = new SessionStore();
    store.start(beginSession('s', 's', 's'));
    const ticks: Tick[] = [];
    const recorder = new Recorder({
      now: () => 0,
      afterThisTurn: () => undefined,
      later: () => undefined,
      describe: String,
      send: (tick) => ticks.push(tick),
    });
    const caches = Array.from({ length: 900 }, () => {
      const observer = recorder.open({ name: 'c', kind: 'lru', policy: 'lru', maxsize: 2 });
      return createCache<number, number>('lru', 2, { observer });
    });
    for (const cache of caches) for (let n = 0; n < 4; n++) cache.get(n);
    recorder.flush();
    for (const cache of caches) for (let n = 0; n < 100; n++) cache.get(n);
    recorder.flush();
    const recording = new SessionRecording();
    for (const tick of ticks) recording.append(tick);
    const samples = recording.delta()!.caches;
    assert.equal(samples.length, 900);
    for (const { points } of samples) {
      assert.ok(points.length > 4 && points.length <= 8);
      assert.deepEqual(points.at(-1), { time: 0, requests: 104, hits: 0, misses: 104 });
    }
    assert.ok(recording.recording.history(900).length > 100);
  });

  it('leave with their events', () => {
    const store = new SessionStore();
    recorded('only', store).use(3);
    assert.ok(store.recordingOf('only'));
    store.setStatus('only', 'finished');
    store.start(beginSession('next', 'only', 'only'));
    assert.equal(store.recordingOf('only'), undefined);
  });
});
