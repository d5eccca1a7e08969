import type { NotebookCell, NotebookCellOutput, NotebookCellOutputItem, NotebookDocument } from 'vscode';
import { NotebookCellKind } from 'vscode';
import type { ExportedCell, ExportedOutput } from './model.ts';

/** What an open notebook shows now. */
export function readNotebook(notebook: NotebookDocument): ExportedCell[] {
  return notebook.getCells().map(readCell);
}

function readCell({ kind, document, outputs, executionSummary }: NotebookCell): ExportedCell {
  const text = document.getText();
  if (kind === NotebookCellKind.Markup) return { kind: 'markdown', text };
  return {
    kind: 'code',
    language: document.languageId,
    text,
    count: executionSummary?.executionOrder,
    outputs: joinStreams(outputs.flatMap(readOutput)),
  };
}

/** What one output shows as text. Of several forms of the same value that is the plain one. */
function readOutput({ items }: NotebookCellOutput): ExportedOutput[] {
  const streams = items.flatMap((item) => readStream(item));
  const error = items.find(({ mime }) => mime === 'application/vnd.code.notebook.error');
  const [plain, markdown] = ['text/plain', 'text/markdown'].map((type) => {
    const item = items.find(({ mime }) => mime === type);
    return item && textOf(item);
  });
  if (error) return [readError(error)];
  return plain === undefined ? streams : [...streams, { kind: 'value', text: plain, markdown }];
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
