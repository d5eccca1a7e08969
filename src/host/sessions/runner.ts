import type { Uri } from 'vscode';
import { l10n } from 'vscode';
import { checkParams } from '../../lessons/params.ts';
import type { Scenario } from '../../lessons/scenario.ts';
import { beginSession, emptyDelta } from '../../protocol/fold.ts';
import type { CacheSample, CacheState, ScenarioResult } from '../../protocol/session.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import { scenarioSettings } from '../settings.ts';
import { confirmLongRun } from './confirm.ts';
import { Run, Stopped } from './run.ts';
import type { SessionStore } from './store.ts';

/** Runs scenarios, each in a kernel of its own, and keeps the store up to date. */
export class ScenarioRunner implements Disposable {
  private readonly runs = new Map<string, Run>();
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
    const settings = scenarioSettings();
    const run = new Run(
      this.platform.launchKernel(this.extensionUri),
      { type: 'run', scenario: scenario.id, params, settings, l10n: l10n.bundle },
      { onDelta: (delta) => this.store.apply(id, delta), onLog: (text) => this.output.log(text) },
    );
    this.runs.set(id, run);
    this.store.start(beginSession(id, scenario.id, scenario.title()));
    return this.follow(id, run);
  }

  /** Stops the session with this id; false if it does not run. */
  stop(id: string): boolean {
    const run = this.runs.get(id);
    run?.stop();
    return run !== undefined;
  }

  /** Empties a cache: in its kernel while that lives, otherwise in what is remembered of it. */
  clearCache(id: string, cache: string): void {
    const run = this.runs.get(id);
    if (run) run.clearCache(cache);
    else this.forgetCounts(id, cache);
  }

  dispose(): void {
    for (const run of this.runs.values()) run.stop();
  }

  private async follow(id: string, run: Run): Promise<ScenarioResult> {
    try {
      const result = await run.result;
      this.store.end(id, 'finished');
      return result;
    } catch (error) {
      this.store.end(id, error instanceof Stopped ? 'stopped' : 'failed', messageOf(error));
      throw error;
    } finally {
      this.runs.delete(id);
    }
  }

  private forgetCounts(id: string, cache: string): void {
    const state = this.store.find(id)?.caches.find((candidate) => candidate.cache === cache);
    if (state) this.store.apply(id, { ...emptyDelta(), caches: [emptied(state)] });
  }
}

/** What a cache looks like after a clear, at the end of its history. */
function emptied({ history, ...cache }: CacheState): CacheSample {
  const info = { ...cache.info, hits: 0, misses: 0, currsize: 0 };
  const time = history.at(-1)?.time ?? cache.time;
  return { ...cache, evictions: 0, info, points: [{ time, hits: 0, misses: 0 }] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
