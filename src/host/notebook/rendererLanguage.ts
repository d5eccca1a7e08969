import type { Disposable } from 'vscode';
import { env, l10n, notebooks } from 'vscode';
import type { HostToRenderer } from '../../protocol/renderer.ts';

/** The renderer's id, as the manifest names it. */
const RENDERER = 'cachebook';

/** Tells the renderer of outputs the person's language whenever a notebook begins to show some. */
export function registerRendererLanguage(): Disposable {
  const messaging = notebooks.createRendererMessaging(RENDERER);
  const init: HostToRenderer = { type: 'init', language: env.language, l10n: l10n.bundle };
  return messaging.onDidReceiveMessage(({ editor }) => void messaging.postMessage(init, editor));
}
