import type { NotebookCell } from 'vscode';
import { l10n, NotebookCellKind } from 'vscode';
import type { CellRun } from './cellRun.ts';

/** How the languages of cells call it when a name is not known. */
const NOT_FOUND: ReadonlySet<string> = new Set(['ReferenceError', 'NameError']);

/** The code cells that stand above a cell. */
export function codeCellsAbove(cell: NotebookCell): NotebookCell[] {
  return cell.notebook
    .getCells()
    .slice(0, Math.max(0, cell.index))
    .filter(({ kind }) => kind === NotebookCellKind.Code);
}

/** What helps where a run did not find a name, and a cell above has not run in its kernel. */
export function adviceFor(
  { cell, error }: CellRun,
  hasRun: (cell: NotebookCell) => boolean,
): string | undefined {
  if (error === undefined || !NOT_FOUND.has(error) || codeCellsAbove(cell).every(hasRun)) return undefined;
  return l10n.t(
    'Not all cells above have run in this kernel, and what they define is missing. "Run the Cells Above" at this cell runs them.',
  );
}

/** Why a question is not asked in a kernel that has run nothing above its cell. */
export function cellsAboveFirst(): string {
  return l10n.t(
    'The cell was not run, because the kernel is new and the cells above have not run in it. "Run the Cells Above" at this cell runs them; then its question is asked.',
  );
}
