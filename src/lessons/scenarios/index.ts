import type { Scenario } from '../scenario.ts';
import { cacheInfo } from './cacheInfo.ts';

/** Every scenario, in the order of the tutorial. */
export const scenarios: readonly Scenario[] = [cacheInfo];

/** The scenario with this id, if there is one. */
export function findScenario(id: unknown): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
