import assert from 'node:assert/strict';
import { commands } from 'vscode';
import type { ScenarioResult } from '../../../src/protocol/session.ts';

/** Runs a scenario as another program would. */
export function runScenario(id: string, params?: object): Promise<ScenarioResult> {
  return Promise.resolve(commands.executeCommand<ScenarioResult>('cachebook.runScenario', id, params));
}

/** The message of the rejection that is expected of a run. */
export async function messageOf(run: Promise<unknown>): Promise<string> {
  const outcome = await run.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  assert.ok(outcome !== undefined, 'the run was expected to be rejected');
  return outcome;
}
