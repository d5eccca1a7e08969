import * as l10n from '@vscode/l10n';
import type { Clock, Observer, Teller } from '../engine/index.ts';
import { HumanError } from '../lessons/humanError.ts';
import { checkParams } from '../lessons/params.ts';
import type { Fleet, ScenarioContext, Watchable, Web } from '../lessons/scenario.ts';
import { findScenario } from '../lessons/scenarios/index.ts';
import type { ScenarioProgram, ScenarioSettings } from '../protocol/kernel.ts';
import type { ServerFigures } from '../protocol/redisInfo.ts';
import type { ScenarioResult } from '../protocol/session.ts';
import { both } from '../recording/index.ts';
import type { Failure } from './cells/language.ts';
import type { SessionRecorder } from './recorder.ts';

/** What a platform gives a scenario to work with. */
export interface ScenarioServices {
  readonly clock: Clock;
  /** Resolves after `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Real HTTP for one run, by the person's settings; `close` ends its server. */
  openWeb(settings: ScenarioSettings): Open<Web>;
  /** Real processes and their server for one run; `close` ends them all. */
  openFleet(settings: ScenarioSettings, tell: (figures: ServerFigures) => void): Open<Fleet>;
}

/** What lives as long as a run. */
export type Open<T> = T & { close(): Promise<void> };

/** How many lines a result has at most, the newest ones: a monitor goes on for days. */
const MAX_LINES = 10_000;

/** Runs a scenario to its end. Rejects with a `HumanError` where there is none, or a parameter does not fit. */
export async function runScenario(
  program: ScenarioProgram,
  recorder: SessionRecorder,
  services: ScenarioServices,
): Promise<ScenarioResult> {
  const scenario = findScenario(program.scenario);
  if (!scenario) throw new HumanError(l10n.t('There is no scenario "{0}".', program.scenario));
  const params = checkParams(scenario.params, program.params);
  const web = services.openWeb(program.settings);
  const fleet = services.openFleet(program.settings, (figures) => recorder.server(figures));
  const told = new Told(recorder);
  try {
    const value = await scenario.run(params, createContext(program, told, services, { web, fleet }));
    return told.result(scenario.id, value);
  } finally {
    await fleet.close();
    await web.close();
    recorder.flush();
  }
}

/** What a scenario has failed with. An error that is not for people comes with its stack, for the log. */
export function explainScenario(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: '', message: String(error), frames: [] };
  const detail = error instanceof HumanError ? undefined : error.stack;
  return { name: '', message: error.message, frames: [], ...(detail !== undefined && { detail }) };
}

/** What a scenario tells while it runs, and again in its result. Its caches live as long as it does. */
class Told {
  private readonly output: string[] = [];
  private readonly timings: ScenarioResult['timings'] = [];
  private readonly counts: ScenarioResult['counts'] = {};
  private readonly caches: Watchable[] = [];

  constructor(private readonly recorder: SessionRecorder) {}

  print(line: string, isMeasured = false): void {
    this.output.push(line);
    if (this.output.length >= 2 * MAX_LINES) this.output.splice(0, MAX_LINES);
    this.recorder.print(line, isMeasured);
  }

  count(name: string, value: number): void {
    this.counts[name] = value;
    this.recorder.setCount(name, value);
  }

  timing(label: string, times: readonly number[], number: number): void {
    const timing = { label, times: [...times], min: Math.min(...times), number };
    this.timings.push(timing);
    this.recorder.timing(timing);
  }

  progress(fraction: number | null, text: string): void {
    this.recorder.progress({ fraction, text });
  }

  watch<C extends Watchable>(
    name: string,
    policy: string,
    make: (observer: Observer | Teller) => C,
    own: Observer = nobody,
    lifetime?: number,
  ): C {
    const watching = lifetime === undefined ? {} : { lifetime };
    const cache = this.recorder.watch(
      name,
      policy,
      (teller) => {
        if (!teller) return make(own);
        return make(own === nobody ? teller : both(teller, own));
      },
      watching,
    );
    this.recorder.name(name, cache);
    this.caches.push(cache);
    return cache;
  }

  result(scenario: string, value: string | undefined): ScenarioResult {
    const { timings, counts } = this;
    const output = this.output.slice(-MAX_LINES);
    const caches = this.recorder.caches();
    return { scenario, output, timings, counts, caches, ...(value !== undefined && { value }) };
  }
}

function nobody(): void {
  return;
}

function createContext(
  { settings }: ScenarioProgram,
  told: Told,
  { clock, sleep }: ScenarioServices,
  around: Pick<ScenarioContext, 'web' | 'fleet'>,
): ScenarioContext {
  return {
    print: (line) => told.print(line),
    printMeasured: (line) => told.print(line, true),
    progress: (fraction, text) => told.progress(fraction, text),
    count: (name, value) => told.count(name, value),
    timing: (label, times, number) => told.timing(label, times, number),
    watch: (...watched) => told.watch(...watched),
    sleep,
    clock,
    ...around,
    feedUrl: settings.feedUrl,
  };
}
