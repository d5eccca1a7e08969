import type { QuickPickItem } from 'vscode';
import { l10n, window } from 'vscode';
import type { Scenario } from '../../lessons/scenario.ts';
import { scenarios } from '../../lessons/scenarios/index.ts';

/** Lets the person choose a scenario; undefined when they do not. */
export async function pickScenario(): Promise<Scenario | undefined> {
  const items = scenarios.map((scenario): QuickPickItem & { scenario: Scenario } => ({
    label: scenario.title(),
    detail: scenario.summary(),
    scenario,
  }));
  const placeHolder = l10n.t('Choose a scenario to run');
  const picked = await window.showQuickPick(items, {
    placeHolder,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.scenario;
}
