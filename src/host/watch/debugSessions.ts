import type { DebugConfiguration, DebugSession, WorkspaceFolder } from 'vscode';
import { debug, l10n, workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { Watches } from './watches.ts';
import type { WatchRun } from './watchRun.ts';

/** The debuggers of Python and Node, by the types of their configurations. */
const TYPES = ['debugpy', 'python', 'node', 'pwa-node', 'node-terminal'];

const isOn = (folder: WorkspaceFolder | undefined): boolean =>
  workspace.isTrusted &&
  workspace.getConfiguration('cachebook.watch', folder).get<unknown>('debugSessions', false) === true;

/** With a setting, what is debugged is watched, too: through the environment that its configuration gives it. */
export class DebugSessions extends Disposables {
  private readonly runs = new Map<string, WatchRun>();

  constructor(private readonly watches: Watches) {
    super();
    const provider = {
      resolveDebugConfigurationWithSubstitutedVariables: (
        folder: WorkspaceFolder | undefined,
        configuration: DebugConfiguration,
      ) => this.watched(folder, configuration),
    };
    for (const type of TYPES) this.add(debug.registerDebugConfigurationProvider(type, provider));
    this.add(debug.onDidStartDebugSession((session) => this.begin(session)));
    this.add(debug.onDidTerminateDebugSession((session) => this.end(session)));
  }

  /** The configuration in any case: who debugs is never kept from it. Asked twice it changes nothing the second time. */
  private async watched(
    folder: WorkspaceFolder | undefined,
    configuration: DebugConfiguration,
  ): Promise<DebugConfiguration> {
    const before = environmentOf(configuration);
    if (configuration.request !== 'launch' || !isOn(folder) || before['CACHEBOOK_WATCH'] !== undefined)
      return configuration;
    try {
      const title = l10n.t('Debugging {0}', configuration.name);
      const key = `watch:debug:${configuration.type}:${configuration.name}`;
      const run = await this.watches.open({ key, title, keys: false });
      this.runs.set(run.address, run);
      run.controlledBy(() => run.dispose()); // Until it has begun, which it may never do.
      return { ...configuration, env: { ...before, ...run.environment(this.inherited(before)) } };
    } catch {
      return configuration;
    }
  }

  /** What the debugger would have handed on: it does not where a configuration names the variable. */
  private inherited(
    configured: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string | undefined>> {
    return { ...this.watches.platform.environment, ...configured };
  }

  private begin(session: DebugSession): void {
    this.runs.get(addressOf(session))?.controlledBy(() => void debug.stopDebugging(session));
  }

  private end(session: DebugSession): void {
    const address = addressOf(session);
    this.runs.get(address)?.expectNothing();
    this.runs.delete(address);
  }
}

const addressOf = ({ configuration }: DebugSession): string =>
  environmentOf(configuration)['CACHEBOOK_WATCH'] ?? '';

function environmentOf(configuration: DebugConfiguration): Record<string, string> {
  const env: unknown = configuration['env'];
  const entries = typeof env === 'object' && env !== null ? Object.entries(env) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
