import type { Uri } from 'vscode';
import { l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { checkParams } from '../../lessons/params.ts';
import type { Scenario } from '../../lessons/scenario.ts';
import { beginSession } from '../../protocol/fold.ts';
import type { ScenarioProgram } from '../../protocol/kernel.ts';
import type { ScenarioResult, SessionState } from '../../protocol/session.ts';
import type { RunMessage } from './kernel.ts';
import { KernelClient } from './kernel.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import { scenarioSettings } from '../settings.ts';
import { confirmLongRun } from './confirm.ts';
import { showScenarioLine } from './scenarioSource.ts';
import { Stopped } from './stopped.ts';
import type { SessionStore } from './store.ts';

/** Why a kernel is ended that has nothing more to do. */
const FINISHED = '';

/** Runs scenarios, each in a kernel of its own, and keeps the store up to date. */
export class ScenarioRunner implements Disposable {
  private readonly kernels = new Set<KernelClient>();
  private count = 0;

  constructor(
    private readonly extensionUri: Uri,
    private readonly platform: Platform,
    private readonly store: SessionStore,
    private readonly output: Output,
  ) {}

  /**
   * Runs `scenario` and resolves with its result, when nothing of its kernel is left. Rejects with an error whose message
   * may be shown: a parameter that does not fit, a run that failed, was stopped, or whose kernel ended.
   */
  async run(
    scenario: Scenario,
    given: unknown,
    /** Told the id of the session once it has begun. */
    onBegin: (session: string) => void = () => undefined,
  ): Promise<ScenarioResult> {
    const params = checkParams(scenario.params, given);
    await confirmLongRun(scenario.warning?.(params));
    const id = `${Date.now().toString(36)}-${++this.count}`;
    const settings = scenarioSettings(this.platform.environment);
    let failure: HumanError | undefined;
    const kernel = this.startKernel(
      { id, title: scenario.title() },
      (message) => (failure ??= this.failureOf(message)),
    );
    const repeat = scenario.isRepeatable !== false && { repeat: { scenario: scenario.id, params } };
    this.store.start(
      { ...beginSession(id, scenario.id, scenario.title()), ...repeat },
      {
        stop: () => stop(kernel),
        clearCache: (cache) => kernel.clearCache(cache),
      },
      showScenarioLine,
    );
    onBegin(id);
    try {
      const program: ScenarioProgram = { kind: 'scenario', scenario: scenario.id, params, settings };
      const result = await this.follow(kernel, id, program);
      if (!result) throw failure ?? new HumanError(l10n.t('The scenario gave no result. Run it again.'));
      this.store.setStatus(id, 'finished');
      return result;
    } catch (error) {
      this.store.setStatus(id, error instanceof Stopped ? 'stopped' : 'failed', messageOf(error));
      throw error;
    } finally {
      this.kernels.delete(kernel);
    }
  }

  dispose(): void {
    for (const kernel of this.kernels) stop(kernel);
  }

  private startKernel(
    session: Pick<SessionState, 'id' | 'title'>,
    onRun: (message: RunMessage) => void,
  ): KernelClient {
    const { id } = session;
    const kernel = new KernelClient(
      this.platform.launchKernel(this.extensionUri),
      {},
      {
        onRun,
        onTick: (tick) => this.store.record(id, tick),
        onDelta: (delta) => {
          this.store.say(id, delta);
          this.output.print(
            session,
            delta.output.map(({ text }) => text),
          );
        },
        onBusy: () => undefined,
        onLog: (text) => this.output.log(text),
        explainEnd: crashed,
      },
    );
    this.kernels.add(kernel);
    return kernel;
  }

  /** Runs it to its end, and ends its kernel, so that nothing is left behind when the caller goes on. */
  private async follow(
    kernel: KernelClient,
    id: string,
    program: ScenarioProgram,
  ): Promise<ScenarioResult | undefined> {
    const done = await kernel.run(id, program).catch(() => undefined);
    if (done) kernel.stop(FINISHED);
    const { status, reason } = await kernel.ended;
    const wasStopped = status === 'stopped' && reason !== FINISHED;
    if (done && !wasStopped) return done.result;
    throw wasStopped ? new Stopped(reason) : new HumanError(reason);
  }

  /** What it says of itself that is no result: its failure, and what a developer would want in the log. */
  private failureOf(message: RunMessage): HumanError | undefined {
    if (message.type === 'output' && message.stream === 'stderr') this.output.log(message.text);
    if (message.type !== 'error') return undefined;
    if (message.detail !== undefined) this.output.log(message.detail);
    return new HumanError(message.message);
  }
}

function stop(kernel: KernelClient): void {
  kernel.stop(l10n.t('The run was stopped.'));
}

function crashed(reason: string): string {
  return l10n.t('The kernel ended before the scenario did ({0}). Run the scenario again.', reason);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
