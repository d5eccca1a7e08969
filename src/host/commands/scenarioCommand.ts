/** The command that runs one scenario, as the manifest names it. */
export function scenarioCommand(id: string): string {
  return `cachebook.scenario.${id}`;
}
