import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { NotebookDocument } from 'vscode';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import type { LessonInfo } from '../../../src/host/lessons/info.ts';
import { untilKernels } from './kernels.ts';

const shippedFolder = path.join(
  extensions.getExtension('cachebook.cachebook')!.extensionPath,
  'media/lessons',
);

/** The text of a lesson as it is shipped. */
export function shippedText(file: string): string {
  return readFileSync(path.join(shippedFolder, file), 'utf8');
}

export async function openLesson(id: string): Promise<LessonInfo> {
  return await commands.executeCommand<LessonInfo>('cachebook.openLesson', id);
}

/** How far a lesson is, once it is this far: VS Code tells of a run a moment after its end. */
export async function untilDone(id: string, count: number): Promise<LessonInfo> {
  let info = await openLesson(id);
  for (let looks = 0; info.done !== count && looks < 100; looks++) info = await openLesson(id);
  return info;
}

/** The notebook of a lesson that is open. */
export function notebookOf({ uri }: LessonInfo): NotebookDocument {
  const notebook = workspace.notebookDocuments.find((each) => each.uri.toString() === uri);
  if (!notebook) throw new Error(`${uri} is not open.`);
  return notebook;
}

/** What stands in the person's copy now, on the disk. */
export async function copyText({ uri }: LessonInfo): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
}

/** Makes lessons as they are in a new installation. */
export async function forgetLessons(...ids: readonly string[]): Promise<void> {
  for (const id of ids) await commands.executeCommand('cachebook.resetLesson', id, { confirm: false });
  await commands.executeCommand('cachebook.resetProgress', { confirm: false });
}

/** Closes the notebooks in sight, without asking about what is not saved. */
export async function closeLessons(): Promise<void> {
  while (window.visibleNotebookEditors.length > 0)
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await commands.executeCommand('workbench.action.closeAllEditors');
  await untilKernels(0);
}
