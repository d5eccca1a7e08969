import type { View } from './timeMachine/view.ts';
import type { DashboardToHost } from '../protocol/dashboard.ts';

/** What VS Code gives a webview's page. */
export interface VsCodeApi {
  postMessage(message: DashboardToHost): void;
  setState(memory: { readonly view: View }): void;
  /** What `setState` was given last, in this page or one before it. */
  getState(): { readonly view?: unknown } | undefined;
}

/** Sends a message to the host. */
export type Send = VsCodeApi['postMessage'];

declare global {
  /** May be called once in the life of a page. */
  function acquireVsCodeApi(): VsCodeApi;
}
