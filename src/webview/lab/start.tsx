import { render } from 'preact';
import type { HostToLabView, LabViewToHost } from '../../protocol/labView.ts';
import { createFrame } from '../frame.ts';
import { LabView, type LabState } from './labView.tsx';

/** What VS Code gives the lab's page. */
export interface LabApi {
  postMessage(message: LabViewToHost): void;
}

/** Shows the lab in `root` and follows the host from then on. */
export function startLab(root: HTMLElement, api: LabApi): void {
  let state: LabState = { lab: undefined, busy: undefined };
  const send = api.postMessage.bind(api);
  const draw = createFrame(() => render(<LabView state={state} send={send} />, root));
  window.addEventListener('message', ({ data }: MessageEvent<HostToLabView>) => {
    if (data.type === 'lab') state = { ...state, lab: data.lab };
    else state = { ...state, busy: data.type === 'busy' ? data.text : undefined };
    draw();
  });
  letFilesBeDropped(send);
  send({ type: 'ready' });
}

/** What is dragged from the explorer is known by its address; VS Code hands it on while Shift is held. */
function letFilesBeDropped(send: LabApi['postMessage']): void {
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const { dataTransfer } = event;
    const uri = ['application/vnd.code.uri-list', 'text/uri-list']
      .map((kind) => dataTransfer?.getData(kind) ?? '')
      .find((list) => list !== '');
    if (uri !== undefined) send({ type: 'open', uri });
  });
}
