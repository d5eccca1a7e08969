import type { NotebookData, NotebookDocument } from 'vscode';
import { commands, NotebookEdit, NotebookRange, Uri, WorkspaceEdit, workspace } from 'vscode';
import { NOTEBOOK_TYPE } from './notebookType.ts';

/**
 * Opens a notebook that is not saved yet. VS Code would call it `.md` and then refuse to save it under that name, so it
 * gets a name that makes it a notebook.
 */
export async function openUntitled({ cells, metadata }: NotebookData): Promise<NotebookDocument> {
  const uri = freeUri();
  await commands.executeCommand('vscode.openWith', uri, NOTEBOOK_TYPE);
  const notebook = find(uri) ?? (await workspace.openNotebookDocument(uri));
  const edit = new WorkspaceEdit();
  edit.set(uri, [
    NotebookEdit.replaceCells(new NotebookRange(0, notebook.cellCount), cells),
    NotebookEdit.updateNotebookMetadata(metadata ?? {}),
  ]);
  await workspace.applyEdit(edit);
  return notebook;
}

function freeUri(): Uri {
  for (let n = 1; ; n++) {
    const uri = Uri.from({ scheme: 'untitled', path: `Untitled-${n}.cachebook.md` });
    if (!find(uri)) return uri;
  }
}

/** One that is open already: a document that we open ourselves outlives its tab. */
function find(uri: Uri): NotebookDocument | undefined {
  return workspace.notebookDocuments.find((notebook) => notebook.uri.toString() === uri.toString());
}
