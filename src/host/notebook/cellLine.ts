import type { NotebookCell, NotebookDocument } from 'vscode';
import { commands, l10n, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Origin } from '../../recording/index.ts';
import type { CellRun } from './cellRun.ts';
import { columnOf } from './tabs.ts';

/** What a kernel calls the code of the cells that it has run. */
const FILE = /^cell-(\d+)$/;

/** The run that an event came from; `runs` are those of a kernel, in their order. */
export function runOf({ file }: Origin, runs: Iterable<CellRun>): CellRun | undefined {
  return [...runs][Number(FILE.exec(file)?.[1]) - 1];
}

/** Shows a line of what was run, in the cell that still says so. Rejects with a `HumanError` where none does. */
export async function showCellLine(run: CellRun | undefined, line: number): Promise<void> {
  const cell = run && findCell(await notebookOf(run.cell), run);
  if (!cell || line > cell.document.lineCount)
    throw new HumanError(
      l10n.t('The cell was changed or deleted since then. Run it again to go from its events to its lines.'),
    );
  const { range } = cell.document.lineAt(line - 1);
  await commands.executeCommand('vscode.open', cell.document.uri, {
    selection: range,
    viewColumn: columnOf(cell.notebook.uri),
  });
}

/** The notebook of a cell, also where it was closed meanwhile. */
async function notebookOf({ notebook }: NotebookCell): Promise<NotebookDocument> {
  return notebook.isClosed ? workspace.openNotebookDocument(notebook.uri) : notebook;
}

/** The cell itself comes first: another one may say the same. */
function findCell(notebook: NotebookDocument, { cell, code }: CellRun): NotebookCell | undefined {
  const same = notebook.getCells().filter(({ document }) => document.getText() === code);
  return same.includes(cell) ? cell : same[0];
}
