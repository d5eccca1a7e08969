/** What Chromium tells of its threads: see its Trace Event Format. */
export interface Trace {
  readonly traceEvents: readonly {
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    /** The time of the processor, in µs. */
    readonly tdur?: number;
    readonly args?: { readonly name?: string };
  }[];
}

/** The longest task of a page's main thread, in ms of the processor: that of the workbench is one with the dashboard's. */
export function longestTask({ traceEvents }: Trace): number {
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('::RunTask') && mains.has(`${pid} ${tid}`),
  );
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
