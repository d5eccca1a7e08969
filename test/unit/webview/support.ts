import type { CacheState, SessionDelta, SessionState } from '../../../src/protocol/session.ts';
import { TimeMachine } from '../../../src/webview/timeMachine/machine.ts';
import { emptyDelta } from '../../../src/protocol/fold.ts';

/** A time machine that nobody has opened. */
export function idleMachine(): TimeMachine {
  const nothing = (): void => undefined;
  return new TimeMachine({
    ...{ send: nothing, draw: nothing, remember: nothing, nextFrame: nothing },
    now: () => 0,
  });
}

/** A running session, but for what is said otherwise. */
export function session(id: string, rest: Partial<SessionState> = {}): SessionState {
  return {
    id,
    source: id,
    title: `Run ${id}`,
    status: 'running',
    output: [],
    caches: [],
    timings: [],
    counts: {},
    ...rest,
  };
}

/** The tutorial's cache after its run, but for what is said otherwise. */
export function cache(rest: Partial<CacheState> = {}): CacheState {
  const info = { hits: 52, misses: 30, maxsize: 16, currsize: 16 };
  return {
    cache: '1',
    name: 'stepsTo',
    policy: 'lru',
    time: 0.5,
    evictions: 14,
    info,
    history: [{ time: 0.5, requests: 82, hits: 52, misses: 30 }],
    ...rest,
  };
}

/** A delta in which only `rest` happened. */
export function delta(rest: Partial<SessionDelta>): SessionDelta {
  return { ...emptyDelta(), ...rest };
}
