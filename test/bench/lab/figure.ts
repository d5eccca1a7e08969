/** What one measurement has given. */
export interface Figure {
  /** Million requests a second. */
  readonly rate: number;
  readonly fixed: number;
  /** Without the compiled loops, where there are any. */
  readonly plain?: number;
  readonly results: readonly number[];
}

/** What all is compared with: each request counts its key, and nothing else. It tells the machine of this moment. */
export function fixedLoop(ids: Int32Array): () => number {
  const distinct = ids.reduce((most, key) => Math.max(most, key + 1), 0);
  const counts = new Int32Array(distinct);
  const count = (): number => {
    for (const id of ids) counts[id]!++;
    return distinct;
  };
  count();
  return count;
}

/** Seconds of this process's own time: other work on the machine only adds to the time of the clock. */
export function seconds(task: () => number): { readonly took: number; readonly result: number } {
  const before = process.cpuUsage();
  const result = task();
  const { user, system } = process.cpuUsage(before);
  return { took: (user + system) / 1e6, result };
}
