import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
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
import { cellsOf, closeNotebooks, goesOnAt, run, writeNotebook } from './support/notebooks.ts';

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

describe('a notebook that has no file yet', () => {
  afterEach(closeNotebooks);

  it('keeps its kernel and what its cells have shown when it is saved', async () => {
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
