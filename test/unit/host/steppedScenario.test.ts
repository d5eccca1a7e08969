import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { registerScenarioCommands } from '../../../src/host/commands/scenarios.ts';
import type { Dashboard } from '../../../src/host/dashboard/dashboard.ts';
import type { Output } from '../../../src/host/output.ts';
import type { ScenarioRunner } from '../../../src/host/sessions/runner.ts';
import type { Step } from '../../../src/protocol/dashboard.ts';

describe('Step Through an LRU Cache', () => {
  it('run by a person opens the time machine at its first event; other scenarios and programs open nothing', async () => {
    const shown: Step[] = [];
    const runner = {
      run: (_scenario: unknown, _params: unknown, begun?: (session: string) => void) => {
        begun?.('the run');
        return Promise.resolve(undefined);
      },
    } as unknown as ScenarioRunner;
    const dashboard = { visible: true, show: (step: Step) => shown.push(step) } as unknown as Dashboard;
    const output = {} as unknown as Output;
    const registered = registerScenarioCommands(runner, output, dashboard);
    try {
      await commands.executeCommand('cachebook.scenario.strategies');
      await commands.executeCommand('cachebook.runScenario', 'recency', {});
      assert.deepEqual(shown, []);
      await commands.executeCommand('cachebook.scenario.recency');
      assert.deepEqual(shown, [{ session: 'the run', cache: 1, step: 1, picture: 'inside' }]);
    } finally {
      registered.dispose();
    }
  });
});
