import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import {
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { HumanError } from '../../../src/lessons/humanError.ts';
import type { Tick } from '../../../src/recording/index.ts';
import { Writing } from '../recording/writing.ts';
import { Host } from './host.ts';
import { dataOf, desk, openNotebook } from './stub/desk.ts';
import { Range } from './stub/values.ts';

/** What the kernel of a notebook tells of a cache: each event with the line that has caused it. */
function ticksOf(...origins: readonly [file: string, line: number][]): Tick[] {
  const writing = new Writing();
  const writer = writing.open();
  for (const [file, line] of origins) {
    writing.origin = { file, line };
    writer.miss(line, false, line);
  }
  writing.recorder.flush();
  return writing.ticks;
}

/** What was opened: the cell and its line. */
function shown(notebook: NotebookDocument): [cell: number, selection: unknown, column: unknown][] {
  return desk.executed
    .filter(([id]) => id === 'vscode.open')
    .map(([, uri, options]) => {
      const { selection, viewColumn } = options as { selection: unknown; viewColumn: unknown };
      const index = notebook.getCells().findIndex(({ document }) => document.uri === uri);
      return [index, selection, viewColumn];
    });
}

describe('from an event to the line of its cell', () => {
  let host: Host;
  let notebook: ReturnType<typeof openNotebook>;
  beforeEach(async () => {
    host = new Host();
    notebook = openNotebook(dataOf('# Text', 'print a\none\ntwo', 'print b\nthree'));
    await host.run(notebook, 2, 1);
    for (const tick of ticksOf(['cell-1', 2], ['cell-2', 3])) host.kernels.newest.say({ type: 'tick', tick });
  });
  afterEach(() => host.dispose());

  /** As a click beside the event does. */
  async function show(number: number): Promise<void> {
    const [session] = host.store.sessions;
    const origin = host.store.recordingOf(session!.id)?.originOf(number);
    await host.store.showOrigin(session!.id, origin!);
  }

  it('shows the cell that was run as the how-manieth, where it is open, with the whole line chosen', async () => {
    await show(2);
    await show(3);
    assert.deepEqual(shown(notebook), [
      [2, new Range(1, 0, 1, 5), 1],
      [1, new Range(2, 0, 2, 3), 1],
    ]);
  });

  it('does so when the kernel has ended, the cell ran again or was moved, and the notebook is not in front', async () => {
    await host.run(notebook, 2);
    await host.notebooks.restart(notebook);
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [NotebookEdit.deleteCells(new NotebookRange(0, 1))]);
    await workspace.applyEdit(edit);
    openNotebook(dataOf('another'));
    await show(2);
    assert.deepEqual(shown(notebook), [[1, new Range(1, 0, 1, 5), 1]]);
  });

  it('finds the cell by what it says, where it was put in anew', async () => {
    const again = new NotebookCellData(NotebookCellKind.Code, 'print b\nthree', 'typescript');
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [new NotebookEdit(new NotebookRange(2, 3), [again])]);
    await workspace.applyEdit(edit);
    await show(2);
    assert.deepEqual(shown(notebook), [[2, new Range(1, 0, 1, 5), 1]]);
  });

  it('says so where the cell was changed', async () => {
    notebook.cells[2]!.text = 'print c\nthree';
    await assert.rejects(() => show(2), { message: /changed or deleted/, constructor: HumanError });
    await show(3);
    assert.equal(shown(notebook).length, 1);
  });

  it('says so where there is no such cell or line, or the run is not known any more', async () => {
    const [session] = host.store.sessions;
    const wrong = [
      { file: 'cell-3', line: 1 },
      { file: 'cell-0', line: 1 },
      { file: 'cell-2', line: 4 },
      { file: 'elsewhere', line: 1 },
      { file: '', line: 1 },
    ];
    for (const origin of wrong)
      await assert.rejects(() => host.store.showOrigin(session!.id, origin), HumanError);
    await assert.rejects(() => host.store.showOrigin('gone', { file: 'cell-1', line: 1 }), HumanError);
    assert.deepEqual(shown(notebook), []);
  });
});
