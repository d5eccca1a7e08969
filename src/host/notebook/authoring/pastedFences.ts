import type { NotebookCell, TextDocumentChangeEvent } from 'vscode';
import { commands, NotebookCellKind, TextDocumentChangeReason, window, workspace } from 'vscode';
import { exercises } from '../../../lessons/exercises/index.ts';
import type { NotebookCell as FileCell } from '../../../protocol/notebook/index.ts';
import { cellsInText, readExercise, readPrediction } from '../../../protocol/notebook/index.ts';
import { Disposables } from '../../lifecycle.ts';
import { NOTEBOOK_TYPE } from '../notebookType.ts';
import type { CellMetadata } from '../serializer.ts';
import { replace } from './commands.ts';

/** For the quick fix alone: makes cells of the fences in a text cell, by the address of its document. */
export const MAKE_CELLS = 'cachebook.makeCellsOfText';

/**
 * Makes a question of a fence that is pasted into a text cell, as soon as it is there. One with a mistake stays text, and
 * the Problems view tells why. One that is typed waits for its quick fix: the cell would go away below the cursor.
 */
export function registerPastedFences(showError: (error: unknown) => void): Disposables {
  const registered = new Disposables();
  const make = (cell: NotebookCell | undefined): Promise<boolean> =>
    cell ? makeCells(cell) : Promise.resolve(false);
  registered.add(
    workspace.onDidChangeTextDocument((change) => {
      if (isPasted(change)) void make(textCellOf(change.document.uri.toString())).catch(showError);
    }),
  );
  registered.add(commands.registerCommand(MAKE_CELLS, (uri: string) => make(textCellOf(uri))));
  return registered;
}

/** Whether a person has put a whole fence into the cell they edit: what a file brings back stays as it was written. */
function isPasted({ document, contentChanges, reason }: TextDocumentChangeEvent): boolean {
  const isTheirs =
    window.activeTextEditor?.document === document && document.uri.scheme === 'vscode-notebook-cell';
  const isNew = reason !== TextDocumentChangeReason.Undo && reason !== TextDocumentChangeReason.Redo;
  return isTheirs && isNew && contentChanges.some(({ text }) => cellsInText(text) !== undefined);
}

/** Resolves with whether the fences in a text cell are cells now. */
async function makeCells(cell: NotebookCell): Promise<boolean> {
  const cells = cellsOfText(cell);
  if (cells) await replace(cell.notebook, cell.index, 1, cells);
  return cells !== undefined;
}

/** The cells that a text cell would be; undefined where it asks nothing, or a fence in it has a mistake. */
export function cellsOfText({ document }: Pick<NotebookCell, 'document'>): FileCell[] | undefined {
  const cells = cellsInText(document.getText().replaceAll('\r\n', '\n'));
  return cells?.every(isRight) ? cells : undefined;
}

function isRight(cell: FileCell): boolean {
  if (cell.kind === 'predict') return readPrediction(cell).problems.length === 0;
  if (cell.kind !== 'exercise') return true;
  return (
    readExercise(
      cell,
      1,
      exercises.map(({ id }) => id),
    ).problems.length === 0
  );
}

/** The text cell with a document of this address. */
export function textCellOf(uri: string): NotebookCell | undefined {
  const cells = workspace.notebookDocuments
    .filter(({ notebookType }) => notebookType === NOTEBOOK_TYPE)
    .flatMap((notebook) => notebook.getCells());
  const cell = cells.find(({ document }) => document.uri.toString() === uri);
  const isText =
    cell?.kind === NotebookCellKind.Markup && (cell.metadata as CellMetadata).directive === undefined;
  return isText ? cell : undefined;
}
