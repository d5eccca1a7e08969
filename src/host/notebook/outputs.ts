import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { CellFrame, Shown } from '../../protocol/cells.ts';
import { RICH_MIME } from '../../protocol/cells.ts';

/** What a cell has thrown, with the lines it came through, innermost first. */
export interface CellError {
  readonly name: string;
  readonly message: string;
  readonly frames: readonly CellFrame[];
}

/** How a cell is called by its execution count; undefined for one that is not there any more. */
export type CountOf = (cell: string) => number | undefined;

const STREAM_ITEMS = {
  stdout: (text: string) => NotebookCellOutputItem.stdout(text),
  stderr: (text: string) => NotebookCellOutputItem.stderr(text),
} as const;

export type Stream = keyof typeof STREAM_ITEMS;

/** What a cell printed. */
export function streamItem(stream: Stream, text: string): NotebookCellOutputItem {
  return STREAM_ITEMS[stream](text);
}

/** A value: rich where there is more to see than text, and always as text. */
export function shownItems({ text, value }: Shown): NotebookCellOutputItem[] {
  const plain = NotebookCellOutputItem.text(text, 'text/plain');
  return value ? [NotebookCellOutputItem.json(value, RICH_MIME), plain] : [plain];
}

export function textOutput(text: string): NotebookCellOutput {
  return new NotebookCellOutput([NotebookCellOutputItem.text(text, 'text/plain')]);
}

/** An error with a stack in the form in which VS Code makes links of its lines. */
export function errorOutput({ name, message, frames }: CellError, countOf: CountOf): NotebookCellOutput {
  const lines = frames.map((frame) => `    ${frameText(frame, countOf(frame.cell))}`);
  const stack = [`${name}: ${message}`, ...lines].join('\n');
  return new NotebookCellOutput([
    NotebookCellOutputItem.error({ name, message, stack: withoutLinks(stack) }),
  ]);
}

function frameText({ name, line }: CellFrame, count: number | undefined): string {
  const called = name === '' ? 'at' : `at ${name},`;
  return count === undefined ? `${called} line ${line}` : `${called} Cell In[${count}], line ${line}`;
}

/** VS Code takes `<a href>` in a stack for its own; a cell's text must stay text. */
function withoutLinks(text: string): string {
  return text.replaceAll(/<(?=a\s)/gi, '<\u200b');
}
