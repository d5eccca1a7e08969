import { safeLength } from '../../../protocol/notebook/fence.ts';
import { fenceNameOf } from '../../../protocol/notebook/index.ts';
import type { ExportedCell, ExportedOutput, NotebookWriter } from './model.ts';

/** Markdown with every output below its cell: prose as it is, everything else in a fence of its own. */
export const writeMarkdown: NotebookWriter = (cells) => `${cells.flatMap(blocksOf).join('\n\n')}\n`;

function blocksOf(cell: ExportedCell): string[] {
  if (cell.kind === 'markdown') return [cell.text];
  return [fenced(fenceNameOf(cell.language), cell.text), ...cell.outputs.map(blockOf)];
}

function blockOf(output: ExportedOutput): string {
  if (output.kind === 'error') return fenced('text', output.stack);
  return (output.kind === 'value' ? output.markdown : undefined) ?? fenced('text', output.text);
}

function fenced(info: string, text: string): string {
  const marks = '`'.repeat(safeLength(text, '`'));
  return `${marks}${info}\n${text.replace(/\n$/, '')}\n${marks}`;
}
