import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { liveKernels } from './support/kernels.ts';
import { cellsOf, closeNotebooks, openNotebook, run, transcript } from './support/notebooks.ts';

describe('the commands of notebooks', () => {
  afterEach(closeNotebooks);

  it('New Notebook opens one with an empty cell that runs, under a name it can be saved under', async () => {
    const address = await commands.executeCommand<string>('cachebook.newNotebook');
    const { notebook } = window.activeNotebookEditor!;
    assert.equal(notebook.uri.toString(), address);
    assert.deepEqual(
      notebook.getCells().map(({ document }) => [document.languageId, document.getText().split('\n').length]),
      [
        ['markdown', 3],
        ['typescript', 1],
      ],
    );
    assert.match(notebook.uri.path, /\.cachebook\.md$/);
    assert.deepEqual(await run(notebook, 1), []);
    assert.equal(notebook.cellAt(1).executionSummary?.success, true);
  });

  it('New Notebook opens another one each time', async () => {
    const [first, second] = [
      await commands.executeCommand<string>('cachebook.newNotebook'),
      await commands.executeCommand<string>('cachebook.newNotebook'),
    ];
    assert.notEqual(first, second);
  });

  it('Run All runs all cells up to the first that fails, and counts them', async () => {
    const notebook = await openNotebook(cellsOf(['ts', '1'], ['js', 'nothing'], ['ts', '2']));
    const result = await commands.executeCommand('cachebook.runAll');
    assert.deepEqual(result, { succeeded: 1, failed: 1, notRun: 1 });
    assert.match(transcript(notebook.cellAt(1))[0] ?? '', /^! ReferenceError: nothing is not defined/);
  });

  it('mean the notebook whose address they are given', async () => {
    const first = await openNotebook(cellsOf(['ts', '1']));
    await openNotebook(cellsOf(['ts', '2']));
    const result = await commands.executeCommand('cachebook.runAll', first.uri.toString());
    assert.deepEqual(result, { succeeded: 1, failed: 0, notRun: 0 });
    assert.equal(await commands.executeCommand('cachebook.restartKernel', first.uri), true);
    assert.deepEqual(liveKernels(), []);
  });

  it('answer at once where nothing runs', async () => {
    await openNotebook(cellsOf(['ts', '1']));
    assert.equal(await commands.executeCommand('cachebook.interrupt'), true);
    assert.equal(await commands.executeCommand('cachebook.restartKernel'), false);
  });

  it('have no result where no notebook is in sight', async () => {
    for (const command of ['runAll', 'interrupt', 'restartKernel']) {
      assert.equal(await commands.executeCommand(`cachebook.${command}`), undefined);
    }
  });
});
