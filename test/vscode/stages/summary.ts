import type { TestFailure } from './counts.ts';
import { addCounts, totalOf } from './counts.ts';
import type { StageResult } from './stage.ts';

/** The closing lines of the whole check: a row per stage, what was slow, skipped, flaky and failed, and the plain total. */
export function summaryLines(results: readonly StageResult[], seconds: number): string[] {
  const total = addCounts(results.map(({ counts }) => counts));
  const rows = results.map(({ title, counts, ...cost }) => {
    const { passed, failed } = totalOf(counts);
    return `${title.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${cost.seconds.toFixed(0).padStart(5)} s`;
  });
  const slowest = results.flatMap(({ title, counts }) =>
    counts.slowest.map(
      (test) => `slow: ${(test.ms / 1000).toFixed(1).padStart(5)} s  ${title}: ${test.title}`,
    ),
  );
  const named = (word: string, tests: (counts: StageResult['counts']) => readonly TestFailure[]): string[] =>
    results.flatMap(({ title, counts }) =>
      tests(counts).map((test) => `${word}: ${title}: ${test.title}\n${test.error}`),
    );
  const { passed, failed } = totalOf(total);
  return [
    ...rows,
    ...slowest,
    ...total.skipped.map((title) => `skipped: ${title}`),
    ...named('flaky (failed, and passed when it was asked again)', ({ flaky }) => flaky),
    ...named('failed', ({ failures }) => failures),
    `in ${(seconds / 60).toFixed(1)} min without what was fetched`,
    `${passed} passed, ${failed} failed`,
  ];
}
