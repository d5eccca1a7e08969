import type { StageResult } from './stage.ts';

/** How many tests ran, and how they ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

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

const NONE: Counts = { passed: 0, failed: 0, skipped: [] };

function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: [...a.skipped, ...b.skipped],
  };
}

/** The closing lines of the whole check: a row per stage, the skipped tests by name, and the plain total. */
export function summaryLines(results: readonly StageResult[]): string[] {
  const total = results.map(({ counts }) => counts).reduce(add, NONE);
  const rows = results.map(
    ({ title, counts, seconds }) =>
      `${title.padEnd(18)} ${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(3)} failed ${seconds.toFixed(0).padStart(5)} s`,
  );
  const skipped = total.skipped.map((title) => `skipped: ${title}`);
  return [...rows, ...skipped, `${total.passed} passed, ${total.failed} failed`];
}
