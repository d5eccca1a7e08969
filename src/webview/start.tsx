import { render } from 'preact';
import type { HostToDashboard } from '../protocol/dashboard.ts';
import { createAnnouncer } from './announcements.ts';
import { createFrame } from './frame.ts';
import { revealCache } from './reveal.ts';
import { fold, initialState } from './model.ts';
import { TimeMachine } from './timeMachine/machine.ts';
import { Dashboard } from './views/dashboard.tsx';
import type { VsCodeApi } from './vscodeApi.ts';

/** Shows the dashboard in `root` and follows the host from then on. */
export function start(root: HTMLElement, api: VsCodeApi): void {
  let state = initialState;
  const send = api.postMessage.bind(api);
  const draw = createFrame(() => render(<Dashboard state={state} send={send} machine={machine} />, root));
  const machine = new TimeMachine(
    {
      send,
      draw,
      // At once: a page that is hidden is gone, and nobody asks it before.
      remember: (view) => api.setState({ view }),
      now: () => performance.now(),
      nextFrame: (task) => requestAnimationFrame(task),
    },
    api.getState()?.view,
  );
  const announcer = createAnnouncer(createLiveRegion());
  window.addEventListener('message', ({ data }: MessageEvent<HostToDashboard>) => {
    if (data.type === 'recorded') {
      machine.receive(data.session, data.tick);
      return;
    }
    if (data.type === 'show') {
      machine.show(data.step);
      return;
    }
    if (data.type === 'reveal') {
      void revealCache(root, data);
      return;
    }
    const before = state;
    state = fold(before, data);
    machine.keepTo(state.sessions.map(({ id }) => id));
    announcer.announce(before, state);
    draw();
  });
  send({ type: 'ready' });
}

/** A place that screen readers read out when its text changes. */
function createLiveRegion(): (text: string) => void {
  const region = document.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  document.body.append(region);
  return (text) => (region.textContent = text);
}
