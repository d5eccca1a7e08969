import * as shared from '@vscode/l10n';
import type { ExtensionContext } from 'vscode';
import { l10n, Uri } from 'vscode';
import { registerLinks } from './commands/links.ts';
import { registerScenarioCommands } from './commands/scenarios.ts';
import { registerRecordingCommands } from './commands/recordings.ts';
import { registerSessionCommands } from './commands/sessions.ts';
import { Dashboard } from './dashboard/dashboard.ts';
import { showError } from './errors.ts';
import { Disposables } from './lifecycle.ts';
import { Lessons } from './lessons/lessons.ts';
import { registerAuthoringCommands } from './notebook/authoring/commands.ts';
import { registerPastedFences } from './notebook/authoring/pastedFences.ts';
import { registerNotebookCommands } from './notebook/commands.ts';
import { registerLearning } from './notebook/learning.ts';
import { Notebooks } from './notebook/notebooks.ts';
import { OwnPython } from './notebook/ownPython.ts';
import { registerNotebookProblems } from './notebook/problems.ts';
import { registerRenderer } from './notebook/renderer.ts';
import { Output } from './output.ts';
import type { Platform } from './platform.ts';
import { Servers } from './redis/servers.ts';
import { SessionArchive } from './sessions/archive.ts';
import { ScenarioRunner } from './sessions/runner.ts';
import { registerScenarioSources } from './sessions/scenarioSource.ts';
import { SessionStore } from './sessions/store.ts';
import { registerCachesView } from './views/cachesView.ts';
import { registerScenariosView } from './views/scenariosView.ts';
import { registerStatusBar } from './views/statusBar.ts';
import { Watch } from './watch/watch.ts';
import { LabClient } from './lab/client.ts';
import { registerLabCommands } from './lab/commands.ts';
import { Opener } from './lab/opening.ts';
import { LabPanels } from './lab/panels.ts';
import { Walkthrough } from './walkthrough.ts';

/** Wires the extension together; nothing runs and nothing opens until the person asks for it. */
export function activateCachebook(context: ExtensionContext, platform: Platform): void {
  if (l10n.bundle) shared.config({ contents: l10n.bundle });
  const { extensionUri, subscriptions } = context;
  const parts = new Disposables();
  subscriptions.push(parts);
  const store = parts.add(new SessionStore());
  const output = parts.add(new Output(store));
  const runner = parts.add(new ScenarioRunner(extensionUri, platform, store, output));
  const { restored } = parts.add(openArchive(context, store, output));
  const dashboard = parts.add(
    new Dashboard(extensionUri, store, restored, (error) => void showError(error, output)),
  );
  const notebooks = parts.add(
    new Notebooks({ extensionUri, platform, store, output }, context.globalStorageUri),
  );
  parts.add(registerNotebookCommands(notebooks));
  parts.add(registerNotebookProblems());
  parts.add(registerRenderer(store, dashboard));
  const { course } = parts.add(new Lessons(context, platform, output));
  const show = (error: unknown): void => void showError(error, output);
  parts.add(registerLearning(notebooks, course, show));
  parts.add(registerAuthoringCommands(show));
  parts.add(registerPastedFences(show));
  parts.add(registerScenarioCommands(runner, output, dashboard));
  parts.add(registerScenarioSources(extensionUri));
  parts.add(registerLinks(runner, dashboard, show));
  parts.add(registerSessionCommands(store, output));
  parts.add(registerRecordingCommands(store));
  const opener = new Opener(store, () => new LabClient(platform.launchLab(extensionUri)));
  const panels = parts.add(
    new LabPanels({ extensionUri, store, dashboard, opener, showError: show }, restored),
  );
  parts.add(registerLabCommands({ extensionUri, opener, store, panels, showError: show }));
  parts.add(registerScenariosView(store));
  parts.add(registerCachesView(store));
  parts.add(registerStatusBar(store));
  const { watches } = parts.add(new Watch(context, platform, store, output, dashboard));
  parts.add(new OwnPython(notebooks, watches));
  parts.add(new Servers(context, platform, store, dashboard, show));
  parts.add(new Walkthrough(context.globalState, store, dashboard, course.progress));
}

const WINDOW_KEY = 'cachebook.window';

/** Windows without a folder share one place, so each has a name of its own, which a reload leaves. */
function openArchive(context: ExtensionContext, store: SessionStore, output: Output): SessionArchive {
  const { storageUri, globalStorageUri, workspaceState } = context;
  const known = workspaceState.get<unknown>(WINDOW_KEY);
  const window = typeof known === 'string' ? known : crypto.randomUUID();
  if (window !== known) void workspaceState.update(WINDOW_KEY, window);
  const folder = Uri.joinPath(storageUri ?? globalStorageUri, 'sessions');
  return new SessionArchive(store, folder, window, (error) => output.log(String(error)));
}
