/** What a notebook file holds. */

/** What a cell was in the file, so that an unchanged cell is written as it was. Plain JSON, for a cell's metadata. */
export interface CellSource {
  /** The blank lines above the cell. */
  readonly before: string;
  /** The cell itself, fences included. */
  readonly raw: string;
}

/** What every cell has. A cell without a source is new. */
interface Written {
  /** What a person edits. Lines are separated by `\n`, whatever the file uses. */
  readonly text: string;
  readonly source?: CellSource | undefined;
}

/** Prose. Blank lines at its start and end are not part of it. */
export interface MarkdownCell extends Written {
  readonly kind: 'markdown';
}

/** Code that runs. */
export interface CodeCell extends Written {
  readonly kind: 'code';
  /** The editor's language id. A language without cells comes back as Markdown. */
  readonly language: string;
}

/** A question (`predict`) or a task (`exercise`) for the next code cell. `text` is the part to be shown. */
export interface DirectiveCell extends Written {
  readonly kind: 'predict' | 'exercise';
  /** The lines above `---`, not to be shown: they hold the answer. */
  readonly header: string;
}

export type NotebookCell = MarkdownCell | CodeCell | DirectiveCell;

/** A notebook as it is written: head, cells, tail. */
export interface NotebookFile {
  /** Byte order mark and front matter, as in the file. */
  readonly head: string;
  readonly cells: readonly NotebookCell[];
  /** The blank lines after the last cell. */
  readonly tail: string;
  /** The line end for what is new: that of the file's first line. */
  readonly eol: string;
}

/** A mistake of the author that does not keep the file from opening. */
export interface NotebookProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly message: string;
}

/** The languages that have cells, by their editor's id: the name a new fence gets, then every accepted one. */
export const cellLanguages: Readonly<Record<string, readonly [string, ...string[]]>> = {
  typescript: ['ts', 'typescript'],
  javascript: ['js', 'javascript'],
  python: ['python', 'py'],
};

/** The language id for the first word of a fence's info string, if such fences are cells. */
export function languageOfInfo(word: string): string | undefined {
  const name = word.toLowerCase();
  return Object.keys(cellLanguages).find((id) => cellLanguages[id]?.includes(name));
}
