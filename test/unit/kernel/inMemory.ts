import type { HostToKernel, KernelToHost, ScenarioSettings } from '../../../src/protocol/kernel.ts';
import type { ScenarioResult, SessionDelta } from '../../../src/protocol/session.ts';
import { nodeServices } from '../../../src/kernel/node/services.ts';
import type { SessionServices } from '../../../src/kernel/session.ts';
import { serveSession } from '../../../src/kernel/session.ts';

/** A clock that stands still but for sleeping: what takes a person minutes takes a test none, and always the same. */
export function virtualTime(): Partial<SessionServices> {
  let now = 0;
  return {
    clock: { now: () => now },
    sleep: async (ms) => {
      now += ms;
      return Promise.resolve();
    },
    every: () => () => undefined,
  };
}

/** A finished run: its result, and everything that was sent on the way. */
export interface Run {
  readonly result: ScenarioResult;
  readonly deltas: readonly SessionDelta[];
}

/** Runs a scenario through a session and real HTTP, without a process between. Rejects as the session does. */
export function runInMemory(
  scenario: string,
  params: Readonly<Record<string, unknown>> = {},
  settings: Partial<ScenarioSettings> = {},
  services: Partial<SessionServices> = virtualTime(),
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const deltas: SessionDelta[] = [];
    let tell: (message: HostToKernel) => void = () => undefined;
    const receive = (message: KernelToHost): void => {
      if (message.type === 'events') deltas.push(message.delta);
      if (message.type === 'finished') resolve({ result: message.result, deltas });
      if (message.type === 'failed') reject(new Error(message.message));
    };
    serveSession(
      { send: receive, onMessage: (listener) => (tell = listener) },
      { ...nodeServices, ...services },
    );
    tell({ type: 'run', scenario, params, settings: { timeoutSeconds: 5, ...settings } });
  });
}

/** What a run printed, as one text. */
export async function outputOf(...run: Parameters<typeof runInMemory>): Promise<string> {
  return (await runInMemory(...run)).result.output.join('\n');
}
