import type { Scenario } from '../scenario.ts';
import { cacheInfo } from './cacheInfo.ts';
import { dictionary } from './dictionary.ts';
import { monitor } from './monitor.ts';
import { monitorTimed } from './monitorTimed.ts';
import { recency } from './recency.ts';
import { shared } from './shared.ts';
import { stairs } from './stairs.ts';
import { stairsMemoized } from './stairsMemoized.ts';
import { strategies } from './strategies.ts';

/** Every scenario, in the order of the tutorial. */
export const scenarios: readonly Scenario[] = [
  dictionary,
  strategies,
  recency,
  stairs,
  stairsMemoized,
  cacheInfo,
  monitor,
  monitorTimed,
  shared,
];

/** The scenario with this id, if there is one. */
export function findScenario(id: unknown): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
