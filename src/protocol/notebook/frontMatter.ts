/**
 * Front matter: `---` on the first line, `key: value` lines, `---`. A first line `---` that no `key:` follows is a
 * thematic break of Markdown. Front matter that is not closed is an error: all cells would be part of it.
 */
import * as l10n from '@vscode/l10n';
import { type Line, splitLines } from './lines.ts';
import { NotebookFormatError } from './notebookFormatError.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Whether the lines begin with front matter. */
export function beginsFrontMatter(lines: readonly Line[]): boolean {
  return lines[0]?.text.trimEnd() === '---' && /^[A-Za-z][\w-]*[ \t]*:/.test(lines[1]?.text ?? '');
}

/** The lines of the front matter without its fences, and where the rest begins. Throws when it is not closed. */
export function readFrontMatter(lines: readonly Line[]): {
  readonly header: readonly Line[];
  readonly end: number;
} {
  if (!beginsFrontMatter(lines)) return { header: [], end: 0 };
  const close = lines.findIndex(({ text }, at) => at > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(text));
  if (close > 0) return { header: lines.slice(1, close), end: close + 1 };
  throw new NotebookFormatError(
    1,
    l10n.t(
      'The front matter that begins here has no end. Write a line with --- after it, or take the first line away.',
    ),
  );
}

/** The byte order mark of a text, if it has one. */
export function byteOrderMarkOf(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
}

/** Whether a first cell, right after what is written so far, would be read as byte order mark or front matter. */
export function isTakenForHead(written: string, raw: string): boolean {
  if (written === '' && byteOrderMarkOf(raw) !== '') return true;
  return written === byteOrderMarkOf(written) && beginsFrontMatter(splitLines(raw));
}
