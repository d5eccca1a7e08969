import type { NotebookCell as HostCell, NotebookDocument } from 'vscode';
import { NotebookCellKind } from 'vscode';
import type { NotebookCell } from '../../protocol/notebook/index.ts';
import type { CellMetadata } from '../notebook/serializer.ts';

/** The cells of an open notebook, as they are now. */
export function cellsOf(notebook: NotebookDocument): NotebookCell[] {
  return notebook.getCells().map(toFileCell);
}

/** A cell of an open notebook as it would stand in its file. */
export function toFileCell({ kind, document, metadata }: HostCell): NotebookCell {
  const { directive } = metadata as CellMetadata;
  const text = document.getText().replaceAll('\r\n', '\n');
  if (kind === NotebookCellKind.Code) return { kind: 'code', language: document.languageId, text };
  return directive ? { ...directive, text } : { kind: 'markdown', text };
}
