/** A failing sequence as something that one of the engine's caches can do, so that it can be stepped through. */
export interface Replay {
  readonly policy: 'lru' | 'lfu';
  readonly maxsize: number;
  /** How long an entry lives, in ms; for ever where it is left out. */
  readonly lifetime?: number;
  /** What each step of the sequence does, the making aside. */
  readonly steps: readonly (readonly ReplayOperation[])[];
}

export type ReplayOperation =
  | { readonly type: 'get'; readonly key: number }
  | { readonly type: 'put'; readonly key: number; readonly value: number }
  /** A call of a cached function, which may fail. */
  | { readonly type: 'call'; readonly key: string; readonly fails: boolean }
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'clear' };

/** What is larger is stepped through by nobody. */
export const LARGEST_REPLAY = 500;
