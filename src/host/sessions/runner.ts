import type { Uri } from 'vscode';
import { l10n } from 'vscode';
import { checkParams } from '../../lessons/params.ts';
import type { Scenario } from '../../lessons/scenario.ts';
import { beginSession } from '../../protocol/fold.ts';
import type { ScenarioResult } from '../../protocol/session.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import { scenarioSettings } from '../settings.ts';
import { confirmLongRun } from './confirm.ts';
import { Run, Stopped } from './run.ts';
import type { SessionStore } from './store.ts';

/** Runs scenarios, each in a kernel of its own, and keeps the store up to date. */
export class ScenarioRunner implements Disposable {
  private readonly runs = new Set<Run>();
  private count = 0;

  constructor(
    private readonly extensionUri: Uri,
    private readonly platform: Platform,
    private readonly store: SessionStore,
    private readonly output: Output,
  ) {}

  /**
   * Runs `scenario` and resolves with its result. Rejects with an error whose message may be shown: a parameter that
   * does not fit, a run that failed, was stopped, or whose kernel ended.
   */
  async run(scenario: Scenario, given: unknown): Promise<ScenarioResult> {
    const params = checkParams(scenario.params, given);
    await confirmLongRun(scenario.warning?.(params));
    const id = `${Date.now().toString(36)}-${++this.count}`;
    const settings = scenarioSettings(this.platform.environment);
    const run = new Run(
      this.platform.launchKernel(this.extensionUri),
      { type: 'run', scenario: scenario.id, params, settings, l10n: l10n.bundle },
      { onDelta: (delta) => this.store.apply(id, delta), onLog: (text) => this.output.log(text) },
    );
    this.runs.add(run);
    this.store.start(beginSession(id, scenario.id, scenario.title()), run);
    return this.follow(id, run);
  }

  dispose(): void {
    for (const run of this.runs) run.stop();
  }

  private async follow(id: string, run: Run): Promise<ScenarioResult> {
    try {
      const result = await run.result;
      this.store.setStatus(id, 'finished');
      return result;
    } catch (error) {
      this.store.setStatus(id, error instanceof Stopped ? 'stopped' : 'failed', messageOf(error));
      throw error;
    } finally {
      this.runs.delete(run);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
