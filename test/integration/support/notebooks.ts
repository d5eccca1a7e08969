import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NotebookCell, NotebookCellOutputItem, NotebookDocument } from 'vscode';
import { commands, Uri, window, workspace } from 'vscode';
import { untilKernels } from './kernels.ts';
import { until } from './until.ts';

const STREAMS: Readonly<Record<string, string>> = {
  'application/vnd.code.notebook.stdout': '',
  'application/vnd.code.notebook.stderr': '? ',
  'text/plain': '= ',
};

/** Those that were made for the notebooks of a test. */
const folders: string[] = [];

/** Writes a notebook file into the workspace. */
export function writeNotebook(content: string | Uint8Array, name = 'test'): Uri {
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = mkdtempSync(path.join(root, 'notebook-'));
  folders.push(folder);
  const file = path.join(folder, `${name}.cachebook.md`);
  writeFileSync(file, content);
  return Uri.file(file);
}

/** Writes a notebook file into the workspace and opens it as a person does. */
export function openNotebook(
  content: string | Uint8Array,
  name?: string,
  preview = false,
): Promise<NotebookDocument> {
  return showNotebook(writeNotebook(content, name), preview);
}

/** The text of a notebook with these code cells: a language and the code, each. */
export function cellsOf(...cells: readonly (readonly [string, string])[]): string {
  return cells.map(([language, code]) => `\`\`\`${language}\n${code}\n\`\`\`\n`).join('\n');
}

/** Opens a file with the editor that VS Code chooses for it. */
export async function showNotebook(uri: Uri, preview = false): Promise<NotebookDocument> {
  await commands.executeCommand('vscode.open', uri, { preview });
  const editor = (): NotebookDocument | undefined =>
    window.visibleNotebookEditors.find(({ notebook }) => notebook.uri.toString() === uri.toString())
      ?.notebook;
  await until(() => editor() !== undefined, window.onDidChangeVisibleNotebookEditors);
  return editor()!;
}

/** Closes all editors, without asking about what is not saved, and takes their files away. */
export async function closeNotebooks(): Promise<void> {
  const notebooks = workspace.notebookDocuments.filter(({ notebookType }) => notebookType === 'cachebook');
  for (let left = notebooks.length; left > 0; left--)
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await commands.executeCommand('workbench.action.closeAllEditors');
  await untilKernels(0);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs cells as VS Code's own buttons do, and resolves when all of them have come to their end. */
export async function runCells(notebook: NotebookDocument, start: number, end = start + 1): Promise<void> {
  const ranges = [{ start, end }];
  await commands.executeCommand('notebook.cell.execute', { ranges, document: notebook.uri });
}

/** Runs one cell and says what it wrote. */
export async function run(notebook: NotebookDocument, index: number): Promise<string[]> {
  await runCells(notebook, index);
  return transcript(notebook.cellAt(index));
}

/** Resolves once a line below a cell is the one that is waited for. */
export async function untilSaid(cell: NotebookCell, line: string | RegExp): Promise<void> {
  const isSaid = (each: string): boolean => (typeof line === 'string' ? each === line : line.test(each));
  await until(() => transcript(cell).some(isSaid), workspace.onDidChangeNotebookDocument);
}

/** What stands below a cell, line for line: `? ` for the error stream, `= ` for a value, `! ` for an error. */
export function transcript(cell: NotebookCell): string[] {
  return cell.outputs.flatMap(({ items }) => {
    const rich = items.find(({ mime }) => mime.startsWith('application/vnd.cachebook.'));
    const lines = items.flatMap(linesOf);
    return rich ? lines.map((line) => `${line} [rich]`) : lines;
  });
}

function linesOf({ mime, data }: NotebookCellOutputItem): string[] {
  const text = new TextDecoder().decode(data);
  if (mime === 'application/vnd.code.notebook.error') {
    const { stack } = JSON.parse(text) as { stack: string };
    return stack.split('\n').map((line) => `! ${line.trim()}`);
  }
  const mark = STREAMS[mime];
  if (mark === undefined) return [];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${mark}${line}`);
}

/** The notebook at an address, once a tab shows it with what was below its first cell. */
export async function goesOnAt(uri: Uri): Promise<NotebookDocument> {
  const find = (): NotebookDocument | undefined =>
    window.visibleNotebookEditors.find(({ notebook }) => notebook.uri.toString() === uri.toString())
      ?.notebook;
  await until(() => find() !== undefined, window.onDidChangeVisibleNotebookEditors);
  const isThere = (): boolean => transcript(find()!.cellAt(0)).includes('kept');
  await until(isThere, workspace.onDidChangeNotebookDocument);
  return find()!;
}

/** How each cell of a notebook has ended; undefined where it has not run. */
export function successes(notebook: NotebookDocument): (boolean | undefined)[] {
  return notebook.getCells().map(({ executionSummary }) => executionSummary?.success);
}
