import { byteOrderMarkOf, isTakenForHead } from './frontMatter.ts';
import { isEnded } from './lines.ts';
import type { NotebookFile } from './model.ts';
import { isPlainMarkdown, writeCell } from './write.ts';

/**
 * The text of a notebook file. Cells that still say what they said in the file are written as they were, byte for
 * byte; others in the form they had where it still holds; new ones canonically, with a blank line between.
 * Reading the text gives the same cells; of Markdown, blank lines at the start and end may go.
 */
export function serializeNotebook({ head, cells, tail, eol }: NotebookFile): string {
  let text = head;
  let followsMarkdown = false;
  let followsNew = false;
  cells.forEach((cell, index) => {
    const isLast = index === cells.length - 1;
    const raw = writeCell(cell, { eol, tail: isLast ? tail : undefined, followsMarkdown });
    const before = cell.source?.before ?? '';
    const isApart = before !== '' || text === '' || (cell.source && !followsNew);
    text = endLine(text, eol) + (isApart ? before : eol);
    if (isTakenForHead(text, raw)) text += eol;
    text += raw;
    followsMarkdown = isPlainMarkdown(raw);
    followsNew = !cell.source;
  });
  return tail === '' ? text : endLine(text, eol) + tail;
}

/** The text with an end to its last line; a text of nothing but a byte order mark has no line yet. */
function endLine(text: string, eol: string): string {
  return isEnded(text) || text === byteOrderMarkOf(text) ? text : text + eol;
}
