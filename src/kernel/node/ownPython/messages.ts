import type { OwnPythonEnd } from '../../cells/ownPython/process.ts';
import type { Stream } from '../../cells/stream.ts';
import type { PythonCommand } from '../../../protocol/kernel.ts';

/** What the session's thread asks of the supervising thread, which has the process. `id` is that of the process. */
export type ToPython = { readonly id: number } & (
  | { readonly type: 'start'; readonly command: PythonCommand; readonly code: string }
  | { readonly type: 'send'; readonly line: string }
  | { readonly type: 'interrupt' }
  | { readonly type: 'rested' }
);

export type FromPython = { readonly id: number } & (
  | { readonly type: 'output'; readonly stream: Stream; readonly text: string }
  | { readonly type: 'line'; readonly line: string }
  | { readonly type: 'end'; readonly end: OwnPythonEnd }
);
