import { readCells } from './cells.ts';
import { type FormedCell, linesAbove } from './form.ts';
import { byteOrderMarkOf, findFrontMatter, readFrontMatter } from './frontMatter.ts';
import { joinLines, splitLines } from './lines.ts';
import type { NotebookFile, NotebookProblem } from './model.ts';
import { findProblems } from './problems.ts';

/** A notebook as it was read. */
export interface ParsedNotebook extends NotebookFile {
  readonly cells: readonly FormedCell[];
  /** The values of the front matter, by key in lower case. */
  readonly frontMatter: ReadonlyMap<string, string>;
  /** For each cell the line of the file it begins on, from 1. */
  readonly lines: readonly number[];
  /** For each cell the line of the file on which its text begins. */
  readonly textLines: readonly number[];
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
  const end = findFrontMatter(lines);
  const head = lines.slice(0, end);
  const eol = lines[0]?.end === '\r\n' ? '\r\n' : '\n';
  const frontMatter = readFrontMatter(head);
  const found = readCells(lines.slice(end), eol);
  const problems = [...frontMatter.problems, ...findProblems(found, end + 1, exercises)];
  return {
    head: mark + joinLines(head),
    cells: found.cells.map(({ cell }) => cell),
    tail: found.tail,
    eol,
    frontMatter: frontMatter.values,
    lines: found.cells.map(({ first }) => end + 1 + first),
    textLines: found.cells.map(({ first, cell }) => end + 1 + first + linesAbove(cell)),
    problems: problems.sort((a, b) => a.line - b.line),
  };
}
