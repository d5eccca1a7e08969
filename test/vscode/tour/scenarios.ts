import { findServer } from '../../../src/kernel/node/redis/find.ts';
import { runCommand } from '../window/palette.ts';
import { waitUntil } from '../window/waitUntil.ts';
import { webviewFrame } from '../window/webviews.ts';
import type { Tour } from './tour.ts';

/** A scenario that does not end within this time (ms) has failed. */
const LIMIT_MS = 120_000;

/** A stop of the tour: a scenario's palette command; a monitor is watched for some passes and then stopped. */
interface Stop {
  readonly title: string;
  readonly passes?: number;
  /** Whether it needs a Redis or Valkey, which not every machine has. */
  readonly needsRedis?: boolean;
}

const STOPS: readonly Stop[] = [
  { title: 'Run Dictionary Cache' },
  { title: 'Compare Eviction Strategies' },
  { title: 'Step Through an LRU Cache' },
  { title: 'Run Stairs Without a Cache' },
  { title: 'Run Stairs With Memoization' },
  { title: 'Run Stairs With a Bounded Cache' },
  { title: 'Start Feed Monitor', passes: 2 },
  { title: 'Start Feed Monitor With a Timed Cache', passes: 3 },
  { title: 'Run a Cache Shared by Processes', needsRedis: true },
];

/** Runs every scenario with the dashboard open, and prints what each printed. */
export async function runEveryScenario(tour: Tour): Promise<void> {
  await runCommand(tour.window.page, 'Cachebook: Open Dashboard');
  for (const [index, stop] of STOPS.entries()) {
    tour.print(`\n== ${index + 1} of ${STOPS.length}: ${stop.title}`);
    const why = stop.needsRedis ? await whyNoRedis() : undefined;
    if (why !== undefined) {
      tour.print(`skipped: ${why}`);
      continue;
    }
    await runCommand(tour.window.page, `Cachebook: ${stop.title}`);
    if (stop.passes === undefined) await untilStatus(tour, stop.title, 'Finished');
    else await watchMonitor(tour, stop.title, stop.passes);
    for (const line of tour.output.newLines()) tour.print(line);
  }
}

async function whyNoRedis(): Promise<string | undefined> {
  try {
    await findServer({ mayFetch: true });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A pass is over when the next one begins. */
async function watchMonitor(tour: Tour, title: string, passes: number): Promise<void> {
  const isOver = (): Promise<boolean> => Promise.resolve(tour.output.countNew('Checking feed...') > passes);
  await waitUntil(`${passes} passes of the monitor`, isOver, LIMIT_MS);
  await runCommand(tour.window.page, 'Cachebook: Stop a Run');
  await untilStatus(tour, title, 'Stopped');
}

async function untilStatus({ window }: Tour, title: string, status: string): Promise<void> {
  const dashboard = await webviewFrame(window.page, 'Cachebook Dashboard');
  const heading = dashboard.getByRole('heading', { name: title, exact: true });
  const section = dashboard.locator('.session', { has: heading });
  await section.getByText(status, { exact: true }).first().waitFor({ timeout: LIMIT_MS });
}
