import type { Uri } from 'vscode';
import { commands, l10n, window, workspace } from 'vscode';
import type { Gate } from './gate.ts';

/**
 * Lets no cell run that comes from a workspace which is not trusted. What lies in `storage` was put there by us, and what
 * is not saved yet was typed in this window.
 */
export function createTrustGate(storage: Uri): Gate {
  const isOurs = ({ scheme, path }: Uri): boolean =>
    scheme === 'untitled' || (scheme === storage.scheme && path.startsWith(`${storage.path}/`));
  return ({ notebook: { uri } }) => {
    if (workspace.isTrusted || isOurs(uri)) return Promise.resolve(undefined);
    void offerTrust();
    return Promise.resolve(l10n.t('The cell was not run, because this workspace is not trusted.'));
  };
}

async function offerTrust(): Promise<void> {
  const message = l10n.t('Cells of this notebook run once you trust the workspace.');
  const manage = l10n.t('Manage Trust');
  const chosen = await window.showWarningMessage(message, manage);
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
}

/** The folder whose packages cells may import: none that the person does not trust. */
export function trustedFolderOf(uri: Uri): string | undefined {
  if (!workspace.isTrusted || uri.scheme !== 'file') return undefined;
  return workspace.getWorkspaceFolder(uri)?.uri.fsPath;
}
