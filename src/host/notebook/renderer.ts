import * as v from 'valibot';
import type { Disposable } from 'vscode';
import { env, l10n, notebooks, window } from 'vscode';
import type { HostToRenderer } from '../../protocol/renderer.ts';
import { RendererToHost } from '../../protocol/renderer.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import type { SessionStore } from '../sessions/store.ts';
import { recordedOf } from './cacheSession.ts';

/** The renderer's id, as the manifest names it. */
const RENDERER = 'cachebook';

/**
 * Answers the renderer of outputs: tells it the person's language whenever a notebook begins to show some, opens the
 * dashboard where a person asks for it there, and says what a shown cache has done since.
 */
export function registerRenderer(store: SessionStore, dashboard: Dashboard): Disposable {
  const messaging = notebooks.createRendererMessaging(RENDERER);
  const init: HostToRenderer = { type: 'init', language: env.language, l10n: l10n.bundle };
  return messaging.onDidReceiveMessage(({ editor, message }) => {
    const parsed = v.safeParse(RendererToHost, message);
    if (!parsed.success) return;
    dispatch<RendererToHost>(
      {
        ready: () => void messaging.postMessage(init, editor),
        show: ({ step }) => (store.find(step.session) ? dashboard.show(step) : tellGone()),
        now: ({ session, cache }) => {
          const recorded = recordedOf(store, session, cache);
          const last = store.recordingOf(session)?.last;
          if (recorded)
            void messaging.postMessage({ type: 'recorded', recorded } satisfies HostToRenderer, editor);
          // There are too many events for an output by now, or there is nothing at all.
          else if (last !== undefined) dashboard.show({ session, cache, step: last, picture: '' });
          else tellGone();
        },
        showOrigin: ({ session, ...origin }) => void store.showOrigin(session, origin).catch(tell),
      },
      parsed.output,
    );
  });
}

function tellGone(): void {
  void window.showInformationMessage(
    l10n.t('The run that this output is of is not kept any more. Run the cell again.'),
  );
}

function tell(error: unknown): void {
  void window.showInformationMessage(error instanceof Error ? error.message : String(error));
}
