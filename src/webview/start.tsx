import { render } from 'preact';
import type { HostToDashboard } from '../protocol/dashboard.ts';
import { createAnnouncer } from './announcements.ts';
import { createFrame } from './frame.ts';
import type { DashboardState } from './model.ts';
import { fold, initialState } from './model.ts';
import { createThrottle } from './throttle.ts';
import { Dashboard } from './views/dashboard.tsx';
import type { VsCodeApi } from './vscodeApi.ts';

/** The least time between two looks at what a window reload would lose, in ms. */
const REMEMBER_EVERY_MS = 1000;

/** Shows the dashboard in `root` and follows the host from then on. */
export function start(root: HTMLElement, api: VsCodeApi): void {
  let state = initialState;
  const send = api.postMessage.bind(api);
  const draw = createFrame(() => render(<Dashboard state={state} send={send} />, root));
  const announcer = createAnnouncer(createLiveRegion());
  const memory = createThrottle<DashboardState>(REMEMBER_EVERY_MS, ({ sessions }) =>
    api.setState({ sessions: [...sessions] }),
  );
  window.addEventListener('message', ({ data }: MessageEvent<HostToDashboard>) => {
    const before = state;
    state = fold(before, data);
    announcer.announce(before, state);
    if (data.type === 'events') memory.offer(state);
    else memory.insist(state); // What begins or ends is worth remembering at once.
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
