import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NotebookCell, NotebookDocument } from 'vscode';
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

/** Where a cell looks whether it may go on. */
const cleared = path.join(mkdtempSync(path.join(tmpdir(), 'cachebook-test-')), 'cleared');

const CELLS = cellsOf(
  ['ts', "console.log(1); console.log(2); console.error(3); show('x'); console.log(4); 5"],
  ['python', "print('started')"],
  ['ts', 'show([{ a: 1 }]); const round: any = {}; round.self = round; round'],
  ['ts', "setTimeout(() => console.log('late'), 50); 'now'"],
  ['ts', "const pages = createCache('lru', 2); show(pages);"],
  ['ts', "pages.set('a', 1); pages.get('a');"],
  [
    'ts',
    `
      import { existsSync } from 'node:fs';
      console.log('before');
      while (!existsSync(${JSON.stringify(cleared)})) await new Promise((look) => setTimeout(look, 20));
      console.log('after');`,
  ],
);
const [ORDER, PYTHON, RICH, LATE, SHOWN, USED, CLEARED] = [0, 1, 2, 3, 4, 5, 6] as const;

describe('what cells say', () => {
  let notebook: NotebookDocument;
  before(async () => {
    notebook = await openNotebook(CELLS);
  });
  after(closeNotebooks);

  it('keeps its order over both streams and values', async () => {
    assert.deepEqual(await run(notebook, ORDER), ['1', '2', '? 3', "= 'x'", '4', '= 5']);
  });

  it('tells that Python starts, until it has', async () => {
    const cell = notebook.cellAt(PYTHON);
    const running = runCells(notebook, PYTHON);
    await untilSaid(cell, '= Starting Python...');
    await running;
    assert.deepEqual(transcript(cell), ['started']);
  });

  it('is text beside every rich value', async () => {
    await runCells(notebook, RICH);
    for (const { items } of notebook.cellAt(RICH).outputs) {
      assert.deepEqual(items.map(({ mime }) => mime).sort(), [RICH_MIME, 'text/plain'].sort());
    }
    assert.match(transcript(notebook.cellAt(RICH)).join('\n'), /\[Circular/);
  });

  it('comes late, too, and leaves the end of the cell as it was', async () => {
    const cell = notebook.cellAt(LATE);
    await runCells(notebook, LATE);
    const { success, timing, executionOrder } = cell.executionSummary!;
    await untilSaid(cell, 'late');
    assert.deepEqual(transcript(cell), ["= 'now'", 'late']);
    await until(() => cell.executionSummary?.success !== undefined, workspace.onDidChangeNotebookDocument);
    const after = cell.executionSummary!;
    assert.deepEqual([after.success, after.timing, after.executionOrder], [success, timing, executionOrder]);
  });

  it('is the cache at the end of its cell, also when a later cell has used it', async () => {
    await runCells(notebook, SHOWN, USED + 1);
    const shown = notebook.cellAt(SHOWN);
    assert.equal(hitsOf(shown), 0);
    assert.equal(shown.outputs.length, 1);
    assert.equal(shown.executionSummary?.success, true);
  });

  it('goes on in a new place when a person has cleared it', async () => {
    const cell = notebook.cellAt(CLEARED);
    const running = runCells(notebook, CLEARED);
    await untilSaid(cell, 'before');
    await commands.executeCommand('notebook.clearAllCellsOutputs');
    writeFileSync(cleared, '');
    await running;
    assert.deepEqual(transcript(cell), ['after']);
  });
});

describe('what cells have said', () => {
  after(closeNotebooks);

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
