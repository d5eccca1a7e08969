import type { Uri } from 'vscode';
import { l10n, window } from 'vscode';
import type { Scenario } from '../../lessons/scenario.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import type { ReadLink } from '../dashboard/links.ts';
import { readLink } from '../dashboard/links.ts';
import { Disposables } from '../lifecycle.ts';
import type { ScenarioRunner } from '../sessions/runner.ts';
import { Stopped } from '../sessions/stopped.ts';

/** Opens links to steps: asks, runs the scenario again and shows the step. */
export function registerLinks(
  runner: ScenarioRunner,
  dashboard: Dashboard,
  onError: (error: unknown) => void,
): Disposables {
  const registered = new Disposables();
  const open = async (uri: Uri): Promise<void> => {
    const { scenario, params, step } = readLink(uri);
    if (!(await isWanted(scenario, params))) return;
    let session: string | undefined;
    await runner.run(scenario, params, (begun) => (session = begun));
    if (session !== undefined) dashboard.show({ session, ...step });
  };
  registered.add(
    window.registerUriHandler({
      handleUri: (uri) =>
        open(uri).catch((error: unknown) => {
          if (!(error instanceof Stopped)) onError(error);
        }),
    }),
  );
  return registered;
}

/** A link can come from anybody: nothing runs before the person has seen what. */
async function isWanted({ title }: Scenario, params: ReadLink['params']): Promise<boolean> {
  const run = l10n.t('Run');
  const detail = Object.entries(params)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join('\n');
  const question = l10n.t('Run "{0}" again, and show a step of it?', title());
  return (await window.showInformationMessage(question, { modal: true, detail }, run)) === run;
}
