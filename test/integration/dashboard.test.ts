import assert from 'node:assert/strict';
import { commands, TabInputWebview, window } from 'vscode';
import { until } from './support/until.ts';

function dashboardTabs(): string[] {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const ours = tabs.filter(
    ({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('cachebook.dashboard'),
  );
  return ours.map(({ label }) => label);
}

function untilTabs(count: number): Promise<void> {
  return until(() => dashboardTabs().length === count, window.tabGroups.onDidChangeTabs);
}

describe('the dashboard', () => {
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await untilTabs(0);
  });

  it('opens once, however often it is asked for', async () => {
    await commands.executeCommand('cachebook.openDashboard');
    await commands.executeCommand('cachebook.openDashboard');
    await untilTabs(1);
    assert.deepEqual(dashboardTabs(), ['Cachebook Dashboard']);
  });

  it('opens again after it was closed', async () => {
    await commands.executeCommand('cachebook.openDashboard');
    await untilTabs(1);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await untilTabs(0);
    await commands.executeCommand('cachebook.openDashboard');
    await untilTabs(1);
  });
});
