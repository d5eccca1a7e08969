import { render } from 'preact';
import type { HostToLabView, LabViewToHost } from '../../protocol/labView.ts';
import { createFrame } from '../frame.ts';
import { LabView, type LabState } from './labView.tsx';

/** What VS Code gives the lab's page. */
export interface LabApi {
  postMessage(message: LabViewToHost): void;
  /** Keeps what the host wants to have kept over a reload of the window. */
  setState(memory: unknown): void;
}

/** Shows the lab in `root` and follows the host from then on. */
export function startLab(root: HTMLElement, api: LabApi): void {
  let state: LabState = { lab: undefined, busy: undefined, why: undefined, isLost: false };
  const send = api.postMessage.bind(api);
  const draw = createFrame(() => render(<LabView state={state} send={send} />, root));
  const become = (change: Partial<LabState>): void => {
    state = { ...state, ...change };
    draw();
  };
  window.addEventListener('message', ({ data }: MessageEvent<HostToLabView>) => {
    if (data.type === 'lab') {
      api.setState(data.memory);
      become({ lab: data.lab, why: data.why, isLost: false });
    } else become({ busy: data.type === 'busy' ? data.text : undefined });
  });
  letFilesBeDropped((uri) => {
    if (uri !== undefined) send({ type: 'open', uri });
    become({ isLost: uri === undefined });
  });
  send({ type: 'ready' });
}

/**
 * What is dragged from the explorer is known by its address; VS Code hands it on while Shift is held. What comes from
 * elsewhere may have none.
 */
function letFilesBeDropped(take: (uri: string | undefined) => void): void {
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const { dataTransfer } = event;
    take(
      ['application/vnd.code.uri-list', 'text/uri-list']
        .map((kind) => dataTransfer?.getData(kind) ?? '')
        .find((list) => list !== ''),
    );
  });
}
