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

/** Who waits for what a cache has done up to now, by session and cache. */
const waiting = new Map<string, (recorded: Recorded) => void>();

const nameOf = (session: string, cache: number): string => `${cache} ${session}`;

/** Asks for all events of a shown cache up to now. Where they cannot be told here, the host shows them elsewhere. */
export function askNow({ session, facts }: Recorded, answer: (recorded: Recorded) => void): void {
  waiting.set(nameOf(session, facts.cache), answer);
  post?.({ type: 'now', session, cache: facts.cache });
}

/** The host has answered. */
export function tellNow(recorded: Recorded): void {
  const name = nameOf(recorded.session, recorded.facts.cache);
  waiting.get(name)?.(recorded);
  waiting.delete(name);
}
