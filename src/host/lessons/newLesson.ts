import { CancellationTokenSource, Uri, window, workspace } from 'vscode';
import { NOTEBOOK_TYPE } from '../notebook/notebooks.ts';
import { notebookSerializer } from '../notebook/serializer.ts';

/** Opens a lesson to be written, not saved yet: front matter, code, a question and an exercise. Returns its address. */
export async function newLesson(extensionUri: Uri): Promise<string> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'media/lessons/template.md'));
  const { token } = new CancellationTokenSource();
  const data = await notebookSerializer.deserializeNotebook(bytes, token);
  const notebook = await workspace.openNotebookDocument(NOTEBOOK_TYPE, data);
  await window.showNotebookDocument(notebook);
  return notebook.uri.toString();
}
