import type { Recorded } from '../../protocol/recorded.ts';
import type { RendererToHost } from '../../protocol/renderer.ts';
import type { Origin } from '../../recording/index.ts';
import type { View } from '../timeMachine/view.ts';

let post: ((message: RendererToHost) => void) | undefined;

/** From now on the host can be talked to; without it, as where there is no extension host, nobody hears. */
export function connect(postMessage: typeof post): void {
  post = postMessage;
}

/** Asks for the line that has caused an event of a shown cache. */
export function showOrigin({ session }: Recorded, { file, line }: Origin): void {
  post?.({ type: 'showOrigin', session, file, line });
}

/** Asks for the moment of a shown cache in the dashboard: that up to which it was shown, where it is the newest. */
export function openInDashboard({ session, facts, step }: Recorded, view: View | undefined): void {
  post?.({ type: 'show', step: { session, cache: facts.cache, step, picture: view?.picture ?? '' } });
}
