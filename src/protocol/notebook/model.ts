/** What a notebook file holds. */

/**
 * How a cell was written in the file, and nothing of what it says: a cell that says something else keeps its form, and
 * whoever compares two versions of a file sees a change of the text once. Plain JSON, for a cell's metadata.
 */
export interface CellForm {
  /** The blank lines above the cell. */
  readonly before: string;
  /** The line of its fence or guard; absent where it is plain Markdown. */
  readonly open?: string | undefined;
  /** The line that closes it; absent where there is none and it goes on to the end of the file. */
  readonly close?: string | undefined;
  /** The line between a header and the text. */
  readonly rule?: string | undefined;
  /** The parts that are a blank line, where nothing would say the same. */
  readonly blank?: readonly ('header' | 'text')[] | undefined;
  /** The ends of its lines but the last, where not all are those of the file's first line. */
  readonly ends?: readonly string[] | undefined;
  /** The end of its last line, where it is not that of the file's first line. */
  readonly lastEnd?: string | undefined;
}

/** What every cell has. A cell without a form is new. */
interface Written {
  /** What a person edits. Lines are separated by `\n`, whatever the file uses. */
  readonly text: string;
  readonly form?: CellForm | undefined;
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
  /** It may be meant as it is. */
  readonly isWarning?: boolean;
}

/** The languages that have cells, by their editor's id: the name a new fence gets, then every accepted one. */
export const cellLanguages: Readonly<Record<string, readonly [string, ...string[]]>> = {
  typescript: ['ts', 'typescript'],
  javascript: ['js', 'javascript'],
  python: ['python', 'py'],
};

/** The name that a new fence of this language gets; of one without cells, its id. */
export function fenceNameOf(language: string): string {
  return Object.hasOwn(cellLanguages, language) ? (cellLanguages[language]?.[0] ?? language) : language;
}

/** The language id for the first word of a fence's info string, if such fences are cells. */
export function languageOfInfo(word: string): string | undefined {
  const name = word.toLowerCase();
  return Object.keys(cellLanguages).find((id) => cellLanguages[id]?.includes(name));
}
