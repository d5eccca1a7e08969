import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import type { Run, RunContext } from '../notebook/run.ts';

/** Node itself hands on which run a callback, a timer or the rest of an async function belongs to. */
export function createRunContext(): RunContext {
  const storage = new AsyncLocalStorage<Run | undefined>();
  return {
    current: () => storage.getStore(),
    // In a resource of its own: code that is cut off does not tidy up, and must not leave its run to the kernel.
    enter: (run, task) => new AsyncResource('CELL').runInAsyncScope(() => storage.run(run, task)),
  };
}
