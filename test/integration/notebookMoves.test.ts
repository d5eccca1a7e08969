import assert from 'node:assert/strict';
import { Uri, workspace, WorkspaceEdit } from 'vscode';
import { liveKernels } from './support/kernels.ts';
import { cellsOf, closeNotebooks, goesOnAt, openNotebook, run } from './support/notebooks.ts';

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
});
