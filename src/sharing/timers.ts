import type { Timers } from './types.ts';

interface Handle {
  unref?: () => void;
}

/** What every runtime has, or nearly so; looked up when used, so that this room needs none of them. */
interface Globals {
  readonly setTimeout: (task: () => void, ms: number) => Handle;
  readonly clearTimeout: (handle: Handle) => void;
  readonly setImmediate?: (task: () => void) => unknown;
}

const { setTimeout, clearTimeout, setImmediate } = globalThis as unknown as Globals;

/** The timers of the runtime, as they are when this is loaded. */
export const systemTimers: Timers = {
  after(ms, task, isBackground) {
    const handle = setTimeout(task, ms);
    if (isBackground) handle.unref?.();
    return () => clearTimeout(handle);
  },
  // Connections are looked at between two of them.
  afterThisTurn(task) {
    if (setImmediate) setImmediate(() => setImmediate(task));
    else setTimeout(task, 0);
  },
};
