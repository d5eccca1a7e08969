import { l10n, window } from 'vscode';
import { HumanError } from '../lessons/humanError.ts';
import type { Output } from './output.ts';

/** Shows a person what went wrong. What is no `HumanError` is a mistake of ours: its details go to the log. */
export async function showError(error: unknown, output: Output): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof HumanError)) output.log(error instanceof Error ? (error.stack ?? message) : message);
  const showOutput = l10n.t('Show Output');
  const chosen = await window.showErrorMessage(message, showOutput);
  if (chosen === showOutput) output.show();
}
