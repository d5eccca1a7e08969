import { l10n, window } from 'vscode';
import type { Param } from '../../lessons/params.ts';
import type { Scenario } from '../../lessons/scenario.ts';

/** Asks for every parameter of a scenario in turn, each with its default; undefined when the person gives up. */
export async function askParams(scenario: Scenario): Promise<Record<string, unknown> | undefined> {
  const params = Object.entries(scenario.params);
  const values: Record<string, unknown> = {};
  for (const [index, [name, param]] of params.entries()) {
    const title = l10n.t('{0} ({1} of {2})', scenario.title(), index + 1, params.length);
    const text = await askParam(title, name, param);
    if (text === undefined) return undefined;
    values[name] = param.fromText(text);
  }
  return values;
}

function askParam(title: string, name: string, param: Param): Thenable<string | undefined> {
  return window.showInputBox({
    title,
    prompt: l10n.t('{0} ({1}). Press Enter to go on.', param.label(), name),
    value: param.toText(param.fallback),
    ignoreFocusOut: true,
    validateInput: (text) => problemWith(text, name, param),
  });
}

function problemWith(text: string, name: string, param: Param): string | undefined {
  const value = param.fromText(text);
  try {
    if (value !== undefined) param.check(value, name);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
