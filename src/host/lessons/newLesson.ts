import { CancellationTokenSource, Uri, workspace } from 'vscode';
import { notebookSerializer } from '../notebook/serializer.ts';
import { openUntitled } from '../notebook/untitled.ts';

/** Opens a lesson to be written, not saved yet: front matter, code, a question and an exercise. Returns its address. */
export async function newLesson(extensionUri: Uri): Promise<string> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'media/lessons/template.md'));
  const { token } = new CancellationTokenSource();
  const data = await notebookSerializer.deserializeNotebook(bytes, token);
  const notebook = await openUntitled(data);
  return notebook.uri.toString();
}
