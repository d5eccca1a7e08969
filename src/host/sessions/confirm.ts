import { l10n, window } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';

/** Asks before a run that would take very long. Rejects unless the person wants it. */
export async function confirmLongRun(warning: string | undefined): Promise<void> {
  if (warning === undefined) return;
  const runAnyway = l10n.t('Run Anyway');
  const answer = await window.showWarningMessage(warning, { modal: true }, runAnyway).then(
    (chosen) => chosen,
    // Where no dialog can be shown, nobody has said yes.
    () => undefined,
  );
  if (answer !== runAnyway) throw new HumanError(l10n.t('{0} The run was not confirmed.', warning));
}
