import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NotebookDocument } from 'vscode';
import {
  commands,
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { liveKernels } from './support/kernels.ts';
import {
  cellsOf,
  closeNotebooks,
  openNotebook,
  run,
  transcript,
  writeNotebook,
} from './support/notebooks.ts';
import { until } from './support/until.ts';

/** The notebook at an address, once a tab shows it with what was below its first cell. */
async function goesOnAt(uri: Uri): Promise<NotebookDocument> {
  const find = (): NotebookDocument | undefined =>
    window.visibleNotebookEditors.find(({ notebook }) => notebook.uri.toString() === uri.toString())
      ?.notebook;
  await until(() => find() !== undefined, window.onDidChangeVisibleNotebookEditors);
  const isThere = (): boolean => transcript(find()!.cellAt(0)).includes('kept');
  await until(isThere, workspace.onDidChangeNotebookDocument);
  return find()!;
}

/** Saves what is active, and presses Enter in VS Code's dialog as soon as that takes it. */
async function saveWithSuggestedName(file: Uri): Promise<void> {
  const saving = { isOver: false };
  const saved = Promise.resolve(commands.executeCommand('workbench.action.files.save')).finally(
    () => (saving.isOver = true),
  );
  while (!saving.isOver) {
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await sleep(100);
  }
  await saved;
  await workspace.fs.stat(file);
}

const CELLS = cellsOf(['ts', "console.log('kept'); const kept = 41;"], ['ts', 'kept + 1']);

describe('a notebook keeps its kernel and what its cells have shown', () => {
  afterEach(closeNotebooks);

  it('when its file is renamed', async () => {
    const notebook = await openNotebook(CELLS, 'before');
    await run(notebook, 0);
    const newUri = Uri.joinPath(notebook.uri, '../after.cachebook.md');
    const edit = new WorkspaceEdit();
    edit.renameFile(notebook.uri, newUri);
    assert.ok(await workspace.applyEdit(edit));
    assert.deepEqual(await run(await goesOnAt(newUri), 1), ['= 42']);
    assert.equal(liveKernels().length, 1);
  });

  it('when it is saved for the first time', async () => {
    const folder = Uri.joinPath(writeNotebook(CELLS), '..');
    const file = Uri.joinPath(folder, 'new.cachebook.md');
    await commands.executeCommand('vscode.openWith', file.with({ scheme: 'untitled' }), 'cachebook');
    const { notebook } = window.activeNotebookEditor!;
    const cells = ["console.log('kept'); const kept = 41;", 'kept + 1'].map(
      (text) => new NotebookCellData(NotebookCellKind.Code, text, 'typescript'),
    );
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [NotebookEdit.insertCells(0, cells)]);
    assert.ok(await workspace.applyEdit(edit));
    await run(notebook, 0);
    await saveWithSuggestedName(file);
    assert.deepEqual(await run(await goesOnAt(file), 1), ['= 42']);
    assert.equal(liveKernels().length, 1);
  });
});
