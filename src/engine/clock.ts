import type { Clock } from './types.ts';

// The engine runs in Node, workers and webviews; all have `performance`, none of their type libraries is loaded here.
const host = globalThis as unknown as { readonly performance: Clock };

/** The monotonic clock of the platform: `performance.now()`, milliseconds. */
export const systemClock: Clock = { now: () => host.performance.now() };
