/** A notebook as it is shown, outputs included, free of VS Code. */

export type ExportedOutput =
  | { readonly kind: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  /** A shown value, as text; in Markdown where it is prose. */
  | { readonly kind: 'value'; readonly text: string; readonly markdown?: string | undefined }
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly stack: string };

export interface ExportedCode {
  readonly kind: 'code';
  /** The editor's language id. */
  readonly language: string;
  readonly text: string;
  /** The number beside the cell; undefined when it was not run. */
  readonly count: number | undefined;
  readonly outputs: readonly ExportedOutput[];
}

export type ExportedCell = { readonly kind: 'markdown'; readonly text: string } | ExportedCode;

/** Writes a notebook in one format. */
export type NotebookWriter = (cells: readonly ExportedCell[]) => string;
