import { render } from 'preact';
import type { HostToDashboard } from '../protocol/dashboard.ts';
import { createAnnouncer } from './announcements.ts';
import { createFrame } from './frame.ts';
import { fold, initialState } from './model.ts';
import { Dashboard } from './views/dashboard.tsx';
import type { VsCodeApi } from './vscodeApi.ts';

/** Shows the dashboard in `root` and follows the host from then on. */
export function start(root: HTMLElement, api: VsCodeApi): void {
  let state = initialState;
  const send = api.postMessage.bind(api);
  const draw = createFrame(() => render(<Dashboard state={state} send={send} />, root));
  const announcer = createAnnouncer(createLiveRegion());
  window.addEventListener('message', ({ data }: MessageEvent<HostToDashboard>) => {
    const before = state;
    state = fold(before, data);
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
