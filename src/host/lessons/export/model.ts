/** A notebook as it is shown, outputs included, free of VS Code. */
import type { Drawing } from '../../../protocol/drawing.ts';

export type ExportedOutput =
  | { readonly kind: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  /** A shown value, as text; in Markdown where it is prose, and drawn where there is more to see. */
  | {
      readonly kind: 'value';
      readonly text: string;
      readonly markdown?: string | undefined;
      readonly drawing?: Drawing | undefined;
    }
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

/** A question or an exercise, with the word that says so. */
export interface ExportedDirective {
  readonly kind: 'directive';
  readonly lead: string;
  readonly text: string;
  /** What is right and why, as Markdown; undefined where it is not to be told. */
  readonly answer: string | undefined;
}

export type ExportedCell =
  | { readonly kind: 'markdown'; readonly text: string }
  | ExportedDirective
  | ExportedCode;

export interface ExportedNotebook {
  readonly title: string;
  /** The display language as a BCP 47 tag. */
  readonly language: string;
  /** Pictures that its text shows and that could be read, by the address that the text has: as `data:` URIs. */
  readonly images: ReadonlyMap<string, string>;
  readonly cells: readonly ExportedCell[];
}

/** What is written: the file itself, and pictures that it shows, in a folder beside it. */
export interface WrittenNotebook {
  readonly text: string;
  readonly pictures: readonly { readonly name: string; readonly svg: string }[];
}

/** Writes a notebook in one format. `folder`: where the pictures will be, as the file reaches them. */
export type NotebookWriter = (notebook: ExportedNotebook, folder: string) => WrittenNotebook;
