import { l10n, window } from 'vscode';
import { HumanError } from '../lessons/humanError.ts';
import type { Output } from './output.ts';

/** What a person is told of an error. What is no `HumanError` is a mistake of ours: its details go to the log. */
export function explainError(error: unknown, output: Output): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof HumanError)) output.log(error instanceof Error ? (error.stack ?? message) : message);
  return message;
}

/** Shows a person what went wrong. */
export async function showError(error: unknown, output: Output): Promise<void> {
  const message = explainError(error, output);
  const showOutput = l10n.t('Show Output');
  const chosen = await window.showErrorMessage(message, showOutput);
  if (chosen === showOutput) output.show();
}
