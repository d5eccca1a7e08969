/** Passes values on, at most one every so often. */
export interface Throttle<T> {
  /** Passes `value` on now, or, if another was passed on just before, the newest such value later. */
  offer(value: T): void;
  /** Passes `value` on now, whatever was passed on before; a value that waits is dropped. */
  insist(value: T): void;
}

/** Calls `run` once, `ms` milliseconds later. */
export type Schedule = (run: () => void, ms: number) => unknown;

/** Calls `pass` with what is offered, at most once every `ms` milliseconds. */
export function createThrottle<T>(
  ms: number,
  pass: (value: T) => void,
  schedule: Schedule = setTimeout,
): Throttle<T> {
  let waiting: { readonly value: T } | undefined;
  let open = true;

  function close(): void {
    open = false;
    schedule(reopen, ms);
  }

  function reopen(): void {
    open = true;
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    close();
    pass(value);
  }

  return {
    offer(value) {
      waiting = { value };
      if (open) reopen();
    },
    insist(value) {
      waiting = undefined;
      if (open) close();
      pass(value);
    },
  };
}
