import { scenarioServices } from '../../../src/kernel/node/services.ts';
import { SessionRecorder } from '../../../src/kernel/recorder.ts';
import type { Tick } from '../../../src/recording/index.ts';
import type { ScenarioServices } from '../../../src/kernel/scenario.ts';
import { runScenario } from '../../../src/kernel/scenario.ts';
import type { ScenarioSettings } from '../../../src/protocol/kernel.ts';
import type { KernelDelta, ScenarioResult } from '../../../src/protocol/session.ts';

/** A clock that stands still but for sleeping: what takes a person minutes takes a test none, and always the same. */
export function virtualTime(): Partial<ScenarioServices> {
  let now = 0;
  return {
    clock: { now: () => now },
    sleep: async (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
}

/** A finished run: its result, and everything that was sent on the way. */
export interface Run {
  readonly result: ScenarioResult;
  readonly deltas: readonly KernelDelta[];
  readonly ticks: readonly Tick[];
}

/** Runs a scenario with a recorder and real HTTP, without a process between. Rejects as the scenario does. */
export async function runInMemory(
  scenario: string,
  params: Readonly<Record<string, unknown>> = {},
  settings: Partial<ScenarioSettings> = {},
  services: Partial<ScenarioServices> = virtualTime(),
): Promise<Run> {
  const deltas: KernelDelta[] = [];
  const ticks: Tick[] = [];
  const all = { ...scenarioServices, ...services };
  const recorder = new SessionRecorder({
    clock: all.clock,
    later: () => undefined,
    inspect: String,
    afterThisTurn: () => undefined,
    sendTick: (tick) => ticks.push(tick),
    sendDelta: (delta) => deltas.push(delta),
  });
  const program = {
    kind: 'scenario',
    scenario,
    params,
    settings: { timeoutSeconds: 5, ...settings },
  } as const;
  return { result: await runScenario(program, recorder, all), deltas, ticks };
}

/** What a run printed, as one text. */
export async function outputOf(...run: Parameters<typeof runInMemory>): Promise<string> {
  return (await runInMemory(...run)).result.output.join('\n');
}
