import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NotebookCell } from 'vscode';
import { commands, window, workspace } from 'vscode';
import { RICH_MIME } from '../../src/protocol/values.ts';
import {
  cellsOf,
  closeNotebooks,
  openNotebook,
  run,
  runCells,
  transcript,
  untilSaid,
} from './support/notebooks.ts';
import { until } from './support/until.ts';

describe('what cells say', () => {
  afterEach(closeNotebooks);

  it('keeps its order over both streams and values', async () => {
    const notebook = await openNotebook(
      cellsOf(['ts', "console.log(1); console.log(2); console.error(3); show('x'); console.log(4); 5"]),
    );
    assert.deepEqual(await run(notebook, 0), ['1', '2', '? 3', "= 'x'", '4', '= 5']);
  });

  it('tells that Python starts, until it has', async () => {
    const notebook = await openNotebook(cellsOf(['python', "print('started')"]));
    const cell = notebook.cellAt(0);
    const running = runCells(notebook, 0);
    await untilSaid(cell, '= Starting Python...');
    await running;
    assert.deepEqual(transcript(cell), ['started']);
  });

  it('is text beside every rich value', async () => {
    const notebook = await openNotebook(
      cellsOf(['ts', 'show([{ a: 1 }]); const round: any = {}; round.self = round; round']),
    );
    await runCells(notebook, 0);
    for (const { items } of notebook.cellAt(0).outputs) {
      assert.deepEqual(items.map(({ mime }) => mime).sort(), [RICH_MIME, 'text/plain'].sort());
    }
    assert.match(transcript(notebook.cellAt(0)).join('\n'), /\[Circular/);
  });

  it('comes late, too, and leaves the end of the cell as it was', async () => {
    const notebook = await openNotebook(cellsOf(['ts', "setTimeout(() => console.log('late'), 50); 'now'"]));
    const cell = notebook.cellAt(0);
    await runCells(notebook, 0);
    const { success, timing, executionOrder } = cell.executionSummary!;
    await untilSaid(cell, 'late');
    assert.deepEqual(transcript(cell), ["= 'now'", 'late']);
    await until(() => cell.executionSummary?.success !== undefined, workspace.onDidChangeNotebookDocument);
    const after = cell.executionSummary!;
    assert.deepEqual([after.success, after.timing, after.executionOrder], [success, timing, executionOrder]);
  });

  it('is the cache at the end of its cell, also when a later cell has used it', async () => {
    const notebook = await openNotebook(
      cellsOf(
        ['ts', "const pages = createCache('lru', 2); show(pages);"],
        ['ts', "pages.set('a', 1); pages.get('a');"],
      ),
    );
    await runCells(notebook, 0, 2);
    const shown = notebook.cellAt(0);
    assert.equal(hitsOf(shown), 0);
    assert.equal(shown.outputs.length, 1);
    assert.equal(shown.executionSummary?.success, true);
  });

  it('goes on in a new place when a person has cleared it', async () => {
    const cleared = path.join(mkdtempSync(path.join(tmpdir(), 'cachebook-test-')), 'cleared');
    const waits = `
      import { existsSync } from 'node:fs';
      console.log('before');
      while (!existsSync(${JSON.stringify(cleared)})) await new Promise((look) => setTimeout(look, 20));
      console.log('after');`;
    const notebook = await openNotebook(cellsOf(['ts', waits]));
    const cell = notebook.cellAt(0);
    const running = runCells(notebook, 0);
    await untilSaid(cell, 'before');
    await commands.executeCommand('notebook.clearAllCellsOutputs');
    writeFileSync(cleared, '');
    await running;
    assert.deepEqual(transcript(cell), ['after']);
  });

  it('keeps its notebook in its tab when another one is opened there', async () => {
    const first = await openNotebook(cellsOf(['ts', 'var kept = 41']), 'first', true);
    await runCells(first, 0);
    await openNotebook(cellsOf(['ts', '1']), 'second', true);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    assert.deepEqual(tabs, ['first.cachebook.md', 'second.cachebook.md']);
  });
});

function hitsOf(cell: NotebookCell): number | undefined {
  const item = cell.outputs[0]?.items.find(({ mime }) => mime === RICH_MIME);
  const value = item && (JSON.parse(new TextDecoder().decode(item.data)) as { info?: { hits: number } });
  return value?.info?.hits;
}
