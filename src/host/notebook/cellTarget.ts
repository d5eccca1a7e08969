import type { NotebookCell } from 'vscode';
import * as v from 'valibot';
import { l10n, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';

/** How a command is told which cell is meant by somebody who has no cell at hand. */
const CellAddress = v.object({
  /** The address of a notebook that is open. */
  notebook: v.string(),
  /** The index of a cell, from 0. */
  cell: v.number(),
});

/**
 * The cell that a command is about: the one whose button was pressed, one given by `{ notebook, cell }`, or the selected
 * one of the notebook in sight; undefined where there is none. Throws a `HumanError` when an address leads nowhere.
 */
export function findCell(target: unknown): NotebookCell | undefined {
  if (isCell(target)) return target;
  const address = v.safeParse(CellAddress, target);
  if (address.success) return cellAt(address.output.notebook, address.output.cell);
  const editor = window.activeNotebookEditor;
  if (editor?.notebook.notebookType !== NOTEBOOK_TYPE || editor.notebook.cellCount === 0) return undefined;
  const start = editor.selections[0]?.start ?? 0;
  return editor.notebook.cellAt(Math.min(start, editor.notebook.cellCount - 1));
}

function cellAt(address: string, index: number): NotebookCell {
  const notebook = workspace.notebookDocuments.find(({ uri }) => uri.toString() === address);
  if (notebook?.notebookType !== NOTEBOOK_TYPE)
    throw new HumanError(l10n.t('No open notebook has the address {0}. Open it first.', address));
  const cell = notebook.getCells()[index];
  if (cell) return cell;
  throw new HumanError(
    l10n.t('There is no cell {0}: the notebook has {1} cells, counted from 0.', index, notebook.cellCount),
  );
}

/** VS Code hands over the cell whose button was pressed. */
function isCell(target: unknown): target is NotebookCell {
  return typeof target === 'object' && target !== null && 'document' in target && 'notebook' in target;
}
