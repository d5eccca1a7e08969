import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { RunFrame } from '../../protocol/kernel.ts';
import type { Shown } from '../../protocol/values.ts';
import { RICH_MIME } from '../../protocol/values.ts';

/** What a cell has thrown, or why it does not run: then it has no name. With the lines it came through, innermost first. */
export interface CellError {
  readonly name: string;
  readonly message: string;
  readonly frames: readonly RunFrame[];
}

/** What a cell ran last: the number that stands beside it, and the code. */
export interface RanCell {
  readonly count: number | undefined;
  readonly code: string;
}
export type FindCell = (cell: string) => RanCell | undefined;

/** How many frames of an error are shown: those where it came from, and those where it began. */
const INNERMOST = 8;
const OUTERMOST = 2;

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

/** An error with a stack in the form of Jupyter's: VS Code makes links to the lines of cells from it. */
export function errorOutput({ name, message, frames }: CellError, find: FindCell): NotebookCellOutput {
  const inner = frames.slice(0, INNERMOST);
  const outer = frames.slice(INNERMOST).slice(-OUTERMOST);
  const isCut = inner.length + outer.length < frames.length;
  const lines = [
    name === '' ? message : `${name}: ${message}`,
    ...inner.flatMap((frame) => frameLines(frame, find)),
    ...(isCut ? ['...'] : []),
    ...outer.flatMap((frame) => frameLines(frame, find)),
  ];
  const stack = withoutLinks(lines.join('\n'));
  return new NotebookCellOutput([NotebookCellOutputItem.error({ name, message, stack })]);
}

/** The place comes first in its line: only then VS Code finds it. */
function frameLines({ run, line, name }: RunFrame, find: FindCell): string[] {
  const ran = find(run);
  const place = ran?.count === undefined ? `Line ${line}` : `Cell In[${ran.count}], line ${line}`;
  const code = ran?.code.split('\n')[line - 1];
  return [
    name === '' ? place : `${place}, in ${name}`,
    ...(code === undefined ? [] : [`----> ${line} ${code}`]),
  ];
}

/** VS Code takes `<a href>` in a stack for its own; a cell's text must stay text. */
function withoutLinks(text: string): string {
  return text.replaceAll(/<(?=a\s)/gi, '<\u200b');
}
