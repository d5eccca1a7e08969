import assert from 'node:assert/strict';
import { commands, TabInputWebview, window } from 'vscode';

function dashboardTabs(): string[] {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(({ input }) => input instanceof TabInputWebview && /cachebook\.dashboard$/.test(input.viewType))
    .map(({ label }) => label);
}

describe('the dashboard', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens once, however often it is asked for', async () => {
    await commands.executeCommand('cachebook.openDashboard');
    await commands.executeCommand('cachebook.openDashboard');
    assert.deepEqual(dashboardTabs(), ['Cachebook Dashboard']);
  });

  it('opens again after it was closed', async () => {
    await commands.executeCommand('cachebook.openDashboard');
    await commands.executeCommand('workbench.action.closeAllEditors');
    assert.deepEqual(dashboardTabs(), []);
    await commands.executeCommand('cachebook.openDashboard');
    assert.deepEqual(dashboardTabs(), ['Cachebook Dashboard']);
  });
});
