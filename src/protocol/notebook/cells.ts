/** Lines of Markdown to cells. Front matter is not known here: any run of lines is read the same way. */
import { findCellBlocks } from './blocks.ts';
import { type FormedCell, readBlock, readPlain } from './form.ts';
import { isBlank, joinLines, type Line } from './lines.ts';

/** A cell as it was found. */
export interface FoundCell {
  readonly cell: FormedCell;
  /** The index of its first line. */
  readonly first: number;
  /** Whether the closing fence is missing, so that the cell goes on to the end of the file. */
  readonly unclosed: boolean;
}

export interface FoundCells {
  readonly cells: readonly FoundCell[];
  /** The blank lines behind the last cell. */
  readonly tail: string;
  /** The indices of the lines with a fence that would be a cell and is part of HTML. */
  readonly inHtml: readonly number[];
}

/** All cells of the lines. `eol`: the end that lines have where their form does not say another. */
export function readCells(lines: readonly Line[], eol: string): FoundCells {
  const cells: FoundCell[] = [];
  const { blocks, inHtml } = findCellBlocks(lines);
  let at = 0;
  /** Takes the Markdown up to `end`; returns the blank lines that are left over. */
  const takeMarkdown = (end: number): string => {
    const first = skipBlank(lines, at, end);
    const last = lastSeen(lines, first, end);
    if (last === first) return joinLines(lines.slice(at, end));
    const cell = readPlain(joinLines(lines.slice(at, first)), lines.slice(first, last), eol);
    cells.push({ cell, first, unclosed: false });
    return joinLines(lines.slice(last, end));
  };
  for (const block of blocks) {
    const { first, bodyEnd, end } = block;
    const before = takeMarkdown(first);
    const cell = readBlock(before, lines.slice(first, end), block, eol);
    cells.push({ cell, first, unclosed: bodyEnd === end });
    at = end;
  }
  return { cells, tail: takeMarkdown(lines.length), inHtml };
}

/** The first line in the range that is not blank, or its end. */
function skipBlank(lines: readonly Line[], from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(lines[at]?.text ?? '')) at++;
  return at;
}

/** The end of the last line in the range that is not blank, or its start. */
function lastSeen(lines: readonly Line[], from: number, end: number): number {
  let at = end;
  while (at > from && isBlank(lines[at - 1]?.text ?? '')) at--;
  return at;
}
