/** How many tests ran, how they ended, the slowest of them, and why the failed ones failed. */
export interface Counts {
  /** By outermost group of tests; what is no test of a group counts under `THE_COMMAND`. */
  readonly groups: Readonly<Record<string, GroupCounts>>;
  readonly skipped: readonly string[];
  readonly slowest: readonly TestTime[];
  readonly failures: readonly TestFailure[];
  /** Failed, and passed when they were asked again. */
  readonly flaky: readonly TestFailure[];
}

export interface GroupCounts {
  readonly passed: number;
  readonly failed: number;
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

const THE_COMMAND = '';

const NONE: Counts = { groups: {}, skipped: [], slowest: [], failures: [], flaky: [] };

/**
 * Adds up what the runs of a stage reported, a line of JSON each. A stage that reported no test has failed, and so has
 * one whose command failed although no test did.
 */
export function readCounts(lines: string, code: number): Counts {
  const reports = lines.split('\n').filter((line) => line !== '');
  const total = addCounts(reports.map((line) => JSON.parse(line) as Partial<Counts>));
  const { passed, failed } = totalOf(total);
  const hasFailed = passed + failed === 0 || (code !== 0 && failed === 0);
  return hasFailed ? addCounts([total, commandCounts(1)]) : total;
}

/** What a command that is one test counts for. */
export function commandCounts(code: number): Counts {
  const counts = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return { ...NONE, groups: { [THE_COMMAND]: counts } };
}

/** What stands for a stage that is not run here, and why. */
export function skippedCounts(reason: string): Counts {
  return { ...NONE, skipped: [reason] };
}

export function addCounts(all: readonly Partial<Counts>[]): Counts {
  return all.reduce<Counts>((sum, counts) => add(sum, { ...NONE, ...counts }), NONE);
}

function add(a: Counts, b: Counts): Counts {
  const groups = { ...a.groups };
  for (const [title, { passed, failed }] of Object.entries(b.groups)) {
    const before = groups[title] ?? { passed: 0, failed: 0 };
    groups[title] = { passed: before.passed + passed, failed: before.failed + failed };
  }
  return {
    groups,
    skipped: [...a.skipped, ...b.skipped],
    slowest: [...a.slowest, ...b.slowest].sort((x, y) => y.ms - x.ms).slice(0, SLOWEST),
    failures: [...a.failures, ...b.failures],
    flaky: [...a.flaky, ...b.flaky],
  };
}

export function totalOf({ groups }: Counts): GroupCounts {
  return Object.values(groups).reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

/**
 * The arguments with which a stage asks again what failed: its groups alone, or all where it was the command that
 * failed, as when a window is lost. Nothing where nothing failed.
 */
export function argsToAskAgain({ groups }: Counts): string[] | undefined {
  const failed = Object.keys(groups).filter((title) => groups[title]?.failed);
  if (failed.length === 0) return undefined;
  if (failed.includes(THE_COMMAND)) return [];
  const titles = failed.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return ['--grep', `^(${titles.join('|')})( |$)`];
}

/**
 * What a stage counts for that was asked again: of the groups that were, the second answer holds. Where its command
 * failed it does not say all that was asked, and no failure is taken back.
 */
export function askedAgain(first: Counts, second: Counts): Counts {
  const { [THE_COMMAND]: command, ...groups } = first.groups;
  const all = { ...first, groups: { ...groups, ...second.groups } };
  if (second.groups[THE_COMMAND]) return { ...all, failures: [...first.failures, ...second.failures] };
  const still = new Set(second.failures.map(({ title }) => title));
  const lost: readonly TestFailure[] = command
    ? [{ title: 'the command', error: 'It failed, whatever its tests said.' }]
    : [];
  return {
    ...all,
    failures: second.failures,
    flaky: [...lost, ...first.failures.filter(({ title }) => !still.has(title))],
  };
}
