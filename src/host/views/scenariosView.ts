import type { TreeDataProvider } from 'vscode';
import { EventEmitter, ThemeIcon, TreeItem, window } from 'vscode';
import type { Scenario } from '../../lessons/scenario.ts';
import { scenarios } from '../../lessons/scenarios/index.ts';
import { scenarioCommand } from '../commands/scenarioCommand.ts';
import { Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';

/** The view "Scenarios": one click runs one. */
export function registerScenariosView(store: SessionStore): Disposables {
  const registered = new Disposables();
  const changed = registered.add(new EventEmitter<undefined>());
  const provider: TreeDataProvider<Scenario> = {
    onDidChangeTreeData: changed.event,
    getChildren: (scenario) => (scenario ? [] : [...scenarios]),
    getTreeItem: (scenario) => toItem(scenario, isUnderWay(store, scenario)),
  };
  registered.add(window.registerTreeDataProvider('cachebook.scenarios', provider));
  registered.add(store.onDidStart(() => changed.fire(undefined)));
  registered.add(store.onDidChangeStatus(() => changed.fire(undefined)));
  return registered;
}

function isUnderWay(store: SessionStore, scenario: Scenario): boolean {
  return store.running.some(({ source }) => source === scenario.id);
}

function toItem(scenario: Scenario, running: boolean): TreeItem {
  const item = new TreeItem(scenario.title());
  item.id = scenario.id;
  item.tooltip = scenario.summary();
  item.iconPath = new ThemeIcon(running ? 'loading~spin' : 'play');
  item.contextValue = running ? 'running' : 'idle';
  item.command = { command: scenarioCommand(scenario.id), title: scenario.title() };
  return item;
}
