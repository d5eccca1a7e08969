import { createCache } from '../../../src/engine/index.ts';
import type { KeyedCache } from '../../../src/engine/index.ts';
import { DashboardPanel } from '../../../src/host/dashboard/panel.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { applyDelta, beginSession } from '../../../src/protocol/fold.ts';
import type { Tick } from '../../../src/recording/index.ts';
import { Recorder } from '../../../src/recording/index.ts';
import { StubPanel, takeFrames } from './panel.ts';
import { worked } from './worked.ts';

const CACHES = 1000;
const FRAMES = 600;

/** What each delta of a session with a thousand caches costs the host, in ms: the fold, and what is sent to a page. */
export function measureHost(used: number, requests: number): readonly number[] {
  const times: number[] = [];
  play(used, requests, (task) => times.push(timeOf(task)));
  return times;
}

/** What it costs the page, which takes in what was sent. */
export function measurePage(used: number, requests: number): readonly number[] {
  const times: number[] = [];
  let state = beginSession('s', 's', 's');
  const panel = play(used, requests, (task) => task());
  for (const message of panel.take()) {
    if (message.type !== 'events') continue;
    for (const { delta } of message.deltas) times.push(timeOf(() => (state = applyDelta(state, delta))));
  }
  return times;
}

/** Uses so many caches in each frame; after a while the oldest events leave. */
function play(used: number, requests: number, take: (task: () => void) => void): StubPanel {
  takeFrames();
  const store = new SessionStore();
  const panel = new StubPanel();
  const dashboard = new DashboardPanel(panel.asPanel(), panel.root, store, () => undefined);
  panel.receive({ type: 'ready' });
  store.start(beginSession('s', 's', 's'));
  const ticks: Tick[] = [];
  let now = 0;
  const recorder = new Recorder({
    now: () => now,
    afterThisTurn: () => undefined,
    later: () => undefined,
    describe: String,
    send: (tick) => ticks.push(tick),
  });
  const caches = Array.from({ length: CACHES }, (_, n): KeyedCache<number, number> => {
    const observer = recorder.open({ name: `cache ${n}`, kind: 'lru', policy: 'lru', maxsize: 8 });
    return createCache('lru', 8, { observer });
  });
  for (let frame = 0; frame < FRAMES; frame++) {
    now += 33;
    for (let n = 0; n < used; n++) {
      const cache = caches[(frame * used + n) % CACHES]!;
      for (let i = 0; i < requests; i++)
        if (cache.get((frame + i) % 9) === undefined) cache.set((frame + i) % 9, i);
    }
    recorder.flush();
    take(() => {
      for (const tick of ticks.splice(0)) store.record('s', tick);
      store.find('s'); // Who asks has it told now.
    });
    panel.frame();
  }
  dashboard.dispose();
  return panel;
}

function timeOf(task: () => void): number {
  const start = worked();
  task();
  return worked() - start;
}
