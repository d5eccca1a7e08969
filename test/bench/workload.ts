/** One thing to measure. */
export interface Workload {
  readonly id: string;
  /** What is done, for the table. */
  readonly title: string;
  readonly unit: 'ns per operation' | 'bytes per entry';
  /** Whom the ratios are against: the subject that the goal names. */
  readonly baseline: string;
  /** The ratio that is aimed at: the figure of the baseline divided by ours. */
  readonly goal: number;
  /** The names of the subjects that can do it. */
  readonly subjects: readonly string[];
  /** Prepares a run with one subject. The run returns its figure. */
  readonly prepare: (subject: string) => () => number;
}

let sink: unknown;

/** Times `operations` operations, in nanoseconds each. What the run returns is used, so that it is not optimized away. */
export function timed(operations: number, run: () => unknown): () => number {
  return () => {
    const start = performance.now();
    sink = run();
    const end = performance.now();
    if (sink === end) throw new Error('This cannot be.');
    return ((end - start) * 1e6) / operations;
  };
}
