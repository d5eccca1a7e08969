/** Lines of Markdown to cells. Front matter is not known here: any run of lines is read the same way. */
import { type CellBlock, findCellBlocks } from './blocks.ts';
import { isBlank, joinLines, type Line, textOf } from './lines.ts';
import type { CellSource, NotebookCell } from './model.ts';

/** A cell as it was found. */
export interface FoundCell {
  readonly cell: NotebookCell & { readonly source: CellSource };
  /** The index of its first line. */
  readonly first: number;
  /** Whether the closing fence is missing, so that the cell goes on to the end of the file. */
  readonly unclosed: boolean;
}

/** All cells of the lines, and the blank lines behind the last. */
export function readCells(lines: readonly Line[]): { readonly cells: FoundCell[]; readonly tail: string } {
  const cells: FoundCell[] = [];
  let at = 0;
  /** Takes the Markdown up to `end`; returns the blank lines that are left over. */
  const takeMarkdown = (end: number): string => {
    const blanks = skipBlank(lines, at, end);
    const last = lastSeen(lines, blanks, end);
    if (last === blanks) return joinLines(lines.slice(at, end));
    const own = lines.slice(blanks, last);
    const source = { before: joinLines(lines.slice(at, blanks)), raw: joinLines(own) };
    cells.push({ cell: { kind: 'markdown', text: textOf(own), source }, first: blanks, unclosed: false });
    return joinLines(lines.slice(last, end));
  };
  for (const block of findCellBlocks(lines)) {
    const before = takeMarkdown(block.first);
    cells.push(readBlock(lines, block, before));
    at = block.end;
  }
  return { cells, tail: takeMarkdown(lines.length) };
}

function readBlock(lines: readonly Line[], block: CellBlock, before: string): FoundCell {
  const { kind, language, first, bodyEnd, end } = block;
  const source = { before, raw: joinLines(lines.slice(first, end)) };
  const body = lines.slice(first + 1, bodyEnd);
  const found = { first, unclosed: bodyEnd === end };
  if (kind === 'guard') return { cell: { kind: 'markdown', text: textOf(body), source }, ...found };
  if (kind === 'code') return { cell: { kind, language, text: textOf(body), source }, ...found };
  const rule = body.findIndex(({ text }) => text.trimEnd() === '---');
  const [above, below] = rule < 0 ? [body, []] : [body.slice(0, rule), body.slice(rule + 1)];
  return { cell: { kind, header: textOf(above), text: textOf(below), source }, ...found };
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
