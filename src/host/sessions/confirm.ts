import { l10n, window } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { Stopped } from './stopped.ts';

/**
 * Asks before a run that would take very long. Rejects unless the person wants it: as stopped by them when they said
 * no, which needs no message of ours, and as a failure where they could not be asked.
 */
export async function confirmLongRun(warning: string | undefined): Promise<void> {
  if (warning === undefined) return;
  const runAnyway = l10n.t('Run Anyway');
  const notConfirmed = l10n.t('{0} The run was not confirmed.', warning);
  const answer = await window.showWarningMessage(warning, { modal: true }, runAnyway).then(
    (chosen) => chosen,
    () => {
      throw new HumanError(notConfirmed);
    },
  );
  if (answer !== runAnyway) throw new Stopped(notConfirmed);
}
