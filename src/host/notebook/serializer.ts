import type { NotebookCellData, NotebookData, NotebookDocument, NotebookSerializer } from 'vscode';
import { l10n, NotebookCellData as CellData, NotebookCellKind, NotebookData as Data } from 'vscode';
import type { CellForm, NotebookCell, NotebookFile } from '../../protocol/notebook/index.ts';
import {
  decodeNotebook,
  encodeNotebook,
  parseNotebook,
  serializeNotebook,
} from '../../protocol/notebook/index.ts';

/** What VS Code keeps with a cell for us: how it was written in the file, and what a person does not edit. */
export interface CellMetadata {
  readonly form?: CellForm | undefined;
  /** The part of a `predict` or `exercise` that is not shown. */
  readonly directive?: { readonly kind: 'predict' | 'exercise'; readonly header: string } | undefined;
  /** What a person reads above a question or a task, so that they know it for one. Not part of the file. */
  readonly lead?: string | undefined;
}

type FileMetadata = Omit<NotebookFile, 'cells'>;

/**
 * Reads and writes `*.cachebook.md`. A file that cannot be read throws, so that VS Code shows the error and never an
 * empty notebook that the next save would write over it.
 */
export const notebookSerializer: NotebookSerializer = {
  deserializeNotebook(bytes) {
    const { head, tail, eol, cells } = parseNotebook(decodeNotebook(bytes));
    const data = new Data(cells.map(toCellData));
    data.metadata = { head, tail, eol } satisfies FileMetadata;
    return data;
  },

  serializeNotebook(data) {
    return encodeNotebook(serializeNotebook(toFile(data)));
  },
};

/** The text of an open notebook as it would be saved. */
export function textOf(notebook: NotebookDocument): string {
  const cells = notebook.getCells().map(({ kind, document, metadata }) => {
    const data = new CellData(kind, document.getText(), document.languageId);
    data.metadata = metadata;
    return data;
  });
  const data = new Data(cells);
  data.metadata = notebook.metadata;
  return serializeNotebook(toFile(data));
}

function toFile(data: NotebookData): NotebookFile {
  const { head = '', tail = '', eol = '\n' } = (data.metadata ?? {}) as Partial<FileMetadata>;
  return { head, tail, eol, cells: data.cells.map(toCell) };
}

/** A cell as VS Code is given it. */
export function toCellData(cell: NotebookCell): NotebookCellData {
  const isCode = cell.kind === 'code';
  const kind = isCode ? NotebookCellKind.Code : NotebookCellKind.Markup;
  const data = new CellData(kind, cell.text, isCode ? cell.language : 'markdown');
  const directive =
    cell.kind === 'predict' || cell.kind === 'exercise'
      ? { kind: cell.kind, header: cell.header }
      : undefined;
  data.metadata = { form: cell.form, directive, lead: leadOf(cell) } satisfies CellMetadata;
  return data;
}

function leadOf({ kind }: NotebookCell): string | undefined {
  if (kind === 'predict') return l10n.t('Predict');
  return kind === 'exercise' ? l10n.t('Exercise') : undefined;
}

function toCell({ kind, value, languageId, metadata }: NotebookCellData): NotebookCell {
  const { form, directive } = (metadata ?? {}) as CellMetadata;
  const text = value.replaceAll('\r\n', '\n');
  if (kind === NotebookCellKind.Code) return { kind: 'code', language: languageId, text, form };
  return directive ? { ...directive, text, form } : { kind: 'markdown', text, form };
}
