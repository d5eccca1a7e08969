import type { DashboardToHost } from '../protocol/dashboard.ts';

/** What VS Code gives a webview's page. */
export interface VsCodeApi {
  postMessage(message: DashboardToHost): void;
}

/** Sends a message to the host. */
export type Send = VsCodeApi['postMessage'];

declare global {
  /** May be called once in the life of a page. */
  function acquireVsCodeApi(): VsCodeApi;
}
