import { createCache } from '../../engine/index.ts';
import { beginSession } from '../../protocol/fold.ts';
import { Recorder } from '../../recording/index.ts';
import type { SessionStore } from '../sessions/store.ts';

/** How many requests are played before the one that is looked at, and after it: more would push other sessions out. */
export const BEFORE = 20_000;
export const AFTER = 5_000;

interface Played {
  /** Of what is played again: a later one takes its place. */
  readonly source: string;
  readonly title: string;
  readonly policy: string;
  readonly size: number;
  readonly keys: readonly string[];
  /** The place among `keys` of the one that is looked at. */
  readonly place: number;
}

/** Plays requests to a cache of its own and records it as a session. Gives the session and the step of the request. */
export function playRequests(
  store: SessionStore,
  { source, title, policy, size, keys, place }: Played,
): { session: string; step: number } {
  const session = crypto.randomUUID();
  store.start(beginSession(session, source, title));
  const recorder = new Recorder({
    now: () => performance.now(),
    afterThisTurn: () => undefined,
    later: () => undefined,
    describe: String,
    send: (tick) => store.record(session, tick),
  });
  const writer = recorder.open({ name: title, kind: policy, policy, maxsize: size });
  const cache = createCache(policy, size, { observer: writer });
  let step = 0;
  keys.forEach((key, at) => {
    // The request itself is the first event of what it causes.
    if (at === place) step = recorder.last + 1;
    if (cache.get(key) === undefined) cache.set(key, true);
  });
  recorder.flush();
  store.setStatus(session, 'finished');
  return { session, step };
}
