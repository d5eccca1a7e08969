import type { ExtensionContext } from 'vscode';
import { commands } from 'vscode';
import type { Dashboard } from '../dashboard/dashboard.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import type { SessionStore } from '../sessions/store.ts';
import { showError } from '../errors.ts';
import { registerLessonCommand } from '../lessons/command.ts';
import { registerWatchCommands } from './commands.ts';
import { DebugSessions } from './debugSessions.ts';
import { createExamplePrograms } from './examplePrograms.ts';
import { Figures } from './figures.ts';
import { Lenses } from './lenses.ts';
import { registerWatchStatus } from './statusBar.ts';
import { Watches } from './watches.ts';

/** Watching a person's own programs: everything that it adds to VS Code. */
export class Watch extends Disposables {
  readonly watches: Watches;

  constructor(
    context: ExtensionContext,
    platform: Platform,
    store: SessionStore,
    output: Output,
    dashboard: Dashboard,
  ) {
    super();
    const watches = (this.watches = this.add(new Watches(context, platform, store, output)));
    this.add(registerWatchCommands(watches, context.globalState, output));
    this.add(registerWatchStatus(watches));
    this.add(new Lenses(store, new Figures(store, watches)));
    this.add(new DebugSessions(watches));
    this.add(
      registerLessonCommand(
        'cachebook.createExamplePrograms',
        (folder) => createExamplePrograms(context.extensionUri, folder),
        (error) => void showError(error, output),
      ),
    );
    this.add(
      commands.registerCommand('cachebook.showWatchedCache', (session: unknown, cache: unknown) =>
        dashboard.reveal({ session: String(session), cache: String(cache) }),
      ),
    );
  }
}
