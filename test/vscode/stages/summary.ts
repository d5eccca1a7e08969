import type { StageResult } from './stage.ts';

/** How many tests ran, how they ended, the slowest of them, and why the failed ones failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
  readonly slowest: readonly TestTime[];
  readonly failures: readonly TestFailure[];
}

export interface TestTime {
  readonly title: string;
  readonly ms: number;
}

export interface TestFailure {
  readonly title: string;
  /** The first lines of the error. */
  readonly error: string;
}

/** So many of the slowest tests of a stage are named. */
const SLOWEST = 3;

/**
 * Adds up what the runs of a stage reported, a line of JSON each. A stage that reported no test has failed, and so has
 * one whose command failed although no test did.
 */
export function readCounts(lines: string, code: number): Counts {
  const reports = lines.split('\n').filter((line) => line !== '');
  const total = reports.map((line) => JSON.parse(line) as Counts).reduce(add, NONE);
  const silent = total.passed + total.failed === 0;
  return silent || (code !== 0 && total.failed === 0) ? { ...total, failed: total.failed + 1 } : total;
}

const NONE: Counts = { passed: 0, failed: 0, skipped: [], slowest: [], failures: [] };

/** What a command that is one test counts for. */
export function commandCounts(code: number): Counts {
  return code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
}

/** What stands for a stage that is not run here, and why. */
export function skippedCounts(reason: string): Counts {
  return { ...NONE, skipped: [reason] };
}

function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: [...a.skipped, ...b.skipped],
    slowest: [...a.slowest, ...b.slowest].sort((x, y) => y.ms - x.ms).slice(0, SLOWEST),
    failures: [...a.failures, ...b.failures],
  };
}

/** The closing lines of the whole check: a row per stage, its slowest tests, the skipped and the failed ones, and the plain total. */
export function summaryLines(results: readonly StageResult[], seconds: number): string[] {
  const total = results.map(({ counts }) => counts).reduce(add, NONE);
  const rows = results.map(({ title, counts, ...cost }) => {
    const { passed, failed } = counts;
    return `${title.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${cost.seconds.toFixed(0).padStart(5)} s`;
  });
  const slowest = results.flatMap(({ title, counts }) =>
    counts.slowest.map(
      (test) => `slow: ${(test.ms / 1000).toFixed(1).padStart(5)} s  ${title}: ${test.title}`,
    ),
  );
  const skipped = total.skipped.map((title) => `skipped: ${title}`);
  const failures = results.flatMap(({ title, counts }) =>
    counts.failures.map((test) => `failed: ${title}: ${test.title}\n${test.error}`),
  );
  return [
    ...rows,
    ...slowest,
    ...skipped,
    ...failures,
    `in ${(seconds / 60).toFixed(1)} min without what was fetched`,
    `${total.passed} passed, ${total.failed} failed`,
  ];
}
