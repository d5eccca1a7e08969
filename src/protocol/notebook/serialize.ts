import { byteOrderMarkOf, headOf } from './frontMatter.ts';
import { isEnded } from './lines.ts';
import type { NotebookCell, NotebookFile } from './model.ts';
import { isPlainMarkdown, writeCell } from './write.ts';

/**
 * The text of a notebook file. Cells are written in the form they had in the file, byte for byte where they still say the
 * same; new ones canonically, with a blank line between. Reading the text gives the same cells; of Markdown, blank lines
 * at the start and end may go.
 */
export function serializeNotebook({ head, cells, tail, eol }: NotebookFile): string {
  const gaps = [...cells.map((cell, at) => gapAbove(cell, cells[at - 1], head, eol)), tail];
  let text = '';
  let followsMarkdown = false;
  cells.forEach((cell, at) => {
    const place = { eol, after: gaps[at + 1] ?? '', isLast: at === cells.length - 1, followsMarkdown };
    const raw = writeCell(cell, place);
    text = endLine(text, eol) + (gaps[at] ?? '') + raw;
    followsMarkdown = isPlainMarkdown(raw);
  });
  if (tail !== '') text = endLine(text, eol) + tail;
  const start = text === '' ? head : endLine(head, eol);
  // What begins the first cell must not be taken for front matter, nor for a byte order mark.
  return headOf(start + text) === start ? start + text : start + eol + text;
}

/** The blank lines above a cell: those it had, and at least one beside a new cell. */
function gapAbove(cell: NotebookCell, above: NotebookCell | undefined, head: string, eol: string): string {
  const { before = '' } = cell.form ?? {};
  if (before !== '') return before;
  const isFirst = above === undefined;
  const isAsItWas = cell.form !== undefined && (isFirst || above.form !== undefined);
  return isAsItWas || (isFirst && head === byteOrderMarkOf(head)) ? '' : eol;
}

/** The text with an end to its last line; a text of nothing but a byte order mark has no line yet. */
function endLine(text: string, eol: string): string {
  return isEnded(text) || text === byteOrderMarkOf(text) ? text : text + eol;
}
