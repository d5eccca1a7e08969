import type { NotebookDocument } from 'vscode';
import { commands, l10n, Uri, window, workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { Gate } from './gate.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';

/**
 * Lets no cell run that comes from a workspace which is not trusted. What lies in `storage` was put there by us, and what
 * was opened in this window with nothing in it was typed in it.
 */
export class Trust extends Disposables {
  private readonly typedHere = new WeakSet<NotebookDocument>();
  private hasHinted = false;

  constructor(private readonly storage: Uri) {
    super();
    this.add(workspace.onDidOpenNotebookDocument((notebook) => this.look(notebook)));
    for (const notebook of workspace.notebookDocuments) this.look(notebook);
  }

  readonly gate: Gate = ({ notebook }) => {
    if (workspace.isTrusted || this.typedHere.has(notebook) || isWithin(notebook.uri, this.storage))
      return Promise.resolve(undefined);
    void offerTrust();
    return Promise.resolve(l10n.t('The cell was not run, because this workspace is not trusted.'));
  };

  private look(notebook: NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    if (notebook.isUntitled && notebook.getCells().every(({ document }) => document.getText() === ''))
      this.typedHere.add(notebook);
    if (!workspace.isTrusted && !this.hasHinted) void hint();
    this.hasHinted ||= !workspace.isTrusted;
  }
}

/** Whether something lies in a folder, whatever steps up and down its path has. */
function isWithin(uri: Uri, folder: Uri): boolean {
  const [file, root] = [Uri.joinPath(uri, '.'), Uri.joinPath(folder, '.')];
  const isSamePlace = file.scheme === root.scheme && file.authority === root.authority;
  return isSamePlace && file.path.startsWith(`${root.path.replace(/\/+$/, '')}/`);
}

/** What VS Code itself does in Restricted Mode looks like a fault of the lesson. */
async function hint(): Promise<void> {
  const manage = l10n.t('Manage Trust');
  const empty = l10n.t('New Window');
  const message = l10n.t(
    'This window is in Restricted Mode. VS Code asks for trust before a cell runs, and some versions show the text between cells blank. Trust the folder, or open your lessons in a window without a folder.',
  );
  const chosen = await window.showInformationMessage(message, manage, empty);
  if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
  if (chosen === empty) await commands.executeCommand('workbench.action.newWindow');
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
