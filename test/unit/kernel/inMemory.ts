import { scenarioServices } from '../../../src/kernel/node/services.ts';
import { Recorder } from '../../../src/kernel/recorder.ts';
import type { ScenarioServices } from '../../../src/kernel/scenario.ts';
import { runScenario } from '../../../src/kernel/scenario.ts';
import type { ScenarioSettings } from '../../../src/protocol/kernel.ts';
import type { ScenarioResult, SessionDelta } from '../../../src/protocol/session.ts';

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
  readonly deltas: readonly SessionDelta[];
}

/** Runs a scenario with a recorder and real HTTP, without a process between. Rejects as the scenario does. */
export async function runInMemory(
  scenario: string,
  params: Readonly<Record<string, unknown>> = {},
  settings: Partial<ScenarioSettings> = {},
  services: Partial<ScenarioServices> = virtualTime(),
): Promise<Run> {
  const deltas: SessionDelta[] = [];
  const all = { ...scenarioServices, ...services };
  const recorder = new Recorder({
    clock: all.clock,
    later: () => undefined,
    inspect: String,
    send: (delta) => deltas.push(delta),
  });
  const program = {
    kind: 'scenario',
    scenario,
    params,
    settings: { timeoutSeconds: 5, ...settings },
  } as const;
  return { result: await runScenario(program, recorder, all), deltas };
}

/** What a run printed, as one text. */
export async function outputOf(...run: Parameters<typeof runInMemory>): Promise<string> {
  return (await runInMemory(...run)).result.output.join('\n');
}
