import { commands, l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Scenario } from '../../lessons/scenario.ts';
import { findScenario, scenarios } from '../../lessons/scenarios/index.ts';
import type { ScenarioResult } from '../../protocol/session.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import { showError } from '../errors.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import { Stopped } from '../sessions/stopped.ts';
import type { ScenarioRunner } from '../sessions/runner.ts';
import { askParams } from './askParams.ts';
import { pickScenario } from './pickScenario.ts';
import { scenarioCommand } from './scenarioCommand.ts';

/** The number of the first cache of a session, and of its first event. */
const FIRST = 1;

/** The commands that run scenarios: one each, one that asks, and one for other programs. */
export function registerScenarioCommands(
  runner: ScenarioRunner,
  output: Output,
  dashboard: Dashboard,
): Disposables {
  const registered = new Disposables();

  /** For a person: shows where the output goes, and failures as messages. */
  async function runForPerson(scenario: Scenario, params?: unknown): Promise<ScenarioResult | undefined> {
    if (!dashboard.visible) output.show();
    try {
      return await (scenario.isSteppedThrough ? runAndStep(scenario, params) : runner.run(scenario, params));
    } catch (error) {
      if (!(error instanceof Stopped)) await showError(error, output);
      return undefined;
    }
  }

  /** Shows what a run has done from its first event on, to be gone through step by step. */
  async function runAndStep(scenario: Scenario, params: unknown): Promise<ScenarioResult> {
    let begun = '';
    const result = await runner.run(scenario, params, (session) => (begun = session));
    dashboard.show({ session: begun, cache: FIRST, step: FIRST, picture: 'inside' });
    return result;
  }

  async function pickAndRun(withParams: boolean): Promise<ScenarioResult | undefined> {
    const scenario = await pickScenario();
    const params = scenario && withParams ? await askParams(scenario) : {};
    return scenario && params && runForPerson(scenario, params);
  }

  /** For other programs: resolves with the result, rejects with a message that names the parameter or the cause. */
  function runForCaller(id: unknown, params: unknown): Promise<ScenarioResult | undefined> {
    const scenario = findScenario(id);
    return scenario ? runner.run(scenario, params) : Promise.reject(unknownScenario(id));
  }

  for (const scenario of scenarios) {
    registered.add(commands.registerCommand(scenarioCommand(scenario.id), () => runForPerson(scenario)));
  }
  registered.add(
    commands.registerCommand('cachebook.runScenario', (id?: unknown, params?: unknown) =>
      id === undefined ? pickAndRun(false) : runForCaller(id, params),
    ),
  );
  registered.add(commands.registerCommand('cachebook.runScenarioWithParameters', () => pickAndRun(true)));
  return registered;
}

function unknownScenario(id: unknown): HumanError {
  const known = scenarios.map((scenario) => scenario.id).join(', ');
  return new HumanError(l10n.t('There is no scenario "{0}". Use one of: {1}.', String(id), known));
}
