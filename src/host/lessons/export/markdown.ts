import * as l10n from '@vscode/l10n';
import { escapeMarkdown, markdownTable } from '../../../protocol/markdown.ts';
import { safeLength } from '../../../protocol/notebook/fence.ts';
import { fenceNameOf } from '../../../protocol/notebook/index.ts';
import type { DrawnTable, Drawing } from '../../../protocol/drawing.ts';
import type { ExportedCell, ExportedDirective, ExportedOutput, NotebookWriter } from './model.ts';

/**
 * Markdown with every output below its cell: prose as it is, values as tables and pictures, everything else in a fence of
 * its own.
 */
export const writeMarkdown: NotebookWriter = ({ cells }, folder) => {
  const pictures: { name: string; svg: string }[] = [];
  /** Keeps a picture; gives where the file finds it. */
  const keep = (svg: string): string => {
    const name = `${pictures.length + 1}.svg`;
    pictures.push({ name, svg });
    return `${encodeURI(folder)}/${name}`;
  };
  const blocks = cells.flatMap((cell) => blocksOf(cell, keep));
  return { text: `${blocks.join('\n\n')}\n`, pictures };
};

type Keep = (svg: string) => string;

function blocksOf(cell: ExportedCell, keep: Keep): string[] {
  if (cell.kind === 'markdown') return [cell.text];
  if (cell.kind === 'directive') return [directiveMarkdown(cell)];
  const code = fenced(fenceNameOf(cell.language), cell.text);
  return [code, ...cell.outputs.flatMap((output) => blocksOfOutput(output, keep))];
}

/** A question or an exercise below its word; the answer is folded away. */
export function directiveMarkdown({ lead, text, answer }: ExportedDirective): string {
  const folded =
    answer === undefined ? [] : [`<details><summary>${l10n.t('Answer')}</summary>`, answer, '</details>'];
  return [`**${lead}**`, text, ...folded].join('\n\n');
}

function blocksOfOutput(output: ExportedOutput, keep: Keep): string[] {
  if (output.kind === 'error') return [fenced('text', output.stack)];
  if (output.kind === 'stream') return [fenced('text', output.text)];
  if (output.drawing) return drawingBlocks(output.drawing, keep);
  return [output.markdown ?? fenced('text', output.text)];
}

function drawingBlocks({ title, summary, svg, table }: Drawing, keep: Keep): string[] {
  // A title is no sentence: with one behind it, it ends with a point, as in a page.
  const name = title === '' ? '' : `**${escapeMarkdown(title)}${summary === '' ? '' : '.'}**`;
  const words = [name, escapeMarkdown(summary)].filter((each) => each !== '').join(' ');
  return [
    ...(words === '' ? [] : [words]),
    ...(svg === undefined ? [] : [`![${escapeMarkdown(title)}](${keep(svg)})`]),
    ...(table ? [tableMarkdown(table)] : []),
  ];
}

function tableMarkdown({ columns, rows, numbers, marked = [] }: DrawnTable): string {
  const cellOf = (cell: string, row: number): string => {
    const text = escapeMarkdown(cell);
    return marked.includes(row) && text.trim() !== '' ? `**${text}**` : text;
  };
  return markdownTable(
    columns.map(escapeMarkdown),
    rows.map((cells, row) => cells.map((cell) => cellOf(cell, row))),
    numbers,
  );
}

function fenced(info: string, text: string): string {
  const marks = '`'.repeat(safeLength(text, '`'));
  return `${marks}${info}\n${text.replace(/\n$/, '')}\n${marks}`;
}
