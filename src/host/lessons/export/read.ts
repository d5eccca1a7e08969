import type { NotebookCell, NotebookCellOutput, NotebookCellOutputItem, NotebookDocument } from 'vscode';
import { l10n, NotebookCellKind } from 'vscode';
import { readPrediction } from '../../../protocol/notebook/index.ts';
import { toFileCell } from '../cells.ts';
import type { NotebookProgress } from '../notebookProgress.ts';
import type { ExportedCell, ExportedOutput } from './model.ts';

/** What an open notebook shows now. A question that was answered comes with its answer. */
export function readNotebook(notebook: NotebookDocument, progress: NotebookProgress): ExportedCell[] {
  return notebook.getCells().map((cell) => readCell(cell, progress));
}

function readCell(cell: NotebookCell, progress: NotebookProgress): ExportedCell {
  const text = cell.document.getText();
  if (cell.kind === NotebookCellKind.Markup) {
    return { kind: 'markdown', text: [text, ...answerOf(cell, progress)].join('\n\n') };
  }
  const outputs = joinStreams(cell.outputs.flatMap(readOutput));
  const count = cell.executionSummary?.executionOrder;
  return { kind: 'code', language: cell.document.languageId, text, count, outputs };
}

function answerOf(cell: NotebookCell, progress: NotebookProgress): string[] {
  const answer = progress.answerTo(cell);
  const file = toFileCell(cell);
  if (!answer || file.kind !== 'predict') return [];
  const { prediction } = readPrediction(file);
  const said = answer.right
    ? l10n.t('Your answer: {0}. That is right.', answer.text)
    : l10n.t('Your answer: {0}. That is not right.', answer.text);
  return [said, ...(prediction ? [prediction.explanation] : [])];
}

/** What one output shows as text. Of several forms of the same value that is the plain one. */
function readOutput({ items }: NotebookCellOutput): ExportedOutput[] {
  const streams = items.flatMap((item) => readStream(item));
  const error = items.find(({ mime }) => mime === 'application/vnd.code.notebook.error');
  const plain = items.find(({ mime }) => mime === 'text/plain');
  if (error) return [readError(error)];
  return plain ? [...streams, { kind: 'value', text: textOf(plain) }] : streams;
}

function readStream(item: NotebookCellOutputItem): ExportedOutput[] {
  const name = /^application\/vnd\.code\.notebook\.(stdout|stderr)$/.exec(item.mime)?.[1];
  return name === 'stdout' || name === 'stderr' ? [{ kind: 'stream', name, text: textOf(item) }] : [];
}

function readError(item: NotebookCellOutputItem): ExportedOutput {
  const { name = 'Error', message = '', stack } = JSON.parse(textOf(item)) as Partial<Error>;
  return { kind: 'error', name, message, stack: stack ?? `${name}: ${message}` };
}

/** Pieces of one stream that follow each other become one. */
function joinStreams(outputs: readonly ExportedOutput[]): ExportedOutput[] {
  const joined: ExportedOutput[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (last?.kind === 'stream' && output.kind === 'stream' && last.name === output.name)
      joined[joined.length - 1] = { ...last, text: last.text + output.text };
    else joined.push(output);
  }
  return joined;
}

function textOf({ data }: NotebookCellOutputItem): string {
  return new TextDecoder().decode(data);
}
