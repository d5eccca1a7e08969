import { workspace } from 'vscode';
import type { ScenarioSettings } from '../protocol/kernel.ts';

/** What the person has set for scenarios, with the defaults of package.json. */
export function scenarioSettings(): ScenarioSettings {
  const monitor = workspace.getConfiguration('cachebook.monitor');
  const feedUrl = monitor.get('feedUrl', '').trim();
  return {
    timeoutSeconds: monitor.get('timeoutSeconds', 10),
    ...(feedUrl !== '' && { feedUrl }),
  };
}
