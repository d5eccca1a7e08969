import { readCells } from './cells.ts';
import { byteOrderMarkOf, readFrontMatter } from './frontMatter.ts';
import { parseHeader } from './header.ts';
import { joinLines, splitLines } from './lines.ts';
import type { CellSource, NotebookCell, NotebookFile, NotebookProblem } from './model.ts';
import { findProblems } from './problems.ts';

/** A notebook as it was read. */
export interface ParsedNotebook extends NotebookFile {
  readonly cells: readonly (NotebookCell & { readonly source: CellSource })[];
  /** The values of the front matter, by key in lower case. */
  readonly frontMatter: ReadonlyMap<string, string>;
  /** For each cell the line of the file it begins on, from 1. */
  readonly lines: readonly number[];
  /** The author's mistakes, by line. They do not keep the notebook from opening. */
  readonly problems: readonly NotebookProblem[];
}

export interface ParseOptions {
  /** The ids that an `exercise` may name. Without it any will do. */
  readonly exercises?: readonly string[] | undefined;
}

/**
 * Reads a notebook file. `serializeNotebook` of what it returns is the text again, byte for byte.
 * Throws a `NotebookFormatError` where the front matter has no end; anything else is a notebook.
 */
export function parseNotebook(text: string, { exercises }: ParseOptions = {}): ParsedNotebook {
  const mark = byteOrderMarkOf(text);
  const lines = splitLines(text.slice(mark.length));
  const front = readFrontMatter(lines);
  const header = parseHeader(
    front.header.map((line) => line.text),
    2,
  );
  const { cells, tail } = readCells(lines.slice(front.end));
  const problems = [...header.problems, ...findProblems(cells, front.end + 1, exercises)];
  return {
    head: mark + joinLines(lines.slice(0, front.end)),
    cells: cells.map(({ cell }) => cell),
    tail,
    eol: lines[0]?.end === '\r\n' ? '\r\n' : '\n',
    frontMatter: new Map([...header.fields].map(([key, { value }]) => [key, value])),
    lines: cells.map(({ first }) => front.end + 1 + first),
    problems: problems.sort((a, b) => a.line - b.line),
  };
}
