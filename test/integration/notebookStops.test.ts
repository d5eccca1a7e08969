import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import assert from 'node:assert/strict';
import { commands, NotebookEdit, NotebookRange, window, WorkspaceEdit, workspace } from 'vscode';
import { liveKernels, untilKernels } from './support/kernels.ts';
import {
  cellsOf,
  closeNotebooks,
  openNotebook,
  run,
  runCells,
  successes,
  transcript,
  untilSaid,
} from './support/notebooks.ts';
import { until } from './support/until.ts';

describe('what a notebook runs can be stopped', function () {
  this.timeout(120_000);
  afterEach(closeNotebooks);

  it('a restart ends what runs, and all variables', async () => {
    const notebook = await openNotebook(
      cellsOf(['ts', "var kept = 1; console.log('on'); while (true) {}"], ['ts', 'typeof kept']),
    );
    const running = runCells(notebook, 0);
    await untilSaid(notebook.cellAt(0), 'on');
    assert.equal(await commands.executeCommand('cachebook.restartKernel'), true);
    await running;
    assert.deepEqual(liveKernels(), []);
    assert.deepEqual(transcript(notebook.cellAt(0)), [
      'on',
      '? The kernel was restarted. All variables are gone.',
    ]);
    assert.deepEqual(await run(notebook, 1), ["= 'undefined'"]);
  });

  it('closing the notebook ends its kernel in the middle of a cell', async () => {
    const notebook = await openNotebook(cellsOf(['ts', "console.log('on'); while (true) {}"]));
    void runCells(notebook, 0);
    await untilSaid(notebook.cellAt(0), 'on');
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await untilKernels(0);
  });

  it('a notebook that is shown twice keeps its kernel until both are closed', async () => {
    const notebook = await openNotebook(cellsOf(['ts', 'var kept = 41'], ['ts', 'kept + 1']));
    await runCells(notebook, 0);
    await commands.executeCommand('workbench.action.splitEditor');
    await until(() => window.visibleNotebookEditors.length === 2, window.onDidChangeVisibleNotebookEditors);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => window.visibleNotebookEditors.length === 1, window.onDidChangeVisibleNotebookEditors);
    assert.deepEqual(await run(notebook, 1), ['= 42']);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await untilKernels(0);
  });

  it('deleting a cell that runs ends it, and the others go on working', async () => {
    const notebook = await openNotebook(
      cellsOf(['ts', 'var kept = 41'], ['ts', "console.log('on'); while (true) {}"], ['ts', 'kept + 1']),
    );
    await runCells(notebook, 0);
    const running = runCells(notebook, 1);
    await untilSaid(notebook.cellAt(1), 'on');
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [NotebookEdit.deleteCells(new NotebookRange(1, 2))]);
    await workspace.applyEdit(edit);
    await running;
    assert.deepEqual(await run(notebook, 1), ['= 42']);
  });

  it('a cell that waits already is not asked for twice', async () => {
    const asked = path.join(mkdtempSync(path.join(tmpdir(), 'cachebook-test-')), 'asked');
    const first = `
      import { existsSync } from 'node:fs';
      console.log('on');
      while (!existsSync(${JSON.stringify(asked)})) await new Promise((look) => setTimeout(look, 20));
    `;
    const notebook = await openNotebook(cellsOf(['ts', first], ['ts', '1 + 1']));
    const runs = [runCells(notebook, 0, 2)];
    await untilSaid(notebook.cellAt(0), 'on');
    runs.push(runCells(notebook, 0, 2), runCells(notebook, 1));
    // VS Code does not tell when a request has come to the kernel; it is long there by then.
    await new Promise((done) => setTimeout(done, 1000));
    writeFileSync(asked, '');
    await Promise.all(runs);
    const counts = notebook.getCells().map(({ executionSummary }) => executionSummary?.executionOrder);
    assert.deepEqual(
      [counts, successes(notebook)],
      [
        [1, 2],
        [true, true],
      ],
    );
  });

  it('two notebooks have a kernel each', async () => {
    const first = await openNotebook(cellsOf(['ts', 'var mine = 1']));
    const second = await openNotebook(cellsOf(['ts', 'typeof mine']));
    await runCells(first, 0);
    assert.deepEqual(await run(second, 0), ["= 'undefined'"]);
    assert.equal(liveKernels().length, 2);
  });
});
