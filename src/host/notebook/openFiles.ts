import type { NotebookDocument, NotebookDocumentChangeEvent, TextDocument, Uri } from 'vscode';
import { workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';
import { textOf } from './serializer.ts';

/**
 * Follows the files of notebooks that are open, as notebooks or as text: `onText` is told of each when it is opened and
 * when it has changed, with what gives its text as it would be saved.
 */
export function followNotebookFiles(
  onText: (uri: Uri, text: () => string) => void,
  onClose: (uri: Uri) => void,
): Disposables {
  const follows = new Disposables();
  const notebookOpened = (notebook: NotebookDocument): void => {
    if (isOurs(notebook)) onText(notebook.uri, () => textOf(notebook));
  };
  const textOpened = (document: TextDocument): void => {
    if (isFile(document)) onText(document.uri, () => document.getText());
  };
  follows.add(workspace.onDidOpenNotebookDocument(notebookOpened));
  follows.add(
    workspace.onDidChangeNotebookDocument((change) => isEdit(change) && notebookOpened(change.notebook)),
  );
  follows.add(workspace.onDidCloseNotebookDocument((notebook) => isOurs(notebook) && onClose(notebook.uri)));
  follows.add(workspace.onDidOpenTextDocument(textOpened));
  follows.add(workspace.onDidChangeTextDocument(({ document }) => textOpened(document)));
  follows.add(workspace.onDidCloseTextDocument((document) => isFile(document) && onClose(document.uri)));
  workspace.notebookDocuments.forEach(notebookOpened);
  workspace.textDocuments.forEach(textOpened);
  return follows;
}

function isOurs({ notebookType }: NotebookDocument): boolean {
  return notebookType === NOTEBOOK_TYPE;
}

/** A file of ours in a text editor; the cells of a notebook are text documents, too. */
function isFile({ uri }: TextDocument): boolean {
  return uri.scheme !== 'vscode-notebook-cell' && uri.path.endsWith('.cachebook.md');
}

/** Whether the file would be saved with another text; outputs are not in it. */
function isEdit({ contentChanges, cellChanges }: NotebookDocumentChangeEvent): boolean {
  return contentChanges.length > 0 || cellChanges.some(({ document, metadata }) => document ?? metadata);
}
