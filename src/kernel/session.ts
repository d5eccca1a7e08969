import * as l10n from '@vscode/l10n';
import type { Clock } from '../engine/index.ts';
import { HumanError } from '../lessons/humanError.ts';
import { checkParams } from '../lessons/params.ts';
import type { ScenarioContext, Web } from '../lessons/scenario.ts';
import { findScenario } from '../lessons/scenarios/index.ts';
import type { Handlers } from '../protocol/handlers.ts';
import { dispatch } from '../protocol/handlers.ts';
import type { HostToKernel, ScenarioSettings } from '../protocol/kernel.ts';
import type { ScenarioResult } from '../protocol/session.ts';
import type { Port } from './port.ts';
import { Recorder } from './recorder.ts';

/** What a platform gives a session to work with. */
export interface SessionServices {
  readonly clock: Clock;
  /** Resolves after `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Calls `tick` every `ms` milliseconds until the returned function is called. */
  every(ms: number, tick: () => void): () => void;
  /** Real HTTP for one run, by the person's settings; `close` ends its server. */
  openWeb(settings: ScenarioSettings): Web & { close(): Promise<void> };
}

type RunMessage = Extract<HostToKernel, { type: 'run' }>;

/** How often what has happened is sent while a scenario waits, in ms. */
const FLUSH_EVERY_MS = 50;

/** Connects a kernel to its host: runs what it is told and answers with events, then with a result or a failure. */
export function serveSession(port: Port, services: SessionServices): void {
  const recorder = new Recorder(services.clock, (delta) => port.send({ type: 'events', delta }));
  const handlers: Handlers<HostToKernel> = {
    run: (message) => void run(message).then(finish, fail),
    clear: ({ cache }) => recorder.clear(cache),
  };

  async function run(message: RunMessage): Promise<ScenarioResult> {
    if (message.l10n) l10n.config({ contents: message.l10n as l10n.l10nJsonFormat });
    return runScenario(message, recorder, services);
  }

  function finish(result: ScenarioResult): void {
    recorder.flush();
    port.send({ type: 'finished', result });
  }

  function fail(error: unknown): void {
    recorder.flush();
    port.send({ type: 'failed', ...explain(error) });
  }

  port.onMessage((message) => dispatch(handlers, message));
  port.send({ type: 'ready' });
}

async function runScenario(
  message: RunMessage,
  recorder: Recorder,
  services: SessionServices,
): Promise<ScenarioResult> {
  const scenario = findScenario(message.scenario);
  if (!scenario) throw new HumanError(l10n.t('There is no scenario "{0}".', message.scenario));
  const params = checkParams(scenario.params, message.params);
  const web = services.openWeb(message.settings);
  const stopFlushing = services.every(FLUSH_EVERY_MS, () => recorder.flush());
  try {
    const value = await scenario.run(params, createContext(message, recorder, services, web));
    return recorder.result(scenario.id, value);
  } finally {
    stopFlushing();
    await web.close();
  }
}

function createContext(
  { settings }: RunMessage,
  recorder: Recorder,
  { clock, sleep }: SessionServices,
  web: Web,
): ScenarioContext {
  return {
    print: (line) => recorder.print(line),
    progress: (fraction, text) => recorder.progress({ fraction, text }),
    count: (name, value) => recorder.count(name, value),
    timing: (label, times) => recorder.timing({ label, times: [...times], min: Math.min(...times) }),
    watch: (name, policy, make) => recorder.watch(name, policy, make),
    sleep,
    clock,
    web,
    feedUrl: settings.feedUrl,
  };
}

function explain(error: unknown): { message: string; detail: string } {
  if (!(error instanceof Error)) return { message: String(error), detail: '' };
  return { message: error.message, detail: error instanceof HumanError ? '' : (error.stack ?? '') };
}
